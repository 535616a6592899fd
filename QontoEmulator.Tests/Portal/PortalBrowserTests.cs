using OpenQA.Selenium;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Pages;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>The portal the way a person goes through it.</summary>
[Collection(BrowserTurns.Name)]
[Rule("§12")]
public sealed class PortalBrowserTests(EmulatorServer server, Browser browser)
{
    [Fact]
    [Rule("§2", "§3.2")]
    public async Task Sign_up_make_an_app_use_its_credentials_with_oauth_and_rotate_the_secret()
    {
        await using var world = await server.NewWorld();
        var page = browser.Open(At(world, "/sign-up/"));

        // With the Qonto account, by the sign-in of the sandbox web app and back.
        page.FindElement(By.LinkText("Go on with your Qonto account")).Click();
        page.Press("Sign in as the shared user at once");
        page.FindElement(By.LinkText("New app")).Click();
        page.FindElement(By.LinkText("Automate your own business")).Click();
        page.FindElement(By.Id("name")).SendKeys("Ledger Sync");
        page.FindElement(By.Id("sandbox_redirect_uris")).SendKeys($"{world.BaseUrl}back-at-the-app");
        page.FindElement(By.CssSelector("input[value='organization.read']")).Click();
        page.Press("Create the app");
        page.FindElement(By.CssSelector("[role=status]")).Text.Should().StartWith("The app is made.");
        var (clientId, secret, stagingToken) = (Code(page, "client-id"), Code(page, "client-secret"), Code(page, "staging-token"));
        var appPage = page.Url;

        // OAuth in the same browser, which the portal has signed in to the sandbox.
        page.Navigate().GoToUrl(new Uri(world.BaseUrl, $"/oauth2/auth?response_type=code&scope=organization.read&state=a-state-of-an-app&client_id={clientId}&redirect_uri={Uri.EscapeDataString($"{world.BaseUrl}back-at-the-app")}"));
        page.FindElement(By.TagName("h1")).Text.Should().Contain("Ledger Sync");
        page.FindElement(By.CssSelector("button[value=allow]")).Click();
        SpinWait.SpinUntil(() => page.Url.Contains("code=", StringComparison.Ordinal), TimeSpan.FromSeconds(10)).Should().BeTrue();
        var code = System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["code"]!;
        var program = server.Stranger(("X-Qonto-Staging-Token", stagingToken));
        var tokens = await Exchange(program, code, clientId, secret, $"{world.BaseUrl}back-at-the-app");
        tokens.Status.Should().Be(200, tokens.Text);
        (await program.With("Authorization", $"Bearer {tokens.Json.Text("access_token")}").Get("/v2/organization")).Status.Should().Be(200);

        page.Navigate().GoToUrl(appPage);
        page.FindElement(By.TagName("summary")).Click();
        page.Press("Make a new one, end this one");
        page.FindElement(By.CssSelector("[role=status]")).Text.Should().StartWith("There is a new secret.");
        var fresh = Code(page, "client-secret");

        fresh.Should().NotBe(secret);
        (await world.ErrorOfCredentials(clientId, secret)).Should().Be("invalid_client");
        (await world.ErrorOfCredentials(clientId, fresh)).Should().Be("invalid_grant");
    }

    [Fact]
    public async Task A_sensitive_scope_wants_a_reason_waits_for_its_review_and_is_then_taken_by_production()
    {
        await using var world = await server.NewWorld(profile: "production");
        var page = Entered(world);
        page.FindElement(By.LinkText("New app")).Click();
        page.FindElement(By.LinkText("Connect customers")).Click();
        page.FindElement(By.Id("name")).SendKeys("Ledger Sync");
        page.FindElement(By.Id("sandbox_redirect_uris")).SendKeys("http://localhost:3000/callback");
        page.FindElement(By.Id("production_redirect_uris")).SendKeys(PortalSteps.ProductionUri);
        page.FindElement(By.CssSelector("input[value='payment.write']")).Click();

        page.Press("Create the app");
        page.FindElement(By.Id("pis_reason-error")).Text.Should().Contain("payment.write");
        page.SwitchTo().ActiveElement().GetDomAttribute("id").Should().Be("pis_reason");
        page.FindElement(By.Id("sandbox_redirect_uris")).GetDomProperty("value").Should().Be("http://localhost:3000/callback");
        page.FindElement(By.Id("pis_reason")).SendKeys("Our customers pay their suppliers.");
        page.Press("Create the app");
        page.Press("Submit for review");
        page.FindElement(By.CssSelector(".mark")).Text.Should().Be("In review");

        page.FindElement(By.LinkText("review it yourself")).Click();
        page.FindElement(By.CssSelector(".card")).Text.Should().Contain("Our customers pay their suppliers.");
        page.Press("Approve");
        page.FindElement(By.CssSelector("[role=status]")).Text.Should().Be("Approved: Ledger Sync");

        page.Navigate().GoToUrl(At(world, "/apps/"));
        page.FindElement(By.LinkText("Ledger Sync")).Click();
        page.Press("Publish");
        page.FindElement(By.CssSelector(".mark")).Text.Should().Be("Published");
        var clientId = Code(page, "client-id");
        page.Navigate().GoToUrl(new Uri(world.BaseUrl, $"/oauth2/auth?response_type=code&scope=payment.write&state=a-state-of-an-app&client_id={clientId}&redirect_uri={Uri.EscapeDataString(PortalSteps.ProductionUri)}"));
        page.FindElement(By.TagName("h1")).Text.Should().Contain("Ledger Sync");
    }

    [Fact]
    public async Task By_e_mail_one_is_let_in_by_the_reviewer()
    {
        await using var world = await server.NewWorld();
        var page = browser.Open(At(world, "/sign-up/"));
        page.FindElement(By.Id("email")).SendKeys("dev@tools.example");
        page.FindElement(By.Id("password")).SendKeys("correct horse");
        page.FindElement(By.Id("purpose")).SendKeys("A ledger");

        page.Press("Sign up");
        page.FindElement(By.TagName("h1")).Text.Should().Be("Your account is being reviewed");
        page.FindElement(By.LinkText("review it yourself")).Click();
        page.Press("Approve");
        page.Navigate().GoToUrl(At(world, "/"));

        page.FindElement(By.LinkText("New app"));
    }

    [Fact]
    public async Task An_app_is_deleted_on_its_page()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp();
        var page = Entered(world);
        page.FindElement(By.LinkText("Ledger Sync")).Click();

        page.FindElement(By.XPath("//summary[text()='Delete this app']")).Click();
        page.Press("Delete Ledger Sync");

        page.FindElement(By.CssSelector("[role=status]")).Text.Should().StartWith("The app is deleted.");
        (await world.ErrorOfCredentials(app.Text("sandbox.client_id")!, app.Text("sandbox.client_secret")!)).Should().Be("invalid_client");
    }

    [Fact]
    public async Task A_phone_shows_every_page_without_scrolling_sideways()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp(("name", new string('W', 60)), ("sandbox_redirect_uris", new[] { "https://app.example/" + new string('x', 200) }));
        await world.Act(app, "submit");
        var page = Entered(world, width: 390);

        foreach (var below in new[] { "/apps/", "/apps/new", "/apps/new/connect", $"/apps/{app.Text("id")}", $"/apps/{app.Text("id")}/settings", "/toolkit/", "/sign-up/" })
        {
            page.Navigate().GoToUrl(At(world, below));
            page.FitsTheScreen().Should().BeTrue(below);
        }

        page.Navigate().GoToUrl(new Uri(world.BaseUrl, $"/_emulator/reviews?workspace={world.Info.Text("id")}"));
        page.FitsTheScreen().Should().BeTrue();
    }

    private IWebDriver Entered(World world, int width = 1280)
    {
        var page = browser.Open(At(world, "/sign-up/qonto"), width);
        page.Press("Sign in as the shared user at once");
        return page;
    }

    private static string Code(IWebDriver page, string id) => page.FindElement(By.Id(id)).Text;

    private static Uri At(World world, string below) => new(world.BaseUrl, $"{PortalVisitor.Root}{below}?workspace={world.Info.Text("id")}");

    private static Task<Reply> Exchange(Client program, string code, string clientId, string secret, string redirectUri) => program.PostForm(
        "/oauth2/token", ("grant_type", "authorization_code"), ("client_id", clientId), ("client_secret", secret), ("code", code), ("redirect_uri", redirectUri));
}
