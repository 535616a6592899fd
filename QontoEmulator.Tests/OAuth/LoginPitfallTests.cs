using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

/// <summary>OAuth in the sandbox works only in a browser that is signed in to the sandbox web app.</summary>
[Rule("§2", "§3.1")]
public sealed class LoginPitfallTests(EmulatorServer server)
{
    private const string Wall = "/qonto.onelogin.com/login";

    [Fact]
    public async Task Without_a_session_the_browser_ends_at_the_wall_which_leads_through_the_sign_in_back_to_the_request()
    {
        await using var world = await server.NewWorld();
        var visitor = new OAuthVisitor(world);

        var turnedAway = await visitor.Authorize();
        turnedAway.Status.Should().Be(302);
        turnedAway.Header("Location").Should().StartWith($"{world.BaseUrl}{Wall[1..]}?workspace={world.Info.Text("id")}&return_to=");
        turnedAway.Hint.Should().Contain("sign in");
        var wall = await visitor.Get(turnedAway.Header("Location")!);
        wall.Text.Should().Contain("<title>OneLogin</title>").And.Contain("noindex").And.Contain("Why you are here").And.Contain("What to do");

        var link = System.Net.WebUtility.HtmlDecode(wall.Text.Split("class=\"button\" href=\"")[1].Split('"')[0]);
        link.Should().StartWith($"/sandbox.staging.qonto.co/signin?workspace={world.Info.Text("id")}&return_to=");
        var signIn = await visitor.Get(link);
        var atOnce = System.Net.WebUtility.HtmlDecode(signIn.Text.Split("action=\"").Select(form => form.Split('"')[0]).Single(action => action.Contains("at-once", StringComparison.Ordinal)));
        var signedIn = await visitor.Post(atOnce);

        signedIn.Header("Location").Should().Be(visitor.Address());
        (await visitor.Get(signedIn.Header("Location")!)).Header("Location").Should().StartWith("/oauth-sandbox.staging.qonto.co/consent?");
    }

    [Theory]
    [InlineData("/oauth2/auth")]
    [InlineData("/v2/oauth2/auth")]
    [Rule("Q44")]
    public async Task Under_its_switch_the_browser_meets_404_instead(string path)
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"auth-page-404":true}""");
        var visitor = new OAuthVisitor(world);
        var address = visitor.Address().Replace("/oauth2/auth", path, StringComparison.Ordinal);

        var reply = await visitor.Get(address);

        (reply.Status, reply.Header("Content-Type")).Should().Be((404, "text/plain; charset=utf-8"));
        reply.Hint.Should().Contain("session");
        (await (await visitor.SignIn()).Get(address)).Status.Should().Be(302);
    }

    [Fact]
    public async Task The_wall_as_html_shows_the_way_through_as_well()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"gate-form":"html"}""");

        var wall = await new OAuthVisitor(world).Authorize();

        wall.Status.Should().Be(200);
        wall.Text.Should().Contain("<title>OneLogin</title>").And.Contain("return_to=%2Foauth2%2Fauth");
    }

    [Fact]
    public async Task A_browser_at_another_page_of_the_sandbox_comes_back_there_and_a_program_sees_the_bare_address()
    {
        await using var world = await server.NewWorld();

        var browser = await new Client(world.BaseUrl, [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]).Get("/v2/organization?x=1");
        var program = await new Client(world.BaseUrl, [("Accept", "application/json")]).Get("/v2/organization?x=1");

        browser.Header("Location").Should().EndWith("&return_to=%2Fv2%2Forganization%3Fx%3D1");
        program.Header("Location").Should().Be($"{world.BaseUrl}{Wall[1..]}");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//elsewhere.example")]
    [InlineData("\"><script>alert(1)</script>")]
    public async Task The_wall_puts_nothing_of_its_address_anywhere_but_into_the_sign_in_link(string returnTo)
    {
        var wall = await server.Stranger().Get($"{Wall}?return_to={Uri.EscapeDataString(returnTo)}");

        wall.Text.Should().NotContain("<script").And.NotContain("\"javascript:").And.NotContain("\"//");
        wall.Text.Should().Contain($"return_to={Uri.EscapeDataString(returnTo)}\"");
    }

    [Fact]
    public async Task With_a_staging_token_or_the_wall_open_the_sign_in_comes_first()
    {
        await using var world = await server.NewWorld();
        var visitor = new OAuthVisitor(world);

        (await world.Nobody.Get(visitor.Address())).Header("Location").Should().StartWith("/sandbox.staging.qonto.co/signin?");
        await world.Switch("""{"staging-gate":false}""");
        (await visitor.Authorize()).Header("Location").Should().StartWith("/sandbox.staging.qonto.co/signin?");
    }

    [Fact]
    public async Task The_client_id_tells_which_workspace_is_meant_in_a_browser_that_is_signed_in_to_two()
    {
        await using var here = await server.NewWorld();
        await using var there = await server.NewWorld();
        var (one, other) = (await new OAuthVisitor(here).SignIn(), await new OAuthVisitor(there).SignIn());
        foreach (var cookie in other.Cookies)
            one.Cookies[cookie.Key] = cookie.Value;

        var first = await one.Consent();
        var second = await one.Consent(("client_id", there.ClientId));

        OAuthVisitor.ActionOf(first).Should().Contain(here.Info.Text("id")!);
        OAuthVisitor.ActionOf(second).Should().Contain(there.Info.Text("id")!);
        var codes = new[] { await one.Press(first, "allow"), await one.Press(second, "allow") };
        (await here.Exchange(codes[0].Parameter("code")!)).Status.Should().Be(200);
        (await there.Exchange(codes[1].Parameter("code")!)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_session_that_expired_on_the_workspaces_clock_is_none()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        (await visitor.Authorize()).Header("Location").Should().Contain("/consent?");

        await world.Advance("PT13H");

        (await visitor.Authorize()).Header("Location").Should().Contain(Wall);
    }
}
