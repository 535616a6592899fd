using QontoEmulator.OAuth;
using QontoEmulator.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Pages;

public sealed class DevicePageTests(EmulatorServer server)
{
    [Fact]
    public async Task Names_from_outside_are_text_on_it()
    {
        await using var emulator = await WaitingSessions.Start();
        await emulator.Add("""Close the account <script>alert(1)</script> & "><img src=x onerror=alert(2)>""");

        var page = await emulator.Stranger.Get("/_emulator/device");

        page.Status.Should().Be(200);
        page.Text.Should().Contain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&gt;&lt;img").And.NotContain("<script").And.NotContain("<img");
        page.Header("Content-Security-Policy").Should().StartWith("default-src 'none'").And.Contain("frame-ancestors 'none'");
        page.Header("Cache-Control").Should().Be("no-store");
        page.Header("blazor-enhanced-nav").Should().BeNull();
        page.Text.Should().Contain("""<meta name="robots" content="noindex">""");
    }

    [Theory]
    [InlineData("allow", "Allow")]
    [InlineData("deny", "Deny")]
    public async Task A_button_decides_and_leads_back(string decision, string result)
    {
        await using var emulator = await WaitingSessions.Start();
        var token = await emulator.Add("Close the account");
        var path = $"/_emulator/device/{Tokens.IdOf(token)}?workspace={emulator.Workspace.Id}";
        var browser = emulator.Stranger.With("Origin", emulator.BaseUrl.GetLeftPart(UriPartial.Authority)).With("Sec-Fetch-Site", "same-origin");

        var reply = await browser.PostForm(path, ("decision", decision));

        reply.Status.Should().Be(303);
        reply.Header("Location").Should().StartWith($"/_emulator/device?workspace={emulator.Workspace.Id}&decided=");
        emulator.ResultOf(token).ToString().Should().Be(result);
        (await browser.Get(reply.Header("Location")!)).Text.Should().Contain("role=\"status\"").And.Contain(decision == "allow" ? "Allowed: Close the account" : "Denied: Close the account");
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_form_on_another_site_decides_nothing(string header, string value)
    {
        await using var emulator = await WaitingSessions.Start();
        var token = await emulator.Add("Close the account");

        var reply = await emulator.Stranger.With(header, value).PostForm($"/_emulator/device/{Tokens.IdOf(token)}", ("decision", "allow"));

        reply.Status.Should().Be(403);
        reply.Code.Should().Be("foreign_origin");
        emulator.ResultOf(token).Should().Be(ScaResult.Waiting);
    }

    [Fact]
    public async Task Behind_a_public_address_its_own_forms_are_known()
    {
        await using var emulator = await WaitingSessions.Start("--public-url", "https://qonto.test/emulator");
        var local = emulator.Local;
        var token = await emulator.Add("Close the account");

        var page = await local.Get("/_emulator/device");
        var reply = await local.With("Origin", "https://qonto.test").PostForm($"/_emulator/device/{Tokens.IdOf(token)}", ("decision", "allow"));

        page.Text.Should().Contain($"action=\"/emulator/_emulator/device/{Tokens.IdOf(token)}?workspace=");
        reply.Status.Should().Be(303);
    }

    [Fact]
    public async Task Each_workspace_has_its_own_and_an_unknown_one_is_said_to_be()
    {
        await using var world = await server.NewWorld();
        var id = world.Info.Text("id");

        (await server.Stranger().Get($"/_emulator/device?workspace={id}")).Text.Should().Contain($"workspace {id![..8]}").And.Contain($"/_emulator/device?workspace={id}");
        foreach (var unknown in new[] { "00000000-0000-0000-0000-000000000000", "nonsense" })
        {
            var reply = await server.Stranger().Get($"/_emulator/device?workspace={unknown}");
            (reply.Status, reply.Header("Content-Type")).Should().Be((404, "text/html; charset=utf-8"));
            (await server.Stranger().PostForm($"/_emulator/device/{Guid.Empty}?workspace={unknown}", ("decision", "allow"))).Status.Should().Be(404);
        }
    }

    [Fact]
    public async Task The_wall_keeps_its_title_in_the_same_dress()
    {
        var wall = await server.Stranger().Get("/qonto.onelogin.com/login");

        wall.Text.Should().StartWith("<!doctype html>").And.Contain("<title>OneLogin</title>").And.Contain("noindex").And.Contain("/_emulator/info");
    }
}
