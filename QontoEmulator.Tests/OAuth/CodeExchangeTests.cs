using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§3.2", "§3.3", "§3.5")]
public sealed class CodeExchangeTests(EmulatorServer server)
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public async Task A_code_becomes_tokens_in_the_listed_forms()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code(("scope", "openid offline_access organization.read"));

        var reply = await world.Exchange(code);

        reply.Status.Should().Be(200);
        reply.Json.EnumerateObject().Select(property => property.Name).Should().Equal("access_token", "expires_in", "id_token", "refresh_token", "scope", "token_type");
        reply.Json.Text("access_token").Should().MatchRegex("^ory_at_[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}$");
        reply.Json.Text("refresh_token").Should().MatchRegex("^ory_rt_[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}$");
        reply.Json.At("expires_in").GetInt32().Should().Be(3600);
        reply.Json.Text("scope").Should().Be("openid offline_access organization.read");
        reply.Json.Text("token_type").Should().Be("bearer");
        reply.Header("Cache-Control").Should().Be("no-store");
        (await world.Bearer(reply.Json.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Refresh_token_and_id_token_come_only_with_their_scopes()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        var reply = await world.Exchange(await visitor.Code(("scope", "organization.read")));

        reply.Json.EnumerateObject().Select(property => property.Name).Should().Equal("access_token", "expires_in", "scope", "token_type");
    }

    [Fact]
    public async Task The_earlier_documented_path_does_the_same()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code();

        (await world.Nobody.PostForm(
            "/v2/oauth2/token", ("grant_type", "authorization_code"), ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("code", code), ("redirect_uri", OAuthVisitor.RedirectUri)))
            .Status.Should().Be(200);
    }

    [Theory]
    [InlineData("grant_type", "password", 400, "unsupported_grant_type")]
    [InlineData("client_secret", "wrong", 401, "invalid_client")]
    [InlineData("refresh_token", "ory_rt_unknown", 400, "invalid_grant")]
    [InlineData("refresh_token", null, 400, "invalid_request")]
    [InlineData("scope", "ghost.read", 400, "invalid_scope")]
    public async Task And_refuses_the_same(string field, string? value, int status, string error)
    {
        await using var world = await server.NewWorld();
        var form = world.RefreshForm((await world.IssueTokens()).Text("refresh_token")!).Select(pair => (pair.Name, (string?)pair.Value));

        (await world.Nobody.PostForm("/v2/oauth2/token", [.. OAuthSteps.Changed(form, [(field, value)])])).ShouldBeOAuthError(status, error);
    }

    [Fact]
    public async Task A_code_is_good_once_and_its_second_use_ends_what_the_first_gave()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code();
        var tokens = (await world.Exchange(code)).Json;

        (await world.Exchange(code)).ShouldBeOAuthError(400, "invalid_grant");

        (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
        (await world.Refresh(tokens.Text("refresh_token")!)).ShouldBeOAuthError(400, "invalid_grant");
        (await world.Exchange(code)).ShouldBeOAuthError(400, "invalid_grant");
    }

    [Theory]
    [InlineData("PT9M59S", 200)]
    [InlineData("PT10M", 400)]
    public async Task A_code_lives_10_minutes(string later, int status)
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var code = await (await new OAuthVisitor(world).SignIn()).Code();

        await world.Advance(later);

        (await world.Exchange(code)).Status.Should().Be(status);
    }

    [Fact]
    public async Task The_redirect_address_must_be_that_of_the_request()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code();

        (await world.Exchange(code, ("redirect_uri", OAuthVisitor.RedirectUri + "/"))).ShouldBeOAuthError(400, "invalid_grant");
        (await world.Exchange(code, ("redirect_uri", null))).ShouldBeOAuthError(400, "invalid_request");
        (await world.Exchange(code, ("code", null))).ShouldBeOAuthError(400, "invalid_request");
        (await world.Exchange(code)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_code_of_another_client_is_unknown()
    {
        await using var world = await server.NewWorld();
        var other = await server.AddApp(world, app => app);
        var code = await (await new OAuthVisitor(world).SignIn()).Code();

        (await world.Exchange(code, ("client_id", other.ClientId))).ShouldBeOAuthError(400, "invalid_grant");
        (await world.Exchange(code)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_client_that_does_not_prove_itself_gets_nothing_and_the_code_stays_good()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code();

        (await world.Exchange(code, ("client_secret", "wrong"))).ShouldBeOAuthError(401, "invalid_client");
        (await world.Exchange(code, ("client_secret", null))).ShouldBeOAuthError(401, "invalid_client");
        (await world.Exchange(code)).Status.Should().Be(200);
    }

    [Fact]
    public async Task With_pkce_the_right_verifier_is_needed()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code(Challenge());

        (await world.Exchange(code)).ShouldBeOAuthError(400, "invalid_grant");
        (await world.Exchange(code, ("code_verifier", Verifier + "x"))).ShouldBeOAuthError(400, "invalid_grant");
        (await world.Exchange(code, ("code_verifier", Verifier))).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_public_client_proves_itself_by_the_verifier_alone_to_the_end()
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { ClientSecret = null });
        var code = await (await new OAuthVisitor(world).SignIn()).Code([("client_id", app.ClientId), .. Challenge()]);

        var tokens = (await world.Exchange(code, ("client_id", app.ClientId), ("client_secret", null), ("code_verifier", Verifier))).Json;
        var renewed = await world.Nobody.PostForm("/oauth2/token", ("grant_type", "refresh_token"), ("client_id", app.ClientId), ("refresh_token", tokens.Text("refresh_token")!));
        var revoked = await world.Nobody.PostForm("/oauth2/revoke", ("client_id", app.ClientId), ("token", renewed.Json.Text("refresh_token")!));

        renewed.Status.Should().Be(200);
        revoked.Status.Should().Be(200);
        (await world.Bearer(renewed.Json.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Without_a_staging_token_the_client_tells_whose_wall_it_is_and_where_there_is_none_the_call_works()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code();
        var fields = new[] { ("grant_type", "authorization_code"), ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("code", code), ("redirect_uri", OAuthVisitor.RedirectUri) };

        (await server.Stranger().PostForm("/oauth2/token", fields)).Header("Location").Should().EndWith("/qonto.onelogin.com/login");
        await world.Switch("""{"staging-gate":false}""");

        (await server.Stranger().PostForm("/oauth2/token", fields)).Status.Should().Be(200);
        (await server.Stranger().Post("/oauth2/token", "{}")).Header("Location").Should().Contain("onelogin", "the default workspace has a wall");
    }

    [Fact]
    public async Task No_code_and_no_token_stands_in_the_journal()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code(Challenge());
        var tokens = (await world.Exchange(code, ("code_verifier", Verifier))).Json;

        var journal = (await world.Control.Get("/_emulator/journal")).Text;

        journal.Should().Contain("code=***").And.Contain("code_verifier=***");
        foreach (var secret in new[] { code, tokens.Text("access_token")!, tokens.Text("refresh_token")!, Verifier, world.ClientSecret })
            journal.Should().NotContain(secret);
    }

    private static (string, string?)[] Challenge() =>
        [("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))), ("code_challenge_method", "S256")];
}
