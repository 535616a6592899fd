using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>Who may use the Developer Portal.</summary>
[Rule("§12")]
public sealed class PortalAccountTests(EmulatorServer server)
{
    private const string Email = "dev@tools.example";

    [Fact]
    public async Task By_e_mail_one_waits_48_hours_for_the_review()
    {
        await using var world = await server.NewWorld();
        var visitor = new PortalVisitor(world);

        (await visitor.SignUp(Email)).Header("Location").Should().Contain("/apps/");
        (await visitor.Open("/apps/")).Text.Should().Contain("being reviewed").And.NotContain("New app");
        (await visitor.Post("/apps/new/automate", ("name", "Too early"))).Text.Should().Contain("being reviewed");
        await world.Advance("PT47H59M");
        (await visitor.Open("/apps/")).Text.Should().Contain("being reviewed");
        await world.Advance("PT1M");

        (await visitor.Open("/apps/")).Text.Should().Contain("New app");
        var mail = (await world.Control.Get($"/_emulator/mails?to={Email}")).Json.Items("mails").Should().ContainSingle().Which;
        mail.Text("kind").Should().Be("portal_account_approved");
        (await world.Control.Get("/_emulator/apps")).Json.Items("apps").Should().HaveCount(1, "nothing was made too early");
    }

    [Fact]
    public async Task With_a_qonto_account_one_is_let_in_at_once_even_while_a_review_is_running()
    {
        await using var world = await server.NewWorld();
        var visitor = new PortalVisitor(world);
        await visitor.SignUp("apolline.chimerand@chimerand.example");

        await visitor.Enter();

        (await visitor.Open("/apps/")).Text.Should().Contain("New app");
        var account = (await world.Control.Get("/_emulator/portal_accounts")).Json.Items("accounts").Should().ContainSingle().Which;
        account.Text("state").Should().Be("active");
        account.At("has_qonto_account").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Without_a_session_of_the_web_app_the_qonto_account_is_asked_for_first()
    {
        await using var world = await server.NewWorld();

        var sent = await new PortalVisitor(world).Open("/sign-up/qonto");

        sent.Header("Location").Should().StartWith("/sandbox.staging.qonto.co/signin?").And.Contain("return_to=%2Fdevelopers.qonto.com%2Fsign-up%2Fqonto");
    }

    [Fact]
    public async Task The_control_api_decides_about_accounts_and_a_rejection_says_why()
    {
        await using var world = await server.NewWorld();
        var visitor = new PortalVisitor(world);
        await visitor.SignUp(Email);
        var path = $"/_emulator/portal_accounts/{Email}";

        (await world.Control.Post(path + "/reject", """{"reson":"x"}""")).Errors.Select(error => error.Text("source.pointer")).Should().Equal("/reson", "/reason");
        (await world.Control.Post(path + "/reject", """{"reason":"No website."}""")).Json.Text("state").Should().Be("rejected");
        (await world.Control.Post(path + "/approve")).Code.Should().Be("wrong_state");
        (await world.Control.Post("/_emulator/portal_accounts/nobody/approve")).Code.Should().Be("not_found");

        (await visitor.Open("/apps/")).Text.Should().Contain("No website.").And.NotContain("New app");
        await world.Advance("PT48H");
        (await visitor.Open("/apps/")).Text.Should().Contain("No website.", "a decision stays");
    }

    [Fact]
    public async Task Who_signed_up_signs_in_again_after_signing_out()
    {
        await using var world = await server.NewWorld();
        var visitor = new PortalVisitor(world);
        await visitor.SignUp(Email);
        (await visitor.Post("/sign-out")).Header("Location").Should().Contain("/sign-in/");
        (await visitor.Open("/apps/")).Header("Location").Should().Contain("/sign-in/");

        (await visitor.SignIn(Email, "guess")).Text.Should().Contain("E-mail or password is wrong.").And.Contain(Email, "what was typed is kept");
        (await visitor.SignIn("nobody@tools.example")).Text.Should().Contain("E-mail or password is wrong.");
        (await visitor.SignIn(Email.ToUpperInvariant())).Status.Should().Be(303);

        (await visitor.Open("/apps/")).Text.Should().Contain("being reviewed");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_address_for_a_quarter_of_an_hour()
    {
        await using var world = await server.NewWorld();
        var visitor = new PortalVisitor(world);
        await visitor.SignUp(Email);
        for (var i = 0; i < 5; i++)
            await visitor.SignIn(Email, "guess");

        (await visitor.SignIn(Email)).Status.Should().Be(429);
        await world.Advance("PT15M");

        (await visitor.SignIn(Email)).Status.Should().Be(303);
    }

    [Fact]
    public async Task What_is_wrong_with_a_sign_up_is_told_beside_each_field_at_once()
    {
        await using var world = await server.NewWorld();
        var visitor = new PortalVisitor(world);

        var refused = await visitor.SignUp("no address", "short", " ");

        refused.Status.Should().Be(422);
        refused.Text.Should().Contain("id=\"email-error\"").And.Contain("id=\"password-error\"").And.Contain("id=\"purpose-error\"").And.Contain("value=\"no address\"").And.NotContain("short\"");
        await visitor.SignUp(Email);
        (await new PortalVisitor(world).SignUp(Email)).Text.Should().Contain("There is an account with this address already");
    }

    [Fact]
    public async Task Accounts_and_their_passwords_outlive_a_reset_and_sessions_end_with_the_tokens()
    {
        await using var world = await server.NewWorld();
        var visitor = new PortalVisitor(world);
        await visitor.SignUp(Email);

        await world.Control.Post("/_emulator/reset");
        (await visitor.Open("/apps/")).Text.Should().Contain("being reviewed");
        await world.Control.Post("/_emulator/reset?tokens=drop");
        (await visitor.Open("/apps/")).Status.Should().Be(303);

        (await visitor.SignIn(Email)).Status.Should().Be(303);
        await world.Advance("PT48H");
        (await visitor.Open("/apps/")).Text.Should().Contain("New app", "the review goes on over a reset");
    }

    [Fact]
    public async Task Each_workspace_has_a_portal_of_its_own()
    {
        await using var world = await server.NewWorld();
        await using var other = await server.NewWorld();
        var visitor = new PortalVisitor(world);
        await visitor.SignUp(Email);

        (await visitor.Follow($"{PortalVisitor.Root}/apps/")).Text.Should().Contain($"workspace {world.Info.Text("id")![..8]}", "the cookie tells the workspace where the address does not");
        (await other.Control.Get("/_emulator/portal_accounts")).Json.Items("accounts").Should().BeEmpty();
        (await server.Stranger().Get("/developers.qonto.com/toolkit/?workspace=00000000-0000-0000-0000-00000000000f")).Status.Should().Be(404);
    }
}
