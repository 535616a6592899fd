using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.OAuth;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>Apps by JSON.</summary>
[Rule("§12")]
public sealed class AppsControlTests(EmulatorServer server)
{
    [Fact]
    public async Task A_new_app_has_sandbox_credentials_at_once_and_none_for_production()
    {
        await using var world = await server.NewWorld();

        var app = await world.NewApp();

        app.Text("status").Should().Be("draft");
        app.IsNull("production").Should().BeTrue();
        app.Text("sandbox.client_id").Should().NotBe(world.ClientId).And.StartWith("client-");
        (await world.ErrorOfCredentials(app.Text("sandbox.client_id")!, app.Text("sandbox.client_secret")!)).Should().Be("invalid_grant", "the credentials are right");
        var reply = await server.Stranger(("X-Qonto-Staging-Token", app.Text("staging_token")!), ("Authorization", world.ApiKey)).Get("/v2/organization");
        reply.Status.Should().Be(200, "its staging token opens the workspace");
        (await world.Control.Get("/_emulator/apps")).Json.Items("apps").Select(item => item.Text("name")).Should().Equal("Emulator app", "Ledger Sync");
    }

    [Fact]
    public async Task It_is_shown_by_its_id_and_by_its_client_id()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp();

        (await world.Again(app)).Text("name").Should().Be("Ledger Sync");
        (await world.Control.Get($"/_emulator/apps/{app.Text("sandbox.client_id")}")).Json.Text("id").Should().Be(app.Text("id"));
        (await world.Control.Get("/_emulator/apps/nobody")).Code.Should().Be("not_found");
    }

    [Fact]
    public async Task What_an_edit_leaves_out_stays_and_the_use_case_cannot_be_edited()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp(("logo", Logos.DataUrl("image/png", Uploads.Png)));
        var path = $"/_emulator/apps/{app.Text("id")}";

        var edited = await world.Control.Patch(path, """{"name":"Ledger Sync 2","scopes":["team.read"]}""");

        edited.Status.Should().Be(200, edited.Text);
        edited.Json.Text("name").Should().Be("Ledger Sync 2");
        edited.Json.Texts("scopes").Should().Equal("team.read");
        edited.Json.Texts("sandbox_redirect_uris").Should().Equal(OAuthVisitor.RedirectUri);
        edited.Json.Text("logo").Should().StartWith("data:image/png;base64,");
        (await world.Control.Patch(path, """{"logo":null}""")).Json.IsNull("logo").Should().BeTrue();
        var refused = await world.Control.Patch(path, """{"use_case":"connect"}""");
        refused.Status.Should().Be(400);
        refused.Json.Text("errors.0.source.pointer").Should().Be("/use_case");
    }

    [Fact]
    public async Task The_scopes_of_the_app_are_what_oauth_lets_it_ask_for()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp(("scopes", new[] { "team.read" }));
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Consent(("client_id", app.Text("sandbox.client_id")), ("scope", "team.read"))).Text.Should().Contain("Ledger Sync");
        (await visitor.Authorize(("client_id", app.Text("sandbox.client_id")), ("scope", "card.read"))).ShouldRefuseByRedirect("invalid_scope");
        await world.Control.Patch($"/_emulator/apps/{app.Text("id")}", """{"scopes":["card.read"],"sandbox_redirect_uris":["http://localhost:22099/other"]}""");

        (await visitor.Authorize(("client_id", app.Text("sandbox.client_id")), ("scope", "card.read"))).Status.Should().Be(400, "the old address is registered no more");
        (await visitor.Consent(("client_id", app.Text("sandbox.client_id")), ("scope", "card.read"), ("redirect_uri", "http://localhost:22099/other"))).Status.Should().Be(200);
    }

    [Fact]
    [Rule("§3.3")]
    public async Task Of_a_rotated_secret_the_old_one_dies_at_once()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp();
        var (id, old) = (app.Text("sandbox.client_id")!, app.Text("sandbox.client_secret")!);

        var rotated = await world.Act(app, "rotate_secret");

        rotated.Text("sandbox.client_id").Should().Be(id);
        (await world.ErrorOfCredentials(id, old)).Should().Be("invalid_client");
        (await world.ErrorOfCredentials(id, rotated.Text("sandbox.client_secret")!)).Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Rotating_asks_for_an_environment_that_has_credentials()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp();
        var path = $"/_emulator/apps/{app.Text("id")}/rotate_secret";

        (await world.Control.Post(path, """{"environment":"production"}""")).Code.Should().Be("wrong_state");
        (await world.Control.Post(path, """{"environment":"moon"}""")).Json.Text("errors.0.source.pointer").Should().Be("/environment");
        (await world.Control.Post(path, """{"envronment":"sandbox"}""")).Json.Text("errors.0.source.pointer").Should().Be("/envronment");
    }

    [Fact]
    [Rule("§2")]
    public async Task Deleting_kills_credentials_tokens_and_the_staging_token()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp(("scopes", new[] { "organization.read", "webhook" }));
        var clientId = app.Text("sandbox.client_id")!;
        var issued = await world.Control.Post("/_emulator/tokens", $$"""{"client_id":"{{clientId}}"}""");
        var member = world.Bearer(issued.Json.Text("access_token")!);
        (await member.Get("/v2/organization")).Status.Should().Be(200);
        var subscribed = await member.Post("/v2/webhook_subscriptions", """{"callback_url":"http://127.0.0.1:9/","types":["v1/transactions"]}""");
        subscribed.Status.Should().Be(201, subscribed.Text);

        (await world.Control.Delete($"/_emulator/apps/{clientId}")).Status.Should().Be(204);

        (await member.Get("/v2/organization")).Status.Should().Be(401);
        (await world.ErrorOfCredentials(clientId, app.Text("sandbox.client_secret")!)).Should().Be("invalid_client");
        (await server.Stranger(("X-Qonto-Staging-Token", app.Text("staging_token")!)).Get("/v2/organization")).Status.Should().Be(302, "its staging token opens nothing");
        (await world.Control.Get($"/_emulator/apps/{clientId}")).Status.Should().Be(404);
        (await world.NewApp()).Text("name").Should().Be("Ledger Sync", "the name is free again");
    }

    [Fact]
    public async Task The_app_that_a_workspace_begins_with_can_be_edited_but_not_deleted()
    {
        await using var world = await server.NewWorld();
        var path = $"/_emulator/apps/{world.ClientId}";

        (await world.Control.Delete(path)).Code.Should().Be("wrong_state");
        (await world.Control.Patch(path, """{"name":"My app"}""")).Json.Text("status").Should().Be("published");
        var rotated = (await world.Control.Post(path + "/rotate_secret")).Json;

        (await world.Control.Get("/_emulator/info")).Json.Text("oauth.client_secret").Should().Be(rotated.Text("sandbox.client_secret"));
        (await world.ErrorOfCredentials(world.ClientId, world.ClientSecret)).Should().Be("invalid_client");
        var visitor = await new OAuthVisitor(world).SignIn();
        (await visitor.Consent()).Text.Should().Contain("My app", "any address of this machine is still good for it");
    }

    [Fact]
    [Rule("O01")]
    public async Task Company_creation_has_a_partner_id_and_a_static_token_instead_of_oauth()
    {
        await using var world = await server.NewWorld();

        var app = await world.NewApp(("use_case", "company_creation"), ("scopes", null), ("sandbox_redirect_uris", null));

        app.IsNull("sandbox.client_id").Should().BeTrue();
        app.IsNull("sandbox.client_secret").Should().BeTrue();
        Guid.TryParse(app.Text("sandbox.partner_id"), out _).Should().BeTrue();
        var rotated = await world.Act(app, "rotate_secret");
        rotated.Text("sandbox.partner_id").Should().Be(app.Text("sandbox.partner_id"));
        rotated.Text("sandbox.partner_token").Should().NotBe(app.Text("sandbox.partner_token"));
        (await world.Control.Get("/_emulator/journal?path=/_emulator/apps")).Text.Should().NotContain(rotated.Text("sandbox.partner_token")!).And.NotContain(app.Text("staging_token")!);
    }

    [Fact]
    public async Task Apps_are_credentials_and_outlive_a_reset()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");

        (await world.Control.Post("/_emulator/reset")).Status.Should().Be(200);

        (await world.Again(app)).Text("status").Should().Be("pending");
        (await world.ErrorOfCredentials(app.Text("sandbox.client_id")!, app.Text("sandbox.client_secret")!)).Should().Be("invalid_grant");
        await world.Advance("P3D");
        (await world.Again(app)).Text("status").Should().Be("approved", "the review still decides itself");
    }

    [Fact]
    public async Task Apps_outlive_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            string stagingToken;
            await using (var emulator = await OwnEmulator.Start("--data", file))
                stagingToken = (await emulator.Stranger().Post("/_emulator/apps", PortalSteps.AppBody())).Json.Text("staging_token")!;
            await using (var emulator = await OwnEmulator.Start("--data", file))
                (await emulator.Stranger(("X-Qonto-Staging-Token", stagingToken)).Get("/v2/organization")).Status.Should().Be(401, "the wall is open, the credential is missing");
        }
        finally
        {
            foreach (var left in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
                File.Delete(left);
        }
    }
}
