using System.Text;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

[Rule("§5")]
public sealed class CredentialTests(EmulatorServer server)
{
    private const string Staging = "X-Qonto-Staging-Token";

    [Fact]
    public async Task Login_and_secret_of_the_organization_are_its_key()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/organization");

        reply.Json.Text("organization.slug").Should().Be(world.Info.Text("api_key.login"));
    }

    [Fact]
    public async Task A_call_without_credential_is_unauthorized() => await ShouldBeUnauthorized(null);

    [Theory]
    [InlineData("wrong:{secret}")]
    [InlineData("{login}:wrong")]
    [InlineData("{login}:{secret}x")]
    [InlineData("{login}")]
    [InlineData("{secret}")]
    [InlineData("{login}:")]
    [InlineData(":{secret}")]
    [InlineData(":")]
    [InlineData("Bearer {login}:{secret}")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer ory_at_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Anything_but_the_key_is_unauthorized(string authorization) => await ShouldBeUnauthorized(authorization);

    [Theory]
    [InlineData("{0}")]
    [InlineData("Basic {0}")]
    [InlineData("basic {0}")]
    public async Task The_key_is_not_sent_as_base64(string form)
    {
        await using var world = await server.NewWorld();
        var base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes(world.ApiKey));

        ShouldBe401(await world.Nobody.With("Authorization", form.Replace("{0}", base64, StringComparison.Ordinal)).Get("/v2/organization"));
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    [Rule("§3.3")]
    public async Task The_scheme_word_is_read_in_any_case(string scheme)
    {
        await using var world = await server.NewWorld();
        var token = (await world.IssueTokens()).Text("access_token");

        (await world.Nobody.With("Authorization", $"{scheme} {token}").Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    [Rule("§3.4")]
    public async Task A_revoked_token_is_unauthorized()
    {
        await using var world = await server.NewWorld();
        var token = (await world.IssueTokens()).Text("access_token")!;
        (await world.Bearer(token).Get("/v2/organization")).Status.Should().Be(200);

        await world.Nobody.PostForm("/oauth2/revoke", ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("token", token));

        ShouldBe401(await world.Bearer(token).Get("/v2/organization"));
    }

    [Fact]
    [Rule("§3.3")]
    public async Task A_token_lives_an_hour_of_the_workspaces_clock()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"frozen":true}""");
        var member = await world.SignIn();

        await world.Advance("PT59M59.999S");
        (await member.Get("/v2/organization")).Status.Should().Be(200);

        await world.Advance("PT0.001S");
        ShouldBe401(await member.Get("/v2/organization"));
    }

    [Fact]
    [Rule("A61")]
    public async Task A_key_on_a_route_for_tokens_is_told_so()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/membership");

        ShouldBe401(reply);
        reply.Errors[0].Text("detail").Should().Be("OAuth2 authentication is required here");
    }

    [Fact]
    [Rule("Q52")]
    public async Task A_switch_lets_keys_read_teams()
    {
        await using var world = await server.NewWorld();
        (await world.Organization.Get("/v2/teams")).Status.Should().Be(401);

        await world.Switch("""{"members-teams-api-key":true}""");

        (await world.Organization.Get("/v2/teams")).Status.Should().Be(200);
    }

    [Fact]
    [Rule("A62", "§4")]
    public async Task A_token_without_the_scope_is_forbidden()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("organization.read");
        (await member.Get("/v2/organization")).Status.Should().Be(200);

        var reply = await member.Get("/v2/membership");

        reply.Status.Should().Be(403);
        reply.Code.Should().Be("forbidden");
        reply.Errors[0].Text("detail").Should().Be("missing required oauth scope");
        reply.Hint.Should().Contain("membership.read");
    }

    [Fact]
    [Rule("§4")]
    public async Task Any_one_of_a_routes_scopes_is_enough()
    {
        await using var world = await server.NewWorld();

        foreach (var scope in new[] { "cash_flow_category.read", "cash_flow_category.write", "organization.read" })
            (await (await world.SignIn(scope)).Get("/v2/cash_flow_categories")).Status.Should().Be(200, scope);
        (await (await world.SignIn("team.read")).Get("/v2/cash_flow_categories")).Status.Should().Be(403);
    }

    [Fact]
    [Rule("§3.1")]
    public async Task A_token_opens_the_organization_of_its_member_and_no_other()
    {
        await using var world = await server.NewWorld();
        var neighbour = await world.SignIn(email: "zelie.farfelune@farfelune.example");
        var label = (await world.Organization.Get("/v2/labels?per_page=1")).Json.Text("labels.0.id");

        (await neighbour.Get("/v2/organization")).Json.Text("organization.slug").Should().NotBe(world.Info.Text("api_key.login"));
        (await neighbour.Get($"/v2/labels/{label}")).Status.Should().Be(404);
        (await world.Organization.Get($"/v2/labels/{label}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Keys_and_tokens_of_another_workspace_are_unknown_here()
    {
        await using var here = await server.NewWorld();
        await using var there = await server.NewWorld();
        var token = (await there.IssueTokens()).Text("access_token")!;

        ShouldBe401(await here.Nobody.With("Authorization", there.ApiKey).Get("/v2/organization"));
        ShouldBe401(await here.Bearer(token).Get("/v2/organization"));
        (await there.Bearer(token).Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Without_staging_token_the_credential_itself_finds_its_workspace()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"staging-gate":false}""");
        var token = (await world.IssueTokens()).Text("access_token")!;

        (await world.Organization.Without(Staging).Get("/v2/organization")).Status.Should().Be(200);
        (await world.Bearer(token).Without(Staging).Get("/v2/organization")).Status.Should().Be(200);
    }

    private async Task ShouldBeUnauthorized(string? form)
    {
        await using var world = await server.NewWorld();
        var value = form?.Replace("{login}", world.Info.Text("api_key.login"), StringComparison.Ordinal)
            .Replace("{secret}", world.Info.Text("api_key.secret_key"), StringComparison.Ordinal);

        ShouldBe401(await (value is null ? world.Nobody : world.Nobody.With("Authorization", value)).Get("/v2/organization"));
    }

    private static void ShouldBe401(Reply reply)
    {
        reply.Status.Should().Be(401);
        reply.Code.Should().Be("unauthorized");
        reply.Hint.Should().NotBeNullOrEmpty();
    }
}
