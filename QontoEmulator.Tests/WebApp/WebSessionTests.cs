using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Features;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.WebApp;

public sealed class WebSessionTests(EmulatorServer server)
{
    [Fact]
    [Rule("§2", "Q46")]
    public async Task A_browser_that_is_signed_in_passes_the_wall_without_a_staging_token()
    {
        await using var world = await server.NewWorld();
        await using var other = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();
        var browser = server.Stranger(("Cookie", visitor.Cookie));

        (await server.Stranger().Get("/v2/labels")).Status.Should().Be(302);
        (await browser.Get("/v2/labels")).Status.Should().Be(401, "a session is no credential");
        (await browser.With("Authorization", world.ApiKey).Get("/v2/labels")).Status.Should().Be(200);
        (await browser.With("X-Qonto-Staging-Token", "wrong").Get("/v2/labels")).Status.Should().Be(401, "a wrong token counts as none");
        (await browser.With("Authorization", other.ApiKey).Get("/v2/labels")).Status.Should().Be(302, "the session is of another workspace");
        (await world.Control.Get("/_emulator/journal?path=/v2/labels")).Text.Should().Contain("opened by a session of the web app");

        await visitor.Post("/signout");
        (await browser.Get("/v2/labels")).Status.Should().Be(302);
    }

    [Theory]
    [MemberData(nameof(FileWallTests.Sources), MemberType = typeof(FileWallTests))]
    [Rule("Q43", "A51")]
    public async Task It_opens_file_addresses_too(string source)
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();
        var url = await FileUrls.Url(world, source);

        (await server.Stranger(("Cookie", visitor.Cookie)).Get(url)).Status.Should().Be(200);
        (await server.Stranger(("Cookie", visitor.Cookie + "x")).Get(url)).Status.Should().Be(302);
    }

    [Fact]
    public async Task It_ends_by_signing_out()
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();
        var stolen = server.Stranger(("Cookie", visitor.Cookie));

        var reply = await visitor.Post("/signout");

        (reply.Status, reply.Header("Location")).Should().Be((303, $"{WebVisitor.Root}/signin?workspace={visitor.Workspace}"));
        reply.Header("Set-Cookie").Should().StartWith($"{visitor.CookieName}=;").And.EndWith("Max-Age=0");
        (await stolen.Get($"{WebVisitor.Root}?workspace={visitor.Workspace}")).Status.Should().Be(303);
        (await stolen.Get($"{WebVisitor.Root}?workspace={visitor.Workspace}")).Header("Location")
            .Should().Be($"{WebVisitor.Root}/signin?workspace={visitor.Workspace}&return_to={Uri.EscapeDataString($"{WebVisitor.Root}?workspace={visitor.Workspace}")}");
    }

    [Fact]
    public async Task It_ends_by_itself_after_half_a_day_of_the_clock()
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();

        await world.Advance("PT11H59M");
        (await visitor.IsSignedIn()).Should().BeTrue();
        await world.Advance("PT1M");
        (await visitor.IsSignedIn()).Should().BeFalse();
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_session_before()
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();
        var before = server.Stranger(("Cookie", visitor.Cookie));

        await visitor.SignIn("barnabe.volauvent@chimerand.example");

        (await before.Get($"{WebVisitor.Root}?workspace={visitor.Workspace}")).Status.Should().Be(303);
        WebVisitor.Words(await visitor.Open()).Should().Contain("Barnabé");
    }

    [Fact]
    public async Task A_reset_keeps_it_while_its_user_is_there_and_drops_it_when_told_to()
    {
        await using var world = await server.NewWorld();
        var owner = await new WebVisitor(world).SignIn();
        var guest = new WebVisitor(world);
        await guest.SignUp("leonie@rigolote.example");
        await guest.GiveCode();

        (await world.Control.Post("/_emulator/reset")).Status.Should().Be(200);
        (await owner.IsSignedIn()).Should().BeTrue();
        (await guest.IsSignedIn()).Should().BeFalse("the seed does not know this user");
        await world.Advance("PT13H");
        (await owner.IsSignedIn()).Should().BeFalse("its end came through the reset with it");

        await owner.SignIn();
        (await world.Control.Post("/_emulator/reset?tokens=drop")).Status.Should().Be(200);
        (await owner.IsSignedIn()).Should().BeFalse();
    }

    [Fact]
    public async Task Its_cookie_leads_to_the_workspace_when_the_address_names_none()
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();

        var page = await server.Stranger(("Cookie", visitor.Cookie)).Get(WebVisitor.Root + "/");

        page.Status.Should().Be(200);
        page.Text.Should().Contain($"workspace {visitor.Workspace[..8]}");
    }

    [Fact]
    public async Task Over_https_the_cookie_is_secure()
    {
        await using var world = await server.NewWorld();

        var reply = await server.Stranger(("X-Forwarded-Proto", "https")).PostForm($"{WebVisitor.Root}/signin/at-once?workspace={world.Info.Text("id")}");

        reply.Header("Set-Cookie").Should().EndWith("; HttpOnly; SameSite=Lax; Secure");
    }

    [Fact]
    public async Task Behind_a_public_address_links_stay_below_it()
    {
        await using var emulator = await OwnEmulator.Start("--public-url", "https://qonto.test/emulator");

        var page = await emulator.Stranger().Get(WebVisitor.Root);

        page.Header("Location").Should().StartWith($"/emulator{WebVisitor.Root}/signin?workspace=").And.Contain(Uri.EscapeDataString("/emulator" + WebVisitor.Root));
    }

    [Fact]
    public async Task A_restart_keeps_sessions_and_passwords()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        WebVisitor before;
        await using (var emulator = await OwnEmulator.Start("--data", file))
        {
            before = await new WebVisitor(await emulator.DefaultWorld()).SignIn();
            (await new WebVisitor(await emulator.DefaultWorld()).SignUp("leonie@rigolote.example", "correct horse")).Status.Should().Be(200);
        }

        await using (var emulator = await OwnEmulator.Start("--data", file))
        {
            (await emulator.Stranger(("Cookie", before.Cookie)).Get(WebVisitor.Root)).Status.Should().Be(200);
            await new WebVisitor(await emulator.DefaultWorld()).SignIn("leonie@rigolote.example", "correct horse");
        }

        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Should().NotContain("correct horse");
        foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
            File.Delete(left);
    }
}
