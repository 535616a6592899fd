using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.WebApp;

public sealed class SignInTests(EmulatorServer server)
{
    [Fact]
    [Rule("§2", "§3.1")]
    public async Task Somebody_signs_in_with_password_and_code()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);

        var form = await visitor.Open("/signin");
        var code = await visitor.GivePassword();
        var done = await visitor.GiveCode();
        var dashboard = await visitor.Follow(done.Header("Location")!);

        form.Text.Should().Contain("Not made by Qonto").And.Contain(WebVisitor.OwnersAddress, "the shared user is shown, as the portal does");
        (code.Status, code.Header("Set-Cookie")).Should().Be((200, null));
        code.Text.Should().Contain("Enter the code").And.Contain("autocomplete=\"one-time-code\"");
        done.Status.Should().Be(303);
        done.Header("Location").Should().Be($"{WebVisitor.Root}?workspace={visitor.Workspace}");
        done.Header("Set-Cookie").Should().StartWith($"{visitor.CookieName}=").And.EndWith("; Path=/; HttpOnly; SameSite=Lax");
        dashboard.Status.Should().Be(200);
        WebVisitor.Words(dashboard).Should().Contain("Apolline Chimérand, owner").And.Contain("<h1>Ateliers Chimérand</h1>");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_are_told_the_same_way()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);

        var wrong = await visitor.GivePassword(password: "guess");
        var unknown = await visitor.GivePassword("nobody@nowhere.example");

        foreach (var (reply, email) in new[] { (wrong, WebVisitor.OwnersAddress), (unknown, "nobody@nowhere.example") })
        {
            (reply.Status, reply.Header("Set-Cookie")).Should().Be((401, null));
            reply.Text.Should().Contain("""<p class="error" id="password-error">E-mail or password is wrong.</p>""").And.Contain($"value=\"{email}\"").And.NotContain("guess");
        }

        unknown.Hint.Should().Be(wrong.Hint);
    }

    [Fact]
    public async Task The_address_counts_without_case()
    {
        await using var world = await server.NewWorld();

        await new WebVisitor(world).SignIn(WebVisitor.OwnersAddress.ToUpperInvariant());
    }

    [Fact]
    public async Task Empty_fields_are_told_at_once()
    {
        await using var world = await server.NewWorld();

        var reply = await new WebVisitor(world).GivePassword(" ", "");

        reply.Status.Should().Be(422);
        reply.Text.Should().Contain("Enter the e-mail address.").And.Contain("Enter the password.").And.Contain("<title>Error: ");
    }

    [Fact]
    [Rule("§2")]
    public async Task A_wrong_code_is_refused_and_the_right_one_still_works()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);
        await visitor.GivePassword();

        var wrong = await visitor.GiveCode("654321");
        var empty = await visitor.GiveCode("");

        (wrong.Status, wrong.Header("Set-Cookie")).Should().Be((401, null));
        wrong.Text.Should().Contain("This code is wrong.").And.Contain("value=\"654321\"");
        wrong.Hint.Should().Contain("123456");
        empty.Text.Should().Contain("Enter the code.");
        (await visitor.GiveCode()).Status.Should().Be(303);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a7791fd849b54f08bda6c3467055e7a7.9999999999999.0000")]
    public async Task Without_the_right_password_a_code_opens_nothing(string ticket)
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);

        var reply = await visitor.GiveCode(ticket: ticket);

        (reply.Status, reply.Header("Set-Cookie")).Should().Be((401, null));
        reply.Text.Should().Contain("Enter the password again.");
    }

    [Fact]
    public async Task A_given_password_holds_ten_minutes_and_in_its_workspace_only()
    {
        await using var world = await server.NewWorld();
        await using var other = await server.NewWorld();
        var visitor = new WebVisitor(world);
        await visitor.GivePassword();

        (await new WebVisitor(other).GiveCode(ticket: visitor.Ticket)).Status.Should().Be(401);
        await world.Advance("PT11M");
        (await visitor.GiveCode()).Status.Should().Be(401);
    }

    [Fact]
    public async Task The_emulator_signs_the_shared_user_in_at_once()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);

        var reply = await visitor.Post("/signin/at-once", "&return_to=/oauth2/auth");

        (reply.Status, reply.Header("Location")).Should().Be((303, "/oauth2/auth"));
        (await visitor.IsSignedIn()).Should().BeTrue();
        (await world.Control.Get("/_emulator/journal")).Text.Should().Contain("signed in without password and code, by the emulator's shortcut");
    }

    [Theory]
    [InlineData("/oauth2/auth?client_id=a&state=%22b%22&scope=openid+offline_access")]
    [InlineData("/")]
    public async Task It_leads_on_to_where_one_came_from(string address)
    {
        await using var world = await server.NewWorld();
        var query = $"&return_to={Uri.EscapeDataString(address)}";
        var visitor = new WebVisitor(world);

        (await visitor.Open("/signin", query)).Text.Should().Contain($"return_to={Uri.EscapeDataString(address)}");
        await visitor.GivePassword(query: query);
        (await visitor.GiveCode(query: query)).Header("Location").Should().Be(address);

        var again = await visitor.Open("/signin", query);
        (again.Status, again.Header("Location")).Should().Be((302, address), "whoever is signed in need not do it again");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("/\t/elsewhere.example/")]
    [InlineData("/a\r\nSet-Cookie: a=b")]
    [InlineData("elsewhere")]
    [InlineData("/é")]
    public async Task It_never_leads_to_another_host(string address)
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);
        await visitor.GivePassword();

        var reply = await visitor.GiveCode(query: $"&return_to={Uri.EscapeDataString(address)}");

        reply.Header("Location").Should().Be($"{WebVisitor.Root}?workspace={visitor.Workspace}");
    }

    [Fact]
    public async Task Names_from_outside_are_text_on_the_pages()
    {
        await using var world = await server.NewWorld();

        var reply = await new WebVisitor(world).GivePassword("""
            "><script>alert(1)</script>
            """);

        reply.Text.Should().Contain("value=\"&quot;&gt;&lt;script&gt;").And.NotContain("<script");
        reply.Header("Content-Security-Policy").Should().StartWith("default-src 'none'");
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/signin/code")]
    [InlineData("/signin/at-once")]
    [InlineData("/signup")]
    [InlineData("/signout")]
    [InlineData("/api_key")]
    [InlineData("/apps/revoke")]
    public async Task A_form_on_another_site_is_refused(string below)
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();

        var reply = await server.Stranger(("Cookie", visitor.Cookie), ("Origin", "https://elsewhere.example")).PostForm($"{WebVisitor.Root}{below}?workspace={visitor.Workspace}");

        (reply.Status, reply.Code).Should().Be((403, "foreign_origin"));
        (await visitor.IsSignedIn()).Should().BeTrue();
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200, "the API key is as it was");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/signin")]
    [InlineData("/signup")]
    public async Task An_unknown_workspace_has_no_pages(string below)
    {
        var reply = await server.Stranger().Get($"{WebVisitor.Root}{below}?workspace={Guid.Empty}");

        reply.Status.Should().Be(404);
        reply.Text.Should().Contain("There is no such workspace");
    }

    [Fact]
    public async Task The_journal_keeps_no_secret_of_it()
    {
        await using var world = await server.NewWorld();
        var visitor = await new WebVisitor(world).SignIn();
        await visitor.Open();

        var journal = (await world.Control.Get("/_emulator/journal")).Text;

        journal.Should().Contain("/signin/code").And.Contain("POST").And.NotContain(WebVisitor.SharedPassword).And.NotContain(visitor.Cookie.Split('=')[1])
            .And.NotContain(visitor.Ticket).And.NotContain(world.Info.At("api_key.secret_key").GetString()!);
    }
}
