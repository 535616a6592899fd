using System.Net;
using System.Net.Sockets;
using OpenQA.Selenium;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Pages;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

/// <summary>The stories of a person whom an app sends through the real pages, in a real browser.</summary>
[Collection(BrowserTurns.Name)]
[Rule("§2", "§3.1")]
public sealed class OAuthBrowserTests(EmulatorServer server, Browser browser) : IDisposable
{
    private readonly AppServer app = new();

    [Fact]
    public async Task No_session_wall_sign_in_consent_and_back_at_the_app_with_a_code()
    {
        await using var world = await server.NewWorld();
        var page = browser.Open(Address(world));

        page.Title.Should().Be("OneLogin");
        page.FindElement(By.CssSelector("a.button")).Click();
        SignIn(page, world);
        page.FindElement(By.CssSelector("button[value=allow]"));
        page.FindElement(By.TagName("h1")).Text.Should().Be("Emulator app asks for access to Qonto");
        page.FindElements(By.CssSelector("ul.plain li")).Should().HaveCount(1);
        page.FindElement(By.CssSelector("button[value=allow]")).Click();

        var back = BackAtTheApp(page);
        back["state"].Should().Be(OAuthVisitor.State);
        (await world.Exchange(back["code"]!, ("redirect_uri", app.RedirectUri))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Refused_the_app_hears_access_denied()
    {
        await using var world = await server.NewWorld();
        var page = SignedIn(world);

        page.FindElement(By.CssSelector("button[value=refuse]")).Click();

        BackAtTheApp(page)["error"].Should().Be("access_denied");
    }

    [Fact]
    public async Task A_request_that_is_wrong_leads_back_to_the_app_from_the_sign_in_form_too()
    {
        await using var world = await server.NewWorld();
        var page = browser.Open(Address(world, ("scope", "ghost.read")));

        page.FindElement(By.CssSelector("a.button")).Click();
        SignIn(page, world);

        BackAtTheApp(page)["error"].Should().Be("invalid_scope");
    }

    [Fact]
    public async Task A_second_tab_makes_the_first_one_a_csrf_error_which_begins_again()
    {
        await using var world = await server.NewWorld();
        var page = SignedIn(world);
        var first = page.CurrentWindowHandle;
        page.SwitchTo().NewWindow(WindowType.Tab);
        page.Navigate().GoToUrl(Address(world, ("state", "second-tab-state")));
        var second = page.CurrentWindowHandle;

        page.SwitchTo().Window(first);
        page.FindElement(By.CssSelector("button[value=allow]")).Click();
        var again = page.FindElement(By.LinkText("Begin again in this window"));
        page.FindElement(By.TagName("h1")).Text.Should().Be("CSRF error");
        again.Click();
        page.FindElement(By.CssSelector("button[value=allow]")).Click();

        BackAtTheApp(page)["state"].Should().Be(OAuthVisitor.State);
        page.SwitchTo().Window(second).Close();
        page.SwitchTo().Window(first);
    }

    [Fact]
    public async Task A_session_that_expired_on_the_consent_page_leads_through_the_wall_and_goes_on()
    {
        await using var world = await server.NewWorld();
        var page = SignedIn(world);
        await world.Advance("PT13H");
        page.Navigate().GoToUrl(Address(world));

        page.Title.Should().Be("OneLogin");
        page.FindElement(By.CssSelector("a.button")).Click();
        SignIn(page, world);
        page.FindElement(By.CssSelector("button[value=allow]")).Click();

        BackAtTheApp(page)["code"].Should().StartWith("ory_ac_");
    }

    [Fact]
    public async Task Two_workspaces_live_in_one_browser()
    {
        await using var here = await server.NewWorld();
        await using var there = await server.NewWorld();
        var page = SignedIn(here);
        var first = page.CurrentWindowHandle;
        page.SwitchTo().NewWindow(WindowType.Tab);
        var second = page.CurrentWindowHandle;
        page.Navigate().GoToUrl(Address(there));
        page.Title.Should().Be("OneLogin", "the session of the one workspace is none in the other");
        page.FindElement(By.CssSelector("a.button")).Click();
        SignIn(page, there);
        page.FindElement(By.CssSelector("button[value=allow]")).Click();
        var code = BackAtTheApp(page)["code"]!;
        page.SwitchTo().Window(second).Close();
        page.SwitchTo().Window(first);

        page.FindElement(By.CssSelector("button[value=allow]")).Click();

        (await here.Exchange(BackAtTheApp(page)["code"]!, ("redirect_uri", app.RedirectUri))).Status.Should().Be(200);
        (await there.Exchange(code, ("redirect_uri", app.RedirectUri))).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_keyboard_is_enough_and_a_phone_shows_every_page_without_scrolling_sideways()
    {
        await using var world = await server.NewWorld(data: ConsentTests.InBoth());
        var wide = await server.AddApp(world, app => app with { Name = "<b>Comptable</b> " + new string('W', 200) });
        var page = browser.Open(Address(world, ("client_id", wide.ClientId)), width: 390, height: 844);

        page.FitsTheScreen().Should().BeTrue(page.Title);
        page.FindElement(By.CssSelector("a.button")).SendKeys(Keys.Enter);
        SignIn(page, world);
        page.FindElement(By.Name("organization"));
        page.FindElement(By.TagName("h1")).Text.Should().Be("For which organization?");
        page.FitsTheScreen().Should().BeTrue(page.Title);
        TabTo(page, "organization").SendKeys(Keys.Space);
        page.SwitchTo().ActiveElement().SendKeys(Keys.Enter);
        page.FindElement(By.CssSelector("button[value=allow]"));
        page.FindElement(By.TagName("h1")).Text.Should().StartWith("<b>Comptable</b> WWW");
        page.FitsTheScreen().Should().BeTrue(page.Title);
        TabTo(page, "decision").SendKeys(Keys.Enter);

        BackAtTheApp(page)["code"].Should().StartWith("ory_ac_");
    }

    public void Dispose() => app.Dispose();

    private IWebDriver SignedIn(World world)
    {
        var page = browser.Open(Address(world));
        page.FindElement(By.CssSelector("a.button")).Click();
        SignIn(page, world);
        page.FindElement(By.CssSelector("button[value=allow]"));
        return page;
    }

    private static void SignIn(IWebDriver page, World world)
    {
        page.FindElement(By.Name("email")).SendKeys(world.Info.Text("user.email")!);
        page.FindElement(By.Name("password")).SendKeys(world.Info.Text("user.password")! + Keys.Enter);
        page.FindElement(By.Name("code")).SendKeys("123456" + Keys.Enter);
    }

    // Tab by tab to the first field or button of a name, as somebody without a mouse does.
    private static IWebElement TabTo(IWebDriver page, string name)
    {
        var focused = page.SwitchTo().ActiveElement();
        for (var presses = 0; presses < 10 && focused.GetDomAttribute("name") != name; presses++)
        {
            focused.SendKeys(Keys.Tab);
            focused = page.SwitchTo().ActiveElement();
        }

        return focused;
    }

    private System.Collections.Specialized.NameValueCollection BackAtTheApp(IWebDriver page)
    {
        page.FindElement(By.Id("app")).Text.Should().Be("Welcome back");
        page.Url.Should().StartWith(app.RedirectUri + "?");
        return System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query);
    }

    private Uri Address(World world, params IReadOnlyList<(string Name, string? Value)> other) =>
        new(world.BaseUrl, new OAuthVisitor(world).Address([("redirect_uri", app.RedirectUri), .. other]));

    /// <summary>The app that everybody is sent back to: another origin, which browsers treat as one.</summary>
    private sealed class AppServer : IDisposable
    {
        private readonly HttpListener listener = new();

        public AppServer()
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            RedirectUri = $"http://localhost:{port}/callback";
            listener.Prefixes.Add($"http://localhost:{port}/");
            listener.Start();
            _ = Answer();
        }

        public string RedirectUri { get; }

        public void Dispose() => listener.Close();

        private async Task Answer()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    await using var output = context.Response.OutputStream;
                    await output.WriteAsync("<!doctype html><title>App</title><p id=app>Welcome back</p>"u8.ToArray());
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
