using System.Net;
using QontoEmulator.OAuth;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§3.1")]
public sealed class ConsentTests(EmulatorServer server)
{
    private const string Farfelune = "b20c0567-4dc8-4ac2-aed2-5d7bb78e0a16";
    private const string Chimerand = "9191dc62-b4fa-4f70-bb91-7f12f28b1a74";

    [Fact]
    public async Task The_page_tells_who_asks_whom_for_what_and_allowing_sends_a_code_with_scope_and_state()
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { Name = "Comptable Express", Logo = "data:image/png;base64,AAAA" });
        var visitor = await new OAuthVisitor(world).SignIn();

        var page = await visitor.Consent(("client_id", app.ClientId), ("scope", "openid organization.read payment.write attachment.write"));

        page.Text.Should().Contain("Comptable Express asks for access").And.Contain("src=\"data:image/png;base64,AAAA\"")
            .And.Contain(world.Info.Text("user.email")).And.Contain("Ateliers Chim&#xE9;rand");
        Lines(page).Should().Equal(ScopeNames.ConsentLines("organization.read").Concat(ScopeNames.ConsentLines("payment.write"))).And.HaveCount(4);

        var allowed = await visitor.Press(page, "allow");
        allowed.Status.Should().Be(303);
        allowed.Header("Location").Should().MatchRegex(
            "^http://localhost:22099/callback\\?code=ory_ac_[A-Za-z0-9_-]{43}\\.[A-Za-z0-9_-]{43}&scope=openid\\+organization\\.read\\+payment\\.write\\+attachment\\.write&state=a-state-of-an-app$");
    }

    [Fact]
    public async Task A_query_of_the_apps_address_is_kept()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        var allowed = await visitor.Press(await visitor.Consent(("redirect_uri", OAuthVisitor.RedirectUri + "?tenant=7")), "allow");

        allowed.Header("Location").Should().StartWith(OAuthVisitor.RedirectUri + "?tenant=7&code=");
    }

    [Fact]
    public async Task Refusing_tells_the_app_and_leaves_nothing_behind()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();

        var refused = await visitor.Press(page, "refuse");

        refused.ShouldRefuseByRedirect("access_denied");
        refused.Parameter("state").Should().Be(OAuthVisitor.State);
        (await visitor.Press(page, "allow")).Status.Should().Be(410);
        server.Inside(world).Store.Current.Table<Grant>().Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Names_from_outside_are_text_on_the_page()
    {
        const string evil = """<script>alert(1)</script>"'&<img src=x onerror=alert(2)>""";
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { Name = evil + new string('W', 4096) });
        var visitor = await new OAuthVisitor(world).SignIn();

        var page = await visitor.Consent(("client_id", app.ClientId), ("redirect_uri", OAuthVisitor.RedirectUri + "?x=<script>alert(3)</script>\"'"));

        page.Text.Should().Contain(WebUtility.HtmlEncode("<script>alert(1)</script>").Replace("&#39;", "&#x27;", StringComparison.Ordinal)).And.NotContain("<script").And.NotContain("<img src=x");
        page.Header("Content-Security-Policy").Should().StartWith("default-src 'none'").And.Contain("frame-ancestors 'none'");
        page.Header("Cache-Control").Should().Be("no-store");
    }

    [Theory]
    [InlineData("http://localhost:1234/callback", "http://localhost:1234")]
    [InlineData("https://127.0.0.1/callback", "https://127.0.0.1:443")]
    [InlineData("http://[::1]:1234/callback", "http:")]
    [InlineData("com.example.app:/callback", "com.example.app:")]
    public async Task Its_form_may_lead_to_the_app_and_nowhere_else(string redirectUri, string source)
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { RedirectUris = [redirectUri] });
        var visitor = await new OAuthVisitor(world).SignIn();

        var page = await visitor.Consent(("client_id", app.ClientId), ("redirect_uri", redirectUri));

        page.Header("Content-Security-Policy").Should().Contain($"; form-action 'self' {source}; ");
    }

    [Fact]
    public async Task A_user_of_several_organizations_chooses_one_first()
    {
        await using var world = await server.NewWorld(data: InBoth());
        var visitor = await new OAuthVisitor(world).SignIn();

        var choice = await visitor.Consent();
        choice.Text.Should().Contain("For which organization?").And.Contain("type=\"radio\"").And.Contain("Boulangerie Farfelune").And.NotContain(" checked");
        var nothing = await visitor.Post(OAuthVisitor.ActionOf(choice));
        nothing.Status.Should().Be(422);
        nothing.Text.Should().Contain("Choose one.").And.Contain("<title>Error: ");
        (await visitor.Post(OAuthVisitor.ActionOf(choice), ("organization", Guid.Empty.ToString()))).Status.Should().Be(422);
        (await visitor.Post(OAuthVisitor.ActionOf(choice), ("organization", Farfelune), ("organization", Chimerand))).Status.Should().Be(422);
        var chosen = await visitor.Post(OAuthVisitor.ActionOf(choice), ("organization", Farfelune));
        var consent = await visitor.Get(chosen.Header("Location")!);
        consent.Text.Should().Contain("Boulangerie Farfelune").And.NotContain("Ateliers");

        var tokens = (await world.Exchange((await visitor.Press(consent, "allow")).Parameter("code")!)).Json;

        (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Json.Text("organization.slug").Should().Be("boulangerie-farfelune-5082");
    }

    [Fact]
    public async Task Nobody_allows_before_an_organization_is_chosen_but_refusing_works()
    {
        await using var world = await server.NewWorld(data: InBoth());
        var visitor = await new OAuthVisitor(world).SignIn();
        var consent = OAuthVisitor.ActionOf(await visitor.Consent()).Replace("/organization?", "/consent?", StringComparison.Ordinal);

        (await visitor.Post(consent, ("decision", "allow"))).Header("Location").Should().Be(consent);
        (await visitor.Post(consent, ("decision", "refuse"))).ShouldRefuseByRedirect("access_denied");
    }

    [Fact]
    public async Task An_organization_that_the_app_names_is_not_asked_for()
    {
        await using var world = await server.NewWorld(data: InBoth());
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Consent(("organization_id", Farfelune))).Text.Should().Contain("Boulangerie Farfelune").And.Contain("value=\"allow\"");
    }

    [Fact]
    public async Task The_organization_that_came_of_a_registration_is_proposed()
    {
        var registration = Guid.Parse("5f0e4c1a-0000-4000-8000-000000000001");
        await using var world = await server.NewWorld(data: InBoth(registration));
        var visitor = await new OAuthVisitor(world).SignIn();

        var choice = await visitor.Consent(("registration_id", registration.ToString()));

        choice.Text.Split("type=\"radio\"")[1].Should().Contain(Farfelune).And.Contain(" checked");
        (await visitor.Consent(("registration_id", Guid.Empty.ToString()))).Text.Should().Contain(Farfelune).And.Contain(Chimerand);
    }

    /// <summary>The owner of the first company owns the bakery as well.</summary>
    internal static object InBoth(Guid? registration = null) => new
    {
        organizations = new[]
        {
            new
            {
                id = Farfelune, slug = "boulangerie-farfelune-5082", name = "Boulangerie Farfelune", locale = "fr", legal_country = "FR", legal_form = "SARL", legal_number = "5082",
                registration_id = registration ?? Guid.Parse("5f0e4c1a-0000-4000-8000-000000000009"),
            },
        },
        memberships = new[]
        {
            new
            {
                id = "5f0e4c1a-0000-4000-8000-000000000002", organization_id = Farfelune, user_id = "a7791fd8-49b5-4f08-bda6-c3467055e7a7", first_name = "Apolline", last_name = "Chimérand",
                email = "apolline.chimerand@chimerand.example", role = "admin", status = "active",
            },
        },
    };

    private static IEnumerable<string> Lines(Reply page) =>
        page.Text.Split("<li>").Skip(1).Select(line => WebUtility.HtmlDecode(line.Split("</li>")[0]));
}
