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
    public async Task A_flow_is_good_for_one_decision_within_30_minutes()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var (used, late) = (await visitor.Consent(), "");
        (await visitor.Press(used, "allow")).Status.Should().Be(303);
        (await visitor.Press(used, "allow")).Status.Should().Be(410);
        late = OAuthVisitor.ActionOf(await visitor.Consent());

        await world.Advance("PT30M");

        (await visitor.Get(late)).Text.Should().Contain("This request is over");
        (await visitor.Post(late, ("decision", "allow"))).Status.Should().Be(410);
        (await visitor.Get("/oauth-sandbox.staging.qonto.co/consent?consent_challenge=nonsense")).Status.Should().Be(410);
    }

    [Fact]
    public async Task Of_many_presses_at_once_one_counts()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();

        var pressed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.Press(page, "allow")));

        pressed.Count(reply => reply.Status == 303).Should().Be(1);
        server.Inside(world).Store.Current.Table<Grant>().Rows.Should().ContainSingle();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    [Rule("§2")]
    public async Task A_lost_or_foreign_csrf_cookie_is_a_csrf_error_with_a_way_to_begin_again(string? value)
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();
        var name = visitor.Cookies.Keys.Single(name => name.StartsWith("qonto_oauth_csrf_", StringComparison.Ordinal));
        if (value is null)
            visitor.Cookies.Remove(name);
        else
            visitor.Cookies[name] = value;

        var refused = await visitor.Press(page, "allow");

        refused.Status.Should().Be(403);
        refused.Text.Should().Contain("CSRF error").And.Contain("request_forbidden").And.Contain("href=\"/oauth2/auth?");
        server.Inside(world).Store.Current.Table<Grant>().Rows.Should().BeEmpty();
    }

    [Fact]
    [Rule("§2")]
    public async Task Of_two_flows_at_once_only_the_newer_one_goes_on()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var (older, newer) = (await visitor.Consent(), await visitor.Consent(("state", "another-state")));

        (await visitor.Press(older, "allow")).Status.Should().Be(403);
        (await visitor.Press(newer, "allow")).Parameter("state").Should().Be("another-state");
    }

    [Fact]
    [Rule("§2")]
    public async Task Another_browser_cannot_finish_a_flow_even_when_the_same_user_is_signed_in()
    {
        await using var world = await server.NewWorld();
        var (here, there) = (await new OAuthVisitor(world).SignIn(), await new OAuthVisitor(world).SignIn());
        await there.Consent();

        (await there.Press(await here.Consent(), "allow")).Status.Should().Be(403);
    }

    [Fact]
    public async Task Cookies_are_for_this_host_and_no_script()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        var cookie = (await visitor.Authorize()).Header("Set-Cookie")!;

        cookie.Should().StartWith($"qonto_oauth_csrf_{Guid.Parse(world.Info.Text("id")!):N}=").And.Contain("HttpOnly").And.Contain("SameSite=Lax").And.NotContain("Secure");
    }

    [Fact]
    public async Task Who_signed_out_meanwhile_begins_again_at_the_wall()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();
        await visitor.Post($"/sandbox.staging.qonto.co/signout?workspace={world.Info.Text("id")}");

        var pressed = await visitor.Press(page, "allow");

        (pressed.Status, pressed.Header("Location")).Should().Be((303, visitor.Address()));
        (await visitor.Get(OAuthVisitor.ActionOf(page))).Header("Location").Should().Be(visitor.Address());
        (await visitor.Get(visitor.Address())).Header("Location").Should().Contain("onelogin");
    }

    [Fact]
    public async Task A_form_on_another_site_decides_nothing()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();
        var cookies = string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

        var reply = await server.Stranger(("Cookie", cookies), ("Origin", "https://elsewhere.example")).PostForm(OAuthVisitor.ActionOf(page), ("decision", "allow"));

        (reply.Status, reply.Code).Should().Be((403, "foreign_origin"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("maybe")]
    public async Task A_button_that_there_is_not_is_refused_and_the_flow_goes_on(string decision)
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();

        (await visitor.Press(page, decision)).Status.Should().Be(400);
        (await visitor.Press(page, "allow")).Status.Should().Be(303);
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
