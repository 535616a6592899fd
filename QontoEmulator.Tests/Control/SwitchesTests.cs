using QontoEmulator.Control;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class SwitchesTests(EmulatorServer server)
{
    private const string Path = "/_emulator/switches";

    [Fact]
    public async Task Every_switch_is_listed_with_its_state_default_and_meaning()
    {
        await using var world = await server.NewWorld();

        var shown = (await world.Control.Get(Path)).Json;

        shown.EnumerateObject().Select(property => property.Name).Should().Equal("profile", "gate_form", "attachment_delay_seconds", "vop_unknown_iban", "require_signature", "switches");
        shown.Text("profile").Should().Be("sandbox");
        shown.Text("gate_form").Should().Be("redirect");
        shown.Items("switches").Select(item => item.Text("name")).Should().Equal(SwitchesApi.All.Select(quirk => quirk.Name));
        shown.At("switches.0").EnumerateObject().Select(property => property.Name).Should().Equal("id", "name", "on", "default", "evidence", "meaning");
        foreach (var (item, quirk) in shown.Items("switches").Zip(SwitchesApi.All))
        {
            item.Text("id").Should().Be(quirk.Id);
            item.At("on").GetBoolean().Should().Be(quirk.InSandbox);
            item.At("default").GetBoolean().Should().Be(quirk.InSandbox);
            item.Text("evidence").Should().BeOneOf("documented", "client", "inferred");
            item.Text("meaning").Should().EndWith(".");
        }
    }

    [Theory]
    [InlineData("sandbox")]
    [InlineData("documented")]
    [InlineData("production")]
    public async Task The_profile_decides_the_defaults(string profile)
    {
        await using var emulator = await OwnEmulator.Start("--profile", profile);

        var shown = (await emulator.Stranger().Get(Path)).Json;

        shown.Text("profile").Should().Be(profile);
        var expected = SwitchesApi.All.Select(quirk => profile switch { "sandbox" => quirk.InSandbox, "documented" => quirk.InDocumented, _ => quirk.InProduction });
        shown.Items("switches").Select(item => item.At("on").GetBoolean()).Should().Equal(expected);
    }

    [Fact]
    public async Task A_switch_is_set_and_null_returns_it_to_its_default()
    {
        await using var world = await server.NewWorld();

        var set = (await world.Control.Patch(Path, """{"staging-gate":false,"list-errors-422":true}""")).Json;
        (On(set, "staging-gate"), On(set, "list-errors-422"), On(set, "file-urls-gated")).Should().Be((false, true, true));

        var back = (await world.Control.Patch(Path, """{"staging-gate":null}""")).Json;
        (On(back, "staging-gate"), On(back, "list-errors-422")).Should().Be((true, true));
        (await world.Control.Get(Path)).Text.Should().Be(back.GetRawText());
    }

    [Fact]
    public async Task The_form_of_the_wall_is_set_and_null_returns_it_to_its_default()
    {
        await using var world = await server.NewWorld();

        (await world.Control.Patch(Path, """{"gate-form":"html"}""")).Json.Text("gate_form").Should().Be("html");
        (await world.Control.Patch(Path, """{"list-errors-422":true}""")).Json.Text("gate_form").Should().Be("html");
        (await world.Control.Patch(Path, """{"gate-form":null}""")).Json.Text("gate_form").Should().Be("redirect");
    }

    [Fact]
    public async Task Nothing_said_changes_nothing()
    {
        await using var world = await server.NewWorld();

        (await world.Control.Patch(Path, "{}")).Text.Should().Be((await world.Control.Get(Path)).Text);
    }

    [Theory]
    [InlineData("""{"ghost":true}""", "invalid", "/ghost")]
    [InlineData("""{"STAGING-GATE":false}""", "invalid", "/STAGING-GATE")]
    [InlineData("""{"staging_gate":false}""", "invalid", "/staging_gate")]
    [InlineData("""{"staging-gate":"off"}""", "invalid", "/staging-gate")]
    [InlineData("""{"staging-gate":0}""", "invalid", "/staging-gate")]
    [InlineData("""{"staging-gate":[]}""", "invalid", "/staging-gate")]
    [InlineData("""{"gate-form":"json"}""", "not_in_list", "/gate-form")]
    [InlineData("""{"gate-form":true}""", "not_a_string", "/gate-form")]
    public async Task What_cannot_be_set_is_refused(string body, string code, string place)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Patch(Path, body);

        reply.Status.Should().Be(400);
        reply.Code.Should().Be(code);
        reply.Json.Text("errors.0.source.pointer").Should().Be(place);
    }

    [Fact]
    public async Task One_wrong_name_keeps_all_of_a_change_from_happening_and_all_wrong_names_are_told()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Patch(Path, """{"staging-gate":false,"ghost":true,"list-errors-422":"on","gate-form":"json"}""");

        reply.Errors.Select(error => error.Text("source.pointer")).Should().BeEquivalentTo("/ghost", "/list-errors-422", "/gate-form");
        On((await world.Control.Get(Path)).Json, "staging-gate").Should().BeTrue();
    }

    private static bool On(System.Text.Json.JsonElement shown, string name) =>
        shown.Items("switches").Single(item => item.Text("name") == name).At("on").GetBoolean();
}
