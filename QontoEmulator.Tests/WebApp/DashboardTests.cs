using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.WebApp;

public sealed class DashboardTests(EmulatorServer server)
{
    [Fact]
    [Rule("§5")]
    public async Task A_new_api_key_ends_the_one_before_at_once()
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200);

        var reply = await visitor.Post("/api_key");
        var page = await visitor.Follow(reply.Header("Location")!);

        reply.Status.Should().Be(303);
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(401);
        page.Text.Should().Contain("There is a new API key.").And.NotContain(world.Info.Text("api_key.secret_key")!);
        var key = (await world.Control.Get("/_emulator/info")).Json.At("api_key");
        page.Text.Should().Contain(key.Text("secret_key")!);
        (await world.Nobody.With("Authorization", $"{key.Text("login")}:{key.Text("secret_key")}").Get("/v2/organization")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("barnabe.volauvent@chimerand.example", true)]
    [InlineData("edmee.passepoil@chimerand.example", false)]
    public async Task Owners_and_admins_handle_the_api_key(string email, bool may)
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn(email);

        var page = await visitor.Open();
        var reply = await visitor.Post("/api_key");

        page.Text.Contains(world.Info.Text("api_key.secret_key")!, StringComparison.Ordinal).Should().Be(may);
        reply.Status.Should().Be(may ? 303 : 403);
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(may ? 401 : 200);
    }

    [Fact]
    [Rule("§3.4")]
    public async Task Disconnecting_an_app_ends_its_tokens_and_tells_webhooks()
    {
        await using var world = await server.NewWorld();
        var tokens = await world.IssueTokens("organization.read offline_access");
        var colleague = await world.SignIn("organization.read", "barnabe.volauvent@chimerand.example");
        var visitor = await new WebVisitor(world).SignIn();
        (await visitor.Open()).Text.Should().Contain("Disconnect Emulator app").And.Contain("organization.read, offline_access");

        var reply = await visitor.Post("/apps/revoke", "", ("client_id", world.ClientId));

        (await visitor.Follow(reply.Header("Location")!)).Text.Should().Contain("The app is disconnected.").And.Contain("An app appears here after");
        (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
        (await world.Nobody.PostForm(
            "/oauth2/token", ("grant_type", "refresh_token"), ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("refresh_token", tokens.Text("refresh_token")!))).Status
            .Should().Be(400);
        (await colleague.Get("/v2/organization")).Status.Should().Be(200, "only the user's own consent is withdrawn");
        var told = (await world.Control.Get("/_emulator/events?type=v1/consent-revocations")).Json.Items("events").Should().ContainSingle().Subject;
        told.Text("data.client_id").Should().Be(world.ClientId);
        told.Text("data.revoked_at").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");

        await visitor.Post("/apps/revoke", "", ("client_id", "no-such-app"));
        (await world.Control.Get("/_emulator/events?type=v1/consent-revocations")).Json.Items("events").Should().ContainSingle();
    }

    [Fact]
    public async Task It_shows_what_the_api_says()
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();
        var accounts = await world.Accounts();
        var latest = (await world.Organization.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}&sort_by=emitted_at:desc&per_page=1&status[]=completed")).Json;

        var page = WebVisitor.Words(await visitor.Open());

        foreach (var account in accounts)
            page.Should().Contain(account.GetProperty("balance").GetDecimal().ToString("N2", System.Globalization.CultureInfo.InvariantCulture) + " EUR");
        page.Should().Contain(accounts[0].Text("iban")!).And.Contain("edmee.passepoil@chimerand.example").And.Contain("(invitable)");
        page.Should().Contain(latest.Text("transactions.0.emitted_at")![..10]).And.Contain(latest.Text("transactions.0.label")!);
    }

    [Fact]
    [Rule("§3.1")]
    public async Task Who_is_in_several_companies_chooses_one()
    {
        const string Second = "b20c0567-4dc8-4ac2-aed2-5d7bb78e0a16";
        var created = await server.Stranger().Post("/_emulator/workspaces", $$"""
            {"data":{"memberships":[{"id":"00000000-0000-4000-8000-000000000001","organization_id":"{{Second}}","user_id":"a7791fd8-49b5-4f08-bda6-c3467055e7a7",
            "first_name":"Apolline","last_name":"Chimérand","email":"{{WebVisitor.OwnersAddress}}","role":"admin","status":"active"}] } }
            """);
        created.Status.Should().Be(201, created.Text);
        await using var world = new World(server.BaseUrl, created.Json);
        var visitor = await new WebVisitor(world).SignIn();

        (await visitor.Open()).Text.Should().Contain("Choose a company").And.Contain("Boulangerie Farfelune").And.Contain($"organization={Second}").And.NotContain("IBAN");
        (await visitor.Open("", $"&organization={Second}")).Text.Should().Contain("<h1>Boulangerie Farfelune</h1>").And.Contain("Choose another company");
        (await visitor.Open("", $"&organization={Guid.Empty}")).Text.Should().Contain("Choose a company");

        var back = await visitor.Post("/api_key", $"&organization={Second}");
        back.Header("Location").Should().Contain($"organization={Second}");
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200, "the other company's key was made");
        (await visitor.Post("/api_key")).Status.Should().Be(403, "no company was named");
    }

    [Fact]
    public async Task Who_is_not_signed_in_signs_in_first()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);

        foreach (var reply in new[] { await visitor.Open(), await visitor.Post("/api_key"), await visitor.Post("/apps/revoke", "", ("client_id", world.ClientId)) })
            (reply.Status, reply.Header("Location")![..$"{WebVisitor.Root}/signin".Length]).Should().Be((303, $"{WebVisitor.Root}/signin"));

        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200);
    }
}
