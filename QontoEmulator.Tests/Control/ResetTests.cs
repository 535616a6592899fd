using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.OAuth;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class ResetTests(EmulatorServer server)
{
    private const string Path = "/_emulator/reset";

    [Fact]
    public async Task Data_clock_and_switches_return_to_the_seed()
    {
        await using var world = await server.NewWorld();
        var before = await Data(world);
        var switches = (await world.Control.Get("/_emulator/switches")).Text;
        await world.Switch("""{"org-slug-routes-alive":true,"staging-gate":false,"gate-form":"html"}""");
        await world.Control.Put("/_emulator/clock", """{"now":"2032-02-29T00:00:00Z","frozen":true}""");
        (await Data(world)).Should().NotBe(before);

        var reply = await world.Control.Post(Path);

        reply.Status.Should().Be(200);
        reply.Text.Should().Be("""{"status":"reset","seed":"default"}""");
        (await Data(world)).Should().Be(before);
        (await world.Control.Get("/_emulator/switches")).Text.Should().Be(switches);
        var clock = (await world.Control.Get("/_emulator/clock")).Json;
        clock.At("frozen").GetBoolean().Should().BeFalse();
        clock.At("offset_seconds").GetDouble().Should().BeInRange(-1, 1);
    }

    [Fact]
    public async Task A_clock_that_was_given_a_start_returns_to_it()
    {
        await using var emulator = await OwnEmulator.Start("--now", "2027-06-15T12:00:00Z");
        var world = await emulator.DefaultWorld();
        await world.Control.Put("/_emulator/clock", """{"now":"2029-01-01T00:00:00Z","frozen":true}""");

        await world.Control.Post(Path);

        (await world.Control.Get("/_emulator/clock")).Json.At("now").GetDateTimeOffset().Should()
            .BeCloseTo(new(2027, 6, 15, 12, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?tokens=keep")]
    [InlineData("?tokens=")]
    public async Task Credentials_and_tokens_live_on(string query)
    {
        await using var world = await server.NewWorld();
        var tokens = await world.IssueTokens();

        (await world.Control.Post(Path + query)).Status.Should().Be(200);

        (await world.Control.Get("/_emulator/info")).Text.Should().Be(world.Info.GetRawText());
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200);
        (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
        (await world.Refresh(tokens.Text("refresh_token")!)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Tokens_that_lived_on_still_end_in_time()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var tokens = await world.IssueTokens();
        await world.Control.Post(Path);
        await world.Freeze();

        await world.Advance("PT1H");
        (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
        await world.Advance("P90D");
        (await world.Refresh(tokens.Text("refresh_token")!)).ShouldBeOAuthError(400, "invalid_grant");
    }

    [Fact]
    public async Task Tokens_end_on_demand_and_the_app_can_get_new_ones()
    {
        await using var world = await server.NewWorld();
        var tokens = await world.IssueTokens();

        (await world.Control.Post(Path + "?tokens=drop")).Status.Should().Be(200);

        (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
        (await world.Refresh(tokens.Text("refresh_token")!)).ShouldBeOAuthError(400, "invalid_grant");
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200);
        (await (await world.SignIn()).Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Another_word_for_tokens_is_refused_and_nothing_is_reset()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"org-slug-routes-alive":true}""");

        var reply = await world.Control.Post(Path + "?tokens=burn");

        reply.Status.Should().Be(400);
        reply.Code.Should().Be("invalid");
        reply.Json.Text("errors.0.source.parameter").Should().Be("tokens");
        (await world.Organization.Get("/v2/organizations/any")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_reset_reaches_one_workspace_only()
    {
        await using var here = await server.NewWorld();
        await using var there = await server.NewWorld();
        await there.Switch("""{"org-slug-routes-alive":true}""");
        var before = await Data(there);

        await here.Control.Post(Path + "?tokens=drop");

        (await there.Organization.Get("/v2/organizations/any")).Status.Should().Be(200);
        (await Data(there)).Should().Be(before);
    }

    [Fact]
    public async Task Statements_come_again_after_a_reset()
    {
        await using var world = await server.NewWorld();
        await world.Advance("P62D");
        var after62Days = await Data(world);
        await world.Control.Post(Path);

        await world.Advance("P62D");

        (await Data(world)).Should().Be(after62Days);
    }

    private static async Task<string> Data(World world)
    {
        var statements = (await world.Organization.Get("/v2/statements")).Json;
        var accounts = (await world.Organization.Get("/v2/bank_accounts")).Json.At("bank_accounts").GetRawText();
        return $"{statements.At("meta.total_count")} {string.Join(' ', statements.Items("statements").Select(item => $"{item.Text("period")} {item.Text("bank_account_id")}"))} {accounts}";
    }
}
