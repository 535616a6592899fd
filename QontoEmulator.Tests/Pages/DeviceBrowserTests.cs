using OpenQA.Selenium;
using QontoEmulator.Sca;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Pages;

[Collection(BrowserTurns.Name)]
public sealed class DeviceBrowserTests(Browser browser)
{
    [Fact]
    [Rule("§9.2")]
    public async Task A_person_reads_what_waits_and_allows_it()
    {
        await using var emulator = await WaitingSessions.Start();
        var token = await emulator.Add("Close the account <b>Épargne</b>");
        var page = browser.Open(new(emulator.BaseUrl, "/_emulator/device"));

        page.FindElement(By.TagName("h3")).Text.Should().Be("Close the account <b>Épargne</b>");
        page.FindElement(By.CssSelector("button[value=allow]")).Click();

        page.FindElement(By.CssSelector("[role=status]")).Text.Should().Be("Allowed: Close the account <b>Épargne</b>");
        page.FindElement(By.CssSelector("td.result")).Text.Should().Be("Allowed");
        emulator.ResultOf(token).Should().Be(ScaResult.Allow);
        (await emulator.Stranger.With("X-Qonto-Staging-Token", "emulator-staging-token").Get($"/v2/mocked_sca_sessions/{token}")).Json.Text("result").Should().Be("allow");
    }

    [Fact]
    public async Task The_keyboard_is_enough_and_a_phone_shows_it_without_scrolling_sideways()
    {
        await using var emulator = await WaitingSessions.Start();
        var token = await emulator.Add("Close the account " + new string('W', 80));
        var page = browser.Open(new(emulator.BaseUrl, "/_emulator/device"), width: 390, height: 844);

        page.FitsTheScreen().Should().BeTrue();
        var focused = page.SwitchTo().ActiveElement();
        for (var presses = 0; presses < 5 && focused.GetDomAttribute("value") != "deny"; presses++)
        {
            focused.SendKeys(Keys.Tab);
            focused = page.SwitchTo().ActiveElement();
        }

        focused.SendKeys(Keys.Enter);

        page.FindElement(By.CssSelector("[role=status]")).Text.Should().StartWith("Denied: ");
        emulator.ResultOf(token).Should().Be(ScaResult.Deny);
    }
}
