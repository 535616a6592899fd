using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.WebApp;

public sealed class SignUpTests(EmulatorServer server)
{
    private const string Address = "leonie@rigolote.example";

    [Fact]
    [Rule("§2", "§5")]
    public async Task A_new_user_owns_a_company_with_an_empty_account()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);

        var code = await visitor.SignUp(Address, company: "Forge <Rigolote>");
        await visitor.GiveCode();
        var dashboard = await visitor.Open();

        code.Text.Should().Contain("Enter the code");
        dashboard.Text.Should().Contain("<h1>Forge &lt;Rigolote&gt;</h1>").And.Contain("onie Rigolote, owner").And.Contain("0.00 EUR").And.Contain("There is none yet.");

        var owner = await world.SignIn(email: Address);
        var organization = (await owner.Get("/v2/organization")).Json;
        organization.Text("organization.name").Should().Be("Forge <Rigolote>");
        organization.Text("organization.bank_accounts.0.iban").Should().StartWith("FR");
        organization.At("organization.bank_accounts.0.main").GetBoolean().Should().BeTrue();

        await visitor.Post("/api_key");
        (await visitor.Open()).Text.Should().Contain($"<code id=\"login\">{organization.Text("organization.slug")}</code>");
    }

    [Fact]
    public async Task The_password_they_chose_is_theirs_alone()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);
        await visitor.SignUp(Address, "correct horse");

        (await visitor.GivePassword(Address)).Status.Should().Be(401, "the seeded users' password is not theirs");
        await visitor.SignIn(Address, "correct horse");
        (await visitor.GivePassword(password: "correct horse")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Two_companies_of_one_name_are_two()
    {
        await using var world = await server.NewWorld();
        foreach (var address in new[] { Address, "leon@rigolote.example" })
            (await new WebVisitor(world).SignUp(address)).Status.Should().Be(200);

        var one = (await (await world.SignIn(email: Address)).Get("/v2/organization")).Json;
        var two = (await (await world.SignIn(email: "leon@rigolote.example")).Get("/v2/organization")).Json;

        one.Text("organization.slug").Should().StartWith("forge-rigolote-").And.NotBe(two.Text("organization.slug"));
        one.Text("organization.bank_accounts.0.iban").Should().NotBe(two.Text("organization.bank_accounts.0.iban"));
    }

    [Fact]
    public async Task Whoever_was_invited_joins_that_company_instead()
    {
        await using var world = await server.NewWorld();
        var invited = await (await world.SignIn()).Post(
            "/v2/memberships/invite_employee_or_accountant",
            $$"""{"membership":{"email":"{{Address}}","first_name":"Léonie","last_name":"Rigolote","role":"employee"} }""");
        var visitor = new WebVisitor(world);

        await visitor.SignUp(Address, company: "");
        await visitor.GiveCode();

        WebVisitor.Words(await visitor.Open()).Should().Contain("<h1>Ateliers Chimérand</h1>").And.Contain("Léonie Rigolote, employee");
        var told = (await world.Control.Get("/_emulator/events?type=v1/memberships")).Json.Items("events")[^1];
        told.Text("data.event").Should().Be("updated");
        told.Text("data.id").Should().Be(invited.Json.Text("membership.id"));
        told.Text("data.status").Should().Be("active");
        (await (await world.SignIn("membership.read", Address)).Get("/v2/membership")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_beside_its_field_and_what_was_typed_is_kept()
    {
        await using var world = await server.NewWorld();

        var reply = await new WebVisitor(world).SignUp("leonie@", "tiny pw", company: " ", firstName: new('x', 201));

        reply.Status.Should().Be(422);
        reply.Text.Should().Contain("""id="first_name-error">This is too long""").And.Contain("""id="email-error">This is not an e-mail address.""")
            .And.Contain("""id="password-error">The password needs at least 8 characters.""").And.Contain("""id="company-error">Enter the name of the company.""")
            .And.Contain("value=\"leonie@\"").And.NotContain("tiny pw");
    }

    [Fact]
    public async Task An_address_that_is_taken_makes_no_second_user()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);

        var reply = await visitor.SignUp(WebVisitor.OwnersAddress.ToUpperInvariant());

        reply.Status.Should().Be(422);
        reply.Text.Should().Contain("Somebody signs in with this address already.");
        await visitor.SignIn();
        WebVisitor.Words(await visitor.Open()).Should().Contain("<h1>Ateliers Chimérand</h1>");
    }

    [Fact]
    public async Task In_a_bare_sandbox_a_new_company_is_as_bare()
    {
        await using var world = await server.NewWorld("bare-sandbox");
        (await new WebVisitor(world).SignUp(Address)).Status.Should().Be(200);

        var subscription = await (await world.SignIn(email: Address)).Get("/v2/subscription");

        subscription.Text.Should().Contain("solo_basic");
    }
}
