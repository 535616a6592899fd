using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Features;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class BeneficiaryDecisionTests(EmulatorServer server)
{
    [Theory]
    [Rule("P15")]
    [InlineData("validated")]
    [InlineData("declined")]
    public async Task A_beneficiary_is_validated_or_declined_and_that_is_told(string status)
    {
        await using var world = await server.NewWorld();
        var pending = await Payees.First(world, "?status=pending");

        var decided = await world.Control.Put($"/_emulator/beneficiaries/{pending.Text("id")}", $$"""{"status":"{{status}}"}""");

        (decided.Status, decided.Json.Text("beneficiary.status")).Should().Be((200, status));
        (await Payees.First(world)).GetRawText().Should().Be(decided.Json.At("beneficiary").GetRawText());
        var told = (await world.Control.Get("/_emulator/events?type=v1/beneficiaries")).Json.Items("events").Should().ContainSingle().Subject;
        (told.Text("data.event"), told.Text("data.status")).Should().Be(("updated", status));
    }

    [Theory]
    [InlineData("{}", "/status")]
    [InlineData("""{"status":"pending"}""", "/status")]
    [InlineData("""{"status":"validated","trusted":true}""", "/trusted")]
    public async Task Any_other_wish_is_refused(string body, string place)
    {
        await using var world = await server.NewWorld();
        var path = $"/_emulator/beneficiaries/{(await Payees.First(world)).Text("id")}";

        var refused = await world.Control.Put(path, body);

        (refused.Status, refused.Json.Text("errors.0.source.pointer")).Should().Be((400, place));
        (await world.Control.Put("/_emulator/beneficiaries/no-uuid", """{"status":"declined"}""")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Events_carry_the_documented_data()
    {
        await using var world = await server.NewWorld();
        var created = await Payees.Add(world);
        await Challenges.Approved(world, await world.SignIn(), client => client.Patch($"{Payees.Path}/trust", Payees.Ids(created.Text("id"))));

        var told = (await world.Control.Get("/_emulator/events?type=v1/beneficiaries")).Json.Items("events");

        told.Select(happened => (happened.Text("data.event"), happened.Text("data.status"), happened.At("data.trusted").GetBoolean())).Should()
            .Equal(("created", "pending", false), ("updated", "validated", true));
        told[0].At("data").EnumerateObject().Select(property => property.Name).Should().Equal(
            "event", "id", "name", "status", "iban", "bic", "trusted", "created_at", "updated_at");
        told[0].Text("data.created_at").Should().Be(created.Text("created_at"));
    }
}
