using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class StatusTests(EmulatorServer server)
{
    [Theory]
    [InlineData("/_emulator/health", "ok")]
    [InlineData("/_emulator/ready", "ready")]
    public async Task A_started_server_is_healthy_and_ready(string path, string status)
    {
        var reply = await server.Stranger().Get(path);

        reply.Status.Should().Be(200);
        reply.Text.Should().Be($$"""{"status":"{{status}}"}""");
    }

    [Fact]
    public async Task Info_tells_everything_that_a_program_needs()
    {
        await using var world = await server.NewWorld();

        var info = (await world.Control.Get("/_emulator/info")).Json;

        info.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo(
            "id", "version", "profile", "seed", "base_url", "staging_token", "api_key", "oauth", "user", "developer_portal");
        info.Text("base_url").Should().Be(server.BaseUrl.ToString().TrimEnd('/'));
        info.Text("profile").Should().Be("sandbox");
        info.Text("seed").Should().Be("default");
        info.At("api_key").EnumerateObject().Select(property => property.Name).Should().Equal("login", "secret_key");
        info.At("oauth").EnumerateObject().Select(property => property.Name).Should().Equal("client_id", "client_secret");
        info.At("user").EnumerateObject().Select(property => property.Name).Should().Equal("email", "password", "sms_code", "web_app");
        (await server.Stranger().Get(info.Text("user.web_app")!)).Header("Location").Should().Contain("/signin?workspace=");
        (await server.Stranger().Get(info.Text("developer_portal")!)).Header("Location").Should().Contain("/sign-in/?workspace=" + info.Text("id"));
        info.Text("user.sms_code").Should().Be("123456");
    }

    [Fact]
    public async Task Info_without_staging_token_is_that_of_the_default_workspace()
    {
        var info = (await server.Stranger().Get("/_emulator/info")).Json;

        info.Text("staging_token").Should().Be("emulator-staging-token");
        info.Text("api_key.secret_key").Should().Be("emulator-api-key-secret");
        info.Text("oauth.client_id").Should().Be("emulator-client-id");
        info.Text("oauth.client_secret").Should().Be("emulator-client-secret");
    }

    [Fact]
    public async Task What_info_shows_opens_the_api()
    {
        await using var world = await server.NewWorld();

        var organization = (await world.Organization.Get("/v2/organization")).Json;
        var member = (await (await world.SignIn()).Get("/v2/membership")).Json;

        organization.Text("organization.slug").Should().Be(world.Info.Text("api_key.login"));
        member.Text("membership.email").Should().Be(world.Info.Text("user.email"));
    }

    [Theory]
    [InlineData("GET", "/_emulator/info", null)]
    [InlineData("POST", "/_emulator/reset", null)]
    [InlineData("GET", "/_emulator/clock", null)]
    [InlineData("PUT", "/_emulator/clock", "{}")]
    [InlineData("POST", "/_emulator/clock/advance", """{"by":"PT1S"}""")]
    [InlineData("GET", "/_emulator/switches", null)]
    [InlineData("PATCH", "/_emulator/switches", "{}")]
    [InlineData("POST", "/_emulator/tokens", null)]
    public async Task A_staging_token_that_opens_nothing_is_told(string method, string path, string? body)
    {
        var reply = await server.Stranger(("X-Qonto-Staging-Token", "wrong")).Send(HttpMethod.Parse(method), path, body);

        reply.Status.Should().Be(404);
        reply.Code.Should().Be("workspace_not_found");
        reply.Hint.Should().Contain("X-Qonto-Staging-Token");
    }

    [Theory]
    [InlineData("GET", "/_emulator", "text/plain; charset=utf-8")]
    [InlineData("GET", "/_emulator/ghosts", "text/plain; charset=utf-8")]
    [InlineData("DELETE", "/_emulator/clock", "application/json")]
    public async Task Unknown_paths_and_verbs_are_not_found(string method, string path, string contentType)
    {
        var reply = await server.Stranger().Send(HttpMethod.Parse(method), path);

        reply.Status.Should().Be(404);
        reply.Header("Content-Type").Should().Be(contentType);
    }
}
