using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§3.1", "§3.5")]
public sealed class AuthorizationRequestTests(EmulatorServer server)
{
    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "unknown")]
    [InlineData("client_id", "<b>\"unknown\"</b>")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "https://elsewhere.example/callback")]
    [InlineData("redirect_uri", "//localhost/callback")]
    [InlineData("redirect_uri", "javascript:alert(1)")]
    [InlineData("redirect_uri", "http://localhost/callback#part")]
    [InlineData("redirect_uri", "http://user@localhost/callback")]
    [InlineData("redirect_uri", "http://localhost.elsewhere.example/")]
    [InlineData("redirect_uri", "http://localhost/é")]
    [InlineData("redirect_uri", "http://localhost/\r\nX-Other: 1")]
    public async Task A_request_that_no_app_can_be_told_about_gets_a_page_and_no_redirect(string parameter, string? value)
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"staging-gate":false}""");

        var reply = await world.Nobody.Get(new OAuthVisitor(world).Address((parameter, value)));

        reply.Status.Should().Be(400);
        reply.Header("Location").Should().BeNull();
        reply.Header("Content-Type").Should().Be("text/html; charset=utf-8");
        reply.Text.Should().Contain(parameter == "client_id" && value is { Length: > 0 } ? "invalid_client" : "invalid_request").And.NotContain("<b>");
        reply.Hint.Should().NotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("http://localhost:1234/any/path?with=query")]
    [InlineData("http://127.0.0.1:4321/")]
    [InlineData("https://[::1]:99/x")]
    public async Task Any_address_of_this_machine_is_registered_for_the_first_client(string redirectUri)
    {
        await using var world = await server.NewWorld();

        (await (await new OAuthVisitor(world).SignIn()).Consent(("redirect_uri", redirectUri))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Any_other_app_is_held_to_the_letter_of_its_addresses()
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { AnyLoopbackRedirect = false, RedirectUris = [OAuthVisitor.RedirectUri] });
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Consent(("client_id", app.ClientId))).Status.Should().Be(200);
        foreach (var other in new[] { OAuthVisitor.RedirectUri + "/", OAuthVisitor.RedirectUri + "?x=1", OAuthVisitor.RedirectUri.ToUpperInvariant(), OAuthVisitor.RedirectUri[..^1] })
            (await visitor.Authorize(("client_id", app.ClientId), ("redirect_uri", other))).Status.Should().Be(400);
    }

    [Theory]
    [InlineData("state", null, "invalid_state")]
    [InlineData("state", "1234567", "invalid_state")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("scope", null, "invalid_request")]
    [InlineData("scope", "  ", "invalid_request")]
    [InlineData("scope", "organization.read ghost.read", "invalid_scope")]
    [InlineData("organization_id", "not-a-uuid", "invalid_request")]
    [InlineData("registration_id", "not-a-uuid", "invalid_request")]
    [InlineData("identity_type", "organization", "invalid_request")]
    [InlineData("code_challenge_method", "S256", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "invalid_request")]
    public async Task Everything_else_that_is_wrong_is_told_to_the_app(string parameter, string? value, string error)
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        var reply = await visitor.Authorize((parameter, value));

        reply.ShouldRefuseByRedirect(error);
        reply.Parameter("state").Should().Be(parameter == "state" ? value : OAuthVisitor.State);
    }

    [Theory]
    [InlineData("plain", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")]
    [InlineData("S256", "too-short")]
    [InlineData("S256", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM=")]
    public async Task Only_a_proper_s256_challenge_is_taken(string method, string challenge)
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Authorize(("code_challenge", challenge), ("code_challenge_method", method))).ShouldRefuseByRedirect("invalid_request");
    }

    [Fact]
    public async Task A_scope_that_the_app_may_not_ask_for_is_named_in_the_description()
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { Scopes = ["organization.read"] });
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Authorize(("client_id", app.ClientId), ("scope", "organization.read payment.write")))
            .ShouldRefuseByRedirect("invalid_scope", "The OAuth 2.0 Client is not allowed to request scope 'payment.write'");
    }

    [Fact]
    public async Task A_parameter_given_twice_is_refused()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Get(visitor.Address() + "&scope=team.read")).ShouldRefuseByRedirect("invalid_request", "'scope'");
        (await visitor.Get(visitor.Address() + "&redirect_uri=http%3A%2F%2Flocalhost%2F")).Status.Should().Be(400);
    }

    [Fact]
    public async Task A_state_of_8_characters_and_unknown_parameters_are_taken()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Consent(("state", "12345678"), ("prompt", "consent"), ("max_age", "3600"), ("login_hint", "somebody@nowhere.example"), ("ghost", "1"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_earlier_documented_path_does_the_same()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Get("/v2" + visitor.Address())).Header("Location").Should().StartWith("/oauth-sandbox.staging.qonto.co/consent?");
        (await visitor.Get("/v2" + visitor.Address(("scope", "ghost")))).ShouldRefuseByRedirect("invalid_scope");
        (await visitor.Get("/v2" + visitor.Address(("client_id", "ghost")))).Status.Should().Be(400);
        (await visitor.Get("/v2/oauth2/auth")).Status.Should().Be(400);
    }

    [Fact]
    public async Task A_public_client_needs_a_challenge()
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { ClientSecret = null });
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Authorize(("client_id", app.ClientId))).ShouldRefuseByRedirect("invalid_request", "code_challenge");
        (await visitor.Consent(("client_id", app.ClientId), ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), ("code_challenge_method", "S256"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_organization_where_the_user_is_nobody_is_denied()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Authorize(("organization_id", "b20c0567-4dc8-4ac2-aed2-5d7bb78e0a16"))).ShouldRefuseByRedirect("access_denied");
        (await visitor.Authorize(("organization_id", Guid.Empty.ToString()))).ShouldRefuseByRedirect("access_denied");
    }

    [Fact]
    public async Task A_state_of_4_kilobytes_with_markup_comes_back_to_the_letter()
    {
        await using var world = await server.NewWorld();
        var state = string.Concat(Enumerable.Repeat("<b>\"'&é; ", 500));
        var visitor = await new OAuthVisitor(world).SignIn();

        var allowed = await visitor.Press(await visitor.Consent(("state", state)), "allow");

        allowed.Parameter("state").Should().Be(state);
    }
}
