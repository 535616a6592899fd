using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.OAuth;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>Which credentials OAuth takes where: a workspace plays the sandbox or production.</summary>
[Rule("§1", "§12")]
public sealed class ProductionAppTests(EmulatorServer server)
{
    [Fact]
    public async Task Production_knows_an_app_when_it_is_published_and_by_its_production_credentials_only()
    {
        await using var world = await server.NewWorld(profile: "production");
        var visitor = await new OAuthVisitor(world).SignIn();
        var app = await world.NewApp(("production_redirect_uris", new[] { PortalSteps.ProductionUri }));

        var early = await visitor.Authorize(("client_id", app.Text("sandbox.client_id")));
        early.Status.Should().Be(400);
        early.Hint.Should().Contain("published");
        (await world.ErrorOfCredentials(app.Text("sandbox.client_id")!, app.Text("sandbox.client_secret")!)).Should().Be("invalid_client");
        var published = await world.Act(app, "publish");

        (await world.ErrorOfCredentials(app.Text("sandbox.client_id")!, app.Text("sandbox.client_secret")!)).Should().Be("invalid_client");
        (await world.ErrorOfCredentials(published.Text("production.client_id")!, published.Text("production.client_secret")!)).Should().Be("invalid_grant");
        (await visitor.Consent(("client_id", published.Text("production.client_id")), ("redirect_uri", PortalSteps.ProductionUri))).Status.Should().Be(200);
        (await visitor.Authorize(("client_id", published.Text("production.client_id")))).Status.Should().Be(400, "that address is the sandbox's");
    }

    [Fact]
    public async Task The_sandbox_knows_an_app_by_its_sandbox_credentials_only_and_is_never_blocked()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var app = await world.NewConnectApp();
        var clientId = app.Text("sandbox.client_id");

        (await visitor.Consent(("client_id", clientId), ("scope", "organization.read"))).Status.Should().Be(200);
        await world.Act(app, "submit");
        (await visitor.Consent(("client_id", clientId), ("scope", "organization.read"))).Status.Should().Be(200);
        await world.Act(app, "reject", """{"reason":"No."}""");
        (await visitor.Consent(("client_id", clientId), ("scope", "organization.read"))).Status.Should().Be(200);
        await world.Act(app, "submit");
        await world.Act(app, "approve");
        var published = await world.Act(app, "publish");

        (await visitor.Authorize(("client_id", published.Text("production.client_id")), ("redirect_uri", PortalSteps.ProductionUri))).Status.Should().Be(400);
        (await world.ErrorOfCredentials(published.Text("production.client_id")!, published.Text("production.client_secret")!)).Should().Be("invalid_client");
    }

    [Fact]
    public async Task A_published_app_has_what_was_approved_and_waits_for_what_was_added()
    {
        await using var world = await server.NewWorld(profile: "production");
        var visitor = await new OAuthVisitor(world).SignIn();
        var app = await Published(world);

        (await Ask("organization.read")).Status.Should().Be(200);
        await world.Control.Patch($"/_emulator/apps/{app.Text("id")}", """{"scopes":["organization.read","payment.write"],"pis_reason":"Our customers pay."}""");
        var refused = await visitor.Authorize(("client_id", app.Text("production.client_id")), ("redirect_uri", PortalSteps.ProductionUri), ("scope", "payment.write"));
        refused.Header("Location").Should().StartWith(PortalSteps.ProductionUri).And.Contain("error=invalid_scope");
        refused.Hint.Should().Contain("review");
        await world.Act(app, "submit");
        await world.Advance("P3D");
        await visitor.SignIn();

        (await Ask("payment.write")).Status.Should().Be(200, "the review decided itself, and OAuth knows at once");
        (await world.Again(app)).Text("status").Should().Be("published");

        Task<Reply> Ask(string scope) => visitor.Consent(("client_id", app.Text("production.client_id")), ("redirect_uri", PortalSteps.ProductionUri), ("scope", scope));
    }

    [Fact]
    public async Task An_approved_contract_opens_the_sensitive_scopes_of_an_embedding_app()
    {
        await using var world = await server.NewWorld(profile: "production");
        var visitor = await new OAuthVisitor(world).SignIn();
        var app = await world.NewApp(("use_case", "embed"), ("scopes", new[] { "beneficiary.trust", "embed_auth_link.write" }), ("production_redirect_uris", new[] { PortalSteps.ProductionUri }));
        await world.Act(app, "submit", """{"contract":"Partner contract 2741"}""");
        await world.Act(app, "approve");
        var published = await world.Act(app, "publish");

        var asked = await visitor.Consent(("client_id", published.Text("production.client_id")), ("redirect_uri", PortalSteps.ProductionUri), ("scope", "beneficiary.trust embed_auth_link.write"));

        asked.Status.Should().Be(200);
    }

    [Fact]
    public async Task The_secret_of_each_environment_is_rotated_by_itself()
    {
        await using var world = await server.NewWorld(profile: "production");
        var app = await Published(world);

        var rotated = await world.Act(app, "rotate_secret", """{"environment":"production"}""");

        rotated.Text("sandbox.client_secret").Should().Be(app.Text("sandbox.client_secret"));
        (await world.ErrorOfCredentials(app.Text("production.client_id")!, app.Text("production.client_secret")!)).Should().Be("invalid_client");
        (await world.ErrorOfCredentials(app.Text("production.client_id")!, rotated.Text("production.client_secret")!)).Should().Be("invalid_grant");
        var again = await world.Act(app, "rotate_secret", """{"environment":"sandbox"}""");
        again.Text("production.client_secret").Should().Be(rotated.Text("production.client_secret"));
        again.Text("sandbox.client_secret").Should().NotBe(app.Text("sandbox.client_secret"));
    }

    [Fact]
    public async Task An_app_with_user_oauth_has_no_other_flow()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var app = await world.NewApp(("use_case", "connect"), ("scopes", new[] { "user_organization.read" }), ("ais_reason", "Our customers choose an organization."));

        (await visitor.Authorize(("client_id", app.Text("sandbox.client_id")), ("scope", "user_organization.read"))).ShouldRefuseByRedirect("unauthorized_client");
        (await visitor.Authorize(("client_id", app.Text("sandbox.client_id")), ("scope", "user_organization.read"), ("identity_type", "user"))).Header("Location").Should().Contain("/consent");
    }

    private static async Task<JsonElement> Published(World world)
    {
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");
        await world.Act(app, "approve");
        return await world.Act(app, "publish");
    }
}
