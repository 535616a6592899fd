using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

[Rule("§2", "Q46")]
public sealed class StagingGateTests(EmulatorServer server)
{
    private const string Header = "X-Qonto-Staging-Token";

    [Fact]
    public async Task A_call_without_staging_token_is_sent_to_the_wall()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Without(Header).Get("/v2/organization");

        ShouldLeadToTheWall(reply, world.BaseUrl);
        reply.Hint.Should().Contain("missing");
    }

    [Fact]
    public async Task A_wrong_staging_token_counts_as_none()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.With(Header, "wrong").Get("/v2/organization");

        ShouldLeadToTheWall(reply, world.BaseUrl);
        reply.Hint.Should().Contain("No workspace");
    }

    [Fact]
    public async Task The_staging_token_of_a_deleted_workspace_counts_as_none()
    {
        var world = await server.NewWorld();
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200);
        await world.DisposeAsync();

        ShouldLeadToTheWall(await world.Organization.Get("/v2/organization"), world.BaseUrl);
    }

    [Fact]
    public async Task A_client_that_follows_the_redirect_ends_at_a_page_titled_onelogin()
    {
        await using var world = await server.NewWorld();
        var wall = await world.Organization.Without(Header).Get("/v2/organization");

        ShouldBeThePage(await server.Stranger().Get(wall.Header("Location")!));
    }

    [Fact]
    public async Task Behind_a_proxy_the_redirect_stays_on_the_address_that_the_client_sees()
    {
        var proxied = server.Stranger(("X-Forwarded-Host", "qonto.test:8443, inner"), ("X-Forwarded-Proto", "https"));

        var reply = await proxied.Get("/v2/organization");

        reply.Header("Location").Should().Be("https://qonto.test:8443/qonto.onelogin.com/login");
    }

    [Fact]
    public async Task With_gate_form_html_the_page_itself_answers()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"gate-form":"html"}""");

        ShouldBeThePage(await world.Organization.Without(Header).Get("/v2/organization"));
        ShouldBeThePage(await world.Organization.With(Header, "wrong").Get("/v2/ghosts"));
        (await world.Organization.Get("/v2/organization")).Header("Content-Type").Should().Be("application/json");
    }

    [Theory]
    [InlineData("GET", "/v2/ghosts")]
    [InlineData("PATCH", "/v2/labels")]
    [InlineData("GET", "/v2/organization")]
    [InlineData("GET", "/v2/labels?page=0")]
    [InlineData("POST", "/oauth2/token")]
    [InlineData("GET", "/")]
    public async Task The_wall_stands_before_route_verb_credential_and_query(string method, string path) =>
        ShouldLeadToTheWall(await server.Stranger().Send(HttpMethod.Parse(method), path), server.BaseUrl);

    [Fact]
    public async Task The_emulators_own_pages_stand_before_the_wall()
    {
        (await server.Stranger().Get("/_emulator/health")).Status.Should().Be(200);
        ShouldBeThePage(await server.Stranger().Get("/qonto.onelogin.com/login"));
        ShouldLeadToTheWall(await server.Stranger().Get("/_emulatorish"), server.BaseUrl);
    }

    [Fact]
    [Rule("§6")]
    public async Task Behind_a_right_staging_token_a_wrong_credential_is_refused_in_json()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Nobody.With("Authorization", "wrong:wrong").Get("/v2/organization");

        reply.Status.Should().Be(401);
        reply.Code.Should().Be("unauthorized");
    }

    [Fact]
    public async Task With_the_gate_switched_off_neither_absent_nor_wrong_token_matters()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"staging-gate":false}""");

        (await world.Organization.Without(Header).Get("/v2/organization")).Status.Should().Be(200);
        (await world.Organization.With(Header, "wrong").Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task In_production_there_is_no_wall_and_a_staging_token_does_no_harm()
    {
        await using var emulator = await OwnEmulator.Start("--profile", "production");
        var world = await emulator.DefaultWorld();

        (await world.Organization.Without(Header).Get("/v2/organization")).Status.Should().Be(200);
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200);
        (await emulator.Stranger().Get("/v2/organization")).Status.Should().Be(401);
    }

    [Theory]
    [InlineData("X-Qonto-Staging-Token")]
    [InlineData("x-qonto-staging-token")]
    [InlineData("X-QONTO-STAGING-TOKEN")]
    [InlineData("x-Qonto-staging-Token")]
    [Rule("Q45")]
    public async Task Any_spelling_of_the_header_passes(string name)
    {
        await using var world = await server.NewWorld();

        (await Ask(world, name)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("X-Qonto-Staging-Token", 200)]
    [InlineData("x-qonto-staging-token", 302)]
    [InlineData("X-QONTO-STAGING-TOKEN", 302)]
    [InlineData("X-Qonto-Staging-token", 302)]
    [Rule("Q45")]
    public async Task Under_strict_header_case_only_the_documented_spelling_passes(string name, int status)
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"strict-header-case":true}""");

        var reply = await Ask(world, name);

        reply.Status.Should().Be(status);
        if (status == 302)
            reply.Header("X-Emulator-Hint").Should().Contain("strict-header-case", "the token itself is right");
    }

    private static Task<RawReply> Ask(World world, string header) =>
        RawHttp.Get(world.BaseUrl, "/v2/organization", (header, world.StagingToken), ("Authorization", world.ApiKey));

    private static void ShouldLeadToTheWall(Reply reply, Uri baseUrl)
    {
        reply.Status.Should().Be(302);
        reply.Header("Location").Should().Be($"{baseUrl}qonto.onelogin.com/login");
        reply.Bytes.Should().BeEmpty();
        ShouldComeFromTheGateway(reply);
    }

    private static void ShouldBeThePage(Reply reply)
    {
        reply.Status.Should().Be(200);
        reply.Header("Content-Type").Should().Be("text/html; charset=utf-8");
        reply.Text.Should().Contain("<title>OneLogin</title>").And.Contain("<meta name=\"robots\" content=\"noindex\">");
        ShouldComeFromTheGateway(reply);
    }

    private static void ShouldComeFromTheGateway(Reply reply)
    {
        reply.Header("X-Tyk-Trace-Id").Should().MatchRegex("^[0-9a-f]{32}$");
        reply.Header("X-Request-Id").Should().BeNull();
    }
}
