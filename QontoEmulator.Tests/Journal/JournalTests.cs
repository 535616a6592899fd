using System.Text;
using System.Text.Json;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Journal;

public sealed class JournalTests(EmulatorServer server)
{
    [Fact]
    public async Task A_request_is_found_with_its_answer_and_how_it_was_decided()
    {
        await using var world = await server.NewWorld();
        var reply = await world.Organization.Get("/v2/labels?per_page=1");

        var entry = (await Entries(world, "path=/v2/labels")).Should().ContainSingle().Subject;

        entry.Text("method").Should().Be("GET");
        entry.Text("path").Should().Be("/v2/labels?per_page=1");
        entry.At("status").GetInt32().Should().Be(200);
        entry.Text("trace_id").Should().Be(reply.Header("X-Tyk-Trace-Id"));
        entry.Text("answer.body").Should().Be(reply.Text);
        entry.At("answer.bytes").GetInt64().Should().Be(reply.Bytes.Length);
        entry.At("duration_ms").GetDouble().Should().BePositive();
        Trail(entry).Should().Contain("gate: opened by a staging token")
            .And.Contain("credential: API key of an organization: ateliers-chimerand-2741")
            .And.Contain("rules: an API key opens this route")
            .And.Contain("switch: staging-gate is on")
            .And.Contain("switch: list-errors-422 is off");
    }

    [Fact]
    public async Task A_refusal_tells_why()
    {
        await using var world = await server.NewWorld();
        var reply = await (await world.SignIn("organization.read")).Get("/v2/membership");

        var entry = (await Entries(world, "status=403")).Should().ContainSingle().Subject;

        entry.Text("hint").Should().Be(reply.Hint).And.Contain("membership.read");
        Trail(entry).Should().Contain($"credential: access token of a member: {world.Info.Text("user.email")}").And.Contain($"refused: {reply.Hint}");
    }

    [Fact]
    public async Task No_secret_stands_in_it()
    {
        await using var world = await server.NewWorld();
        var tokens = await world.IssueTokens("organization.read offline_access");
        var (access, refresh) = (tokens.Text("access_token")!, tokens.Text("refresh_token")!);
        await world.Organization.Get("/v2/organization");
        await world.Bearer(access).Get("/v2/organization");
        await world.Control.Get("/_emulator/info");
        var renewed = await world.Nobody.PostForm(
            "/oauth2/token", ("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", world.ClientId), ("client_secret", world.ClientSecret));
        renewed.Status.Should().Be(200, renewed.Text);
        var session = new string('s', 64);
        await world.Bearer(access).With("X-Qonto-Sca-Session-Token", session).With("X-Qonto-MFA", "918273").Get($"/v2/sca_sessions/{session}");

        var journal = (await world.Control.Get("/_emulator/journal")).Text;

        journal.Should().Contain("Bearer ***").And.Contain("ateliers-chimerand-2741:***").And.Contain("client_secret=***");
        foreach (var secret in new[]
        {
            access, refresh, renewed.Json.Text("access_token")!, renewed.Json.Text("refresh_token")!, world.StagingToken, world.ClientSecret,
            world.Info.Text("api_key.secret_key")!, world.Info.Text("user.password")!, session, "918273",
        })
            journal.Should().NotContain(secret);
    }

    [Fact]
    public async Task Large_and_binary_bodies_are_cut()
    {
        await using var world = await server.NewWorld();
        var large = $$"""{"scopes":["x{{new string('é', 5000)}}"]}""";
        await world.Control.Post("/_emulator/tokens", large);
        await world.Organization.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}");

        var posted = (await Entries(world, "path=/_emulator/tokens")).Single();
        var page = (await Entries(world, "path=/v2/transactions")).Single();

        posted.At("request.truncated").GetBoolean().Should().BeTrue();
        posted.At("request.bytes").GetInt64().Should().Be(Encoding.UTF8.GetByteCount(large));
        Encoding.UTF8.GetByteCount(posted.Text("request.body")!).Should().BeInRange(4090, 4096);
        page.At("answer.truncated").GetBoolean().Should().BeTrue();
        page.Text("answer.body").Should().StartWith("""{"transactions":[""").And.Match(body => Encoding.UTF8.GetByteCount(body) <= 4096);
    }

    [Fact]
    public async Task It_is_filtered_newest_last()
    {
        await using var world = await server.NewWorld();
        await world.Organization.Get("/v2/labels");
        await world.Organization.Get("/v2/labels/unknown");
        await world.Organization.Delete("/v2/labels");
        await world.Organization.Get("/v2/organization");

        (await Entries(world, "method=delete")).Should().ContainSingle();
        (await Entries(world, "status=4xx")).Select(entry => entry.Text("path")).Should().Equal("/v2/labels/unknown", "/v2/labels");
        (await Entries(world, "limit=2")).Select(entry => entry.Text("path")).Should().Equal("/v2/labels", "/v2/organization");
        var since = (await Entries(world, "status=404"))[0].At("sequence").GetInt64();
        (await Entries(world, $"since={since}")).Should().HaveCount(2);
        foreach (var wrong in new[] { "status=40", "status=abc", "since=-1", "limit=1001" })
            (await world.Control.Get($"/_emulator/journal?{wrong}")).Status.Should().Be(400, wrong);
    }

    [Fact]
    public async Task It_is_each_workspaces_own_and_cleared_by_itself_or_a_reset()
    {
        await using var world = await server.NewWorld();
        await using var other = await server.NewWorld();
        await other.Organization.Get("/v2/organization");
        await world.Organization.Get("/v2/labels");

        (await Entries(world)).Should().ContainSingle();
        (await world.Control.Delete("/_emulator/journal")).Status.Should().Be(204);
        (await Entries(world)).Should().BeEmpty();
        await world.Organization.Get("/v2/labels");
        await world.Control.Post("/_emulator/reset");

        (await Entries(world, "path=/v2/")).Should().BeEmpty();
        (await Entries(other)).Should().ContainSingle();
    }

    [Fact]
    public async Task The_wall_and_the_gateway_are_in_it_too()
    {
        await using var world = await server.NewWorld();
        await world.Nobody.Get("/v2/no/such/path");
        await server.Stranger(("Authorization", world.ApiKey)).Get("/v2/organization");

        var entries = await Entries(world);

        entries.Select(entry => entry.At("status").GetInt32()).Should().Equal(404, 302);
        entries[1].Text("answer.headers.Location").Should().EndWith("/qonto.onelogin.com/login");
    }

    private static async Task<IReadOnlyList<JsonElement>> Entries(World world, string query = "") => (await world.Control.Get($"/_emulator/journal?{query}")).Json.Items("entries");

    private static IEnumerable<string> Trail(JsonElement entry) => entry.Items("trail").Select(step => $"{step.Text("stage")}: {step.Text("text")}");
}
