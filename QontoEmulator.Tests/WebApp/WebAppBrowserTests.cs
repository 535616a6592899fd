using OpenQA.Selenium;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Pages;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.WebApp;

/// <summary>The web app the way a person goes through it.</summary>
[Collection(BrowserTurns.Name)]
public sealed class WebAppBrowserTests(EmulatorServer server, Browser browser)
{
    [Fact]
    [Rule("§2")]
    public async Task A_person_signs_in_looks_around_and_signs_out()
    {
        await using var world = await server.NewWorld();
        var page = browser.Open(At(world));

        page.FindElement(By.TagName("h1")).Text.Should().Be("Sign in to the sandbox");
        GivePassword(page);
        GiveCode(page);
        page.FindElement(By.Id("accounts"));
        page.FindElement(By.TagName("h1")).Text.Should().Be("Ateliers Chimérand");
        page.Manage().Cookies.AllCookies.Should().ContainSingle().Which.IsHttpOnly.Should().BeTrue();

        page.Press("Sign out");
        page.FindElement(By.Id("password"));
        page.Manage().Cookies.AllCookies.Should().BeEmpty();
        page.Navigate().GoToUrl(At(world));
        page.FindElement(By.TagName("h1")).Text.Should().Be("Sign in to the sandbox");
    }

    [Fact]
    public async Task Mistakes_are_told_beside_the_field_and_what_was_typed_is_kept()
    {
        await using var world = await server.NewWorld();
        var page = browser.Open(At(world));

        GivePassword(page, password: "guess");
        page.FindElement(By.Id("password-error")).Text.Should().Be("E-mail or password is wrong.");
        page.FindElement(By.Id("email")).GetDomProperty("value").Should().Be(WebVisitor.OwnersAddress);
        page.FindElement(By.Id("password")).GetDomProperty("value").Should().BeEmpty();
        page.FindElement(By.Id("password")).GetDomAttribute("aria-describedby").Should().Be("password-error");
        page.SwitchTo().ActiveElement().GetDomAttribute("id").Should().Be("password");

        page.FindElement(By.Id("password")).SendKeys(WebVisitor.SharedPassword + Keys.Enter);
        GiveCode(page, "654321");
        page.FindElement(By.Id("code-error")).Text.Should().Be("This code is wrong.");
        page.FindElement(By.Id("code")).GetDomProperty("value").Should().Be("654321");

        page.FindElement(By.Id("code")).Clear();
        GiveCode(page);
        page.FindElement(By.Id("accounts"));
    }

    [Fact]
    public async Task A_locked_address_opens_again_when_the_clock_has_moved()
    {
        await using var world = await server.NewWorld();
        var page = browser.Open(At(world));
        for (var tries = 1; tries <= 5; tries++)
            GivePassword(page, password: $"guess {tries}");

        page.FindElement(By.Id("password-error")).Text.Should().StartWith("Too many wrong tries. Sign in again after ");
        await world.Advance("PT15M");
        GivePassword(page);
        GiveCode(page);

        page.FindElement(By.Id("accounts"));
    }

    [Fact]
    public async Task A_person_makes_a_user_and_an_api_key_and_a_newer_one_ends_it()
    {
        await using var world = await server.NewWorld();
        var page = browser.Open(At(world));
        page.FindElement(By.LinkText("Make one of your own")).Click();
        foreach (var (field, text) in new[] { ("first_name", "Léonie"), ("last_name", "Rigolote"), ("email", "leonie@rigolote.example"), ("password", "correct horse"), ("company", "Forge Rigolote") })
            page.FindElement(By.Id(field)).SendKeys(text);
        page.Press("Make the user");
        GiveCode(page);

        page.Press("Make an API key");
        var (login, first) = KeyOn(page);
        (await world.Nobody.With("Authorization", $"{login}:{first}").Get("/v2/organization")).Json.Text("organization.name").Should().Be("Forge Rigolote");

        page.FindElement(By.XPath("//summary[text()='Make a new one']")).Click();
        page.Press("Make a new key, end this one");
        page.FindElement(By.XPath("//*[@role='status'][contains(., 'new API key')]"));
        var (_, second) = KeyOn(page);

        (await world.Nobody.With("Authorization", $"{login}:{first}").Get("/v2/organization")).Status.Should().Be(401);
        (await world.Nobody.With("Authorization", $"{login}:{second}").Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Two_workspaces_live_in_one_browser()
    {
        await using var one = await server.NewWorld();
        await using var two = await server.NewWorld("germany");
        var page = browser.Open(At(one));
        page.Press("Sign in as the shared user at once");
        page.FindElement(By.Id("accounts"));

        page.Navigate().GoToUrl(At(two));
        page.FindElement(By.Id("password"));
        page.Press("Sign in as the shared user at once");
        page.FindElement(By.Id("accounts"));
        page.FindElement(By.TagName("h1")).Text.Should().Be("Wolkenschmiede");

        page.Press("Sign out");
        page.FindElement(By.Id("password"));
        page.Navigate().GoToUrl(At(one));
        page.FindElement(By.Id("accounts"));
        page.FindElement(By.TagName("h1")).Text.Should().Be("Ateliers Chimérand", "the other session is untouched");
    }

    [Fact]
    [Rule("§3.4")]
    public async Task A_person_disconnects_an_app_with_the_keyboard_on_a_phone()
    {
        await using var world = await server.NewWorld();
        var app = await world.SignIn("organization.read");
        var page = browser.Open(At(world), width: 390, height: 844);
        page.FitsTheScreen().Should().BeTrue();
        page.Press("Sign in as the shared user at once");
        page.FindElement(By.Id("accounts"));
        page.FitsTheScreen().Should().BeTrue();

        var focused = page.SwitchTo().ActiveElement();
        for (var presses = 0; presses < 10 && focused.Text != "Disconnect Emulator app"; presses++)
        {
            focused.SendKeys(Keys.Tab);
            focused = page.SwitchTo().ActiveElement();
        }

        focused.SendKeys(Keys.Enter);

        page.FindElement(By.CssSelector("[role=status]")).Text.Should().StartWith("The app is disconnected.");
        (await app.Get("/v2/organization")).Status.Should().Be(401);
    }

    private static Uri At(World world) => new(world.BaseUrl, $"{WebVisitor.Root}?workspace={world.Info.Text("id")}");

    private static void GivePassword(IWebDriver page, string email = WebVisitor.OwnersAddress, string password = WebVisitor.SharedPassword)
    {
        page.FindElement(By.Id("email")).Clear();
        page.FindElement(By.Id("email")).SendKeys(email);
        page.FindElement(By.Id("password")).SendKeys(password);
        page.Press("Sign in");
    }

    private static void GiveCode(IWebDriver page, string code = "123456")
    {
        page.FindElement(By.Id("code")).SendKeys(code);
        page.Press("Continue");
    }

    private static (string Login, string Secret) KeyOn(IWebDriver page)
    {
        page.FindElement(By.XPath("//summary[text()='Show the secret key']")).Click();
        return (page.FindElement(By.Id("login")).Text, page.FindElement(By.Id("secret")).Text);
    }
}
