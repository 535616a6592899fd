using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using QontoEmulator.Tests.Pages;

[assembly: AssemblyFixture(typeof(Browser))]

namespace QontoEmulator.Tests.Pages;

/// <summary>One headless chromium for the run, started by the first test that wants it. Reaches nothing but loopback.</summary>
public sealed class Browser : IDisposable
{
    private readonly Lock starting = new();
    private readonly string profile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private ChromeDriver? driver;

    /// <summary>Opens an address in a fresh tab without cookies; the test is skipped where there is no browser, unless REQUIRE_BROWSER is 1.</summary>
    internal IWebDriver Open(Uri address, int width = 1280, int height = 900)
    {
        var (chromium, chromedriver) = (OnPath("chromium"), OnPath("chromedriver"));
        if ((chromium is null || chromedriver is null) && Environment.GetEnvironmentVariable("REQUIRE_BROWSER") != "1")
            Assert.Skip("The pages are driven by chromium and chromedriver, which are not on PATH.");

        lock (starting)
            driver ??= Start(chromium!, chromedriver!);
        driver.Manage().Cookies.DeleteAllCookies();

        // A window cannot be as narrow as a phone; a screen can.
        driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new(StringComparer.Ordinal) { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        driver.Navigate().GoToUrl(address);
        return driver;
    }

    public void Dispose()
    {
        if (driver is null)
            return;
        driver.Quit();
        driver.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    private ChromeDriver Start(string chromium, string chromedriver)
    {
        var options = new ChromeOptions { BinaryLocation = chromium };
        options.AddArguments(
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost", $"--user-data-dir={profile}");
        var service = ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(chromedriver), Path.GetFileName(chromedriver));
        service.HideCommandPromptWindow = true;
        service.SuppressInitialDiagnosticInformation = true;
        var started = new ChromeDriver(service, options, TimeSpan.FromSeconds(60));

        // A click that sends a form can return before the next page stands; looking for something waits for it.
        started.Manage().Timeouts().ImplicitWait = TimeSpan.FromSeconds(10);
        return started;
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}

/// <summary>Tests that share the one browser take turns.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTurns
{
    public const string Name = "browser";
}
