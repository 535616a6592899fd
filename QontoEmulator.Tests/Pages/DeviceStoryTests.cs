using OpenQA.Selenium;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Pages;

/// <summary>A whole act with its approval, the way a person goes.</summary>
[Collection(BrowserTurns.Name)]
public sealed class DeviceStoryTests(EmulatorServer server, Browser browser)
{
    [Fact]
    [Rule("§9.2", "§9.3", "A43")]
    public async Task An_account_is_closed_after_its_owner_approved_on_the_device()
    {
        Challenges.SkipUnlessBuilt();
        await using var world = await server.NewWorld();
        var owner = await world.SignIn();
        var account = await Challenges.NewAccount(world, owner, "Soon gone");

        var token = await Challenges.Token(owner, account, preference: null);
        var page = browser.Open(new(world.BaseUrl, $"/_emulator/device?workspace={world.Info.Text("id")}"));
        page.FindElement(By.TagName("h3")).Text.Should().Contain("Soon gone");
        page.FindElement(By.CssSelector("button[value=allow]")).Click();
        page.FindElement(By.CssSelector("[role=status]")).Text.Should().StartWith("Allowed");
        (await Challenges.Result(owner, token)).Should().Be("allow");

        var closed = await Challenges.Close(owner, account, preference: null, token);

        closed.Json.Text("bank_account.status").Should().Be("closed", closed.Text);
        var happened = (await world.Control.Get("/_emulator/events?type=v1/accounts")).Json.Items("events");
        happened[^1].Text("data.id").Should().Be(account);
        happened[^1].Text("data.event").Should().Contain("closed");
        (await world.Control.Get("/_emulator/sca_sessions")).Json.IsNull("sca_sessions.0.used_at").Should().BeFalse();
    }
}
