using QontoEmulator.OAuth;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

/// <summary>OAuth as in production: no wall, the sign-in first, and sensitive scopes after a review only.</summary>
[Rule("§12")]
public sealed class ProductionLoginTests(EmulatorServer server)
{
    [Fact]
    [Rule("§2")]
    public async Task There_is_no_wall_and_the_sign_in_comes_first_and_then_the_consent()
    {
        await using var world = await server.NewWorld(profile: "production");
        var visitor = new OAuthVisitor(world);

        (await visitor.Authorize()).Header("Location").Should().StartWith("/sandbox.staging.qonto.co/signin?");
        var code = await (await visitor.SignIn()).Code();

        var exchanged = await server.Stranger().PostForm(
            "/oauth2/token", ("grant_type", "authorization_code"), ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("code", code), ("redirect_uri", OAuthVisitor.RedirectUri));
        exchanged.Status.Should().Be(200, exchanged.Text);
        var member = server.Stranger(("Authorization", $"Bearer {exchanged.Json.Text("access_token")}"));
        (await member.Get("/v2/organization")).Status.Should().Be(200);
        (await member.With("X-Qonto-Staging-Token", "whatever").Get("/v2/organization")).Status.Should().Be(200, "production ignores the header");
    }

    [Theory]
    [InlineData("organization.read")]
    [InlineData("payment.write")]
    [InlineData("beneficiary.trust")]
    [InlineData("international_transfer.write")]
    public async Task A_sensitive_scope_waits_for_the_review_where_an_app_is_for_customers(string scope)
    {
        await using var world = await server.NewWorld(profile: "production");
        var app = await server.AddApp(world, app => app with { UseCase = UseCase.Connect });
        var approved = await server.AddApp(world, app => app with { UseCase = UseCase.Connect, ApprovedScopes = [scope] });
        var visitor = await new OAuthVisitor(world).SignIn();

        var refused = await visitor.Authorize(("client_id", app.ClientId), ("scope", $"team.read {scope}"));

        refused.ShouldRefuseByRedirect("invalid_scope", $"'{scope}'");
        refused.Hint.Should().Contain("review");
        (await visitor.Consent(("client_id", app.ClientId), ("scope", "team.read"))).Status.Should().Be(200);
        (await visitor.Consent(("client_id", approved.ClientId), ("scope", scope))).Status.Should().Be(200);
        (await visitor.Consent(("scope", scope))).Status.Should().Be(200, "automating one's own business is not reviewed");
        (await world.Control.Post("/_emulator/tokens", $$"""{"client_id":"{{app.ClientId}}","scopes":["{{scope}}"]}""")).Status.Should().Be(400);
    }

    [Fact]
    public async Task The_sandbox_is_never_blocked_by_the_review()
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { UseCase = UseCase.Connect });
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Consent(("client_id", app.ClientId), ("scope", "payment.write"))).Status.Should().Be(200);
    }
}
