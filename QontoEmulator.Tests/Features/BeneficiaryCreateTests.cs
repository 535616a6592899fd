using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class BeneficiaryCreateTests(EmulatorServer server)
{
    [Fact]
    [Rule("P07")]
    [Rule("P10")]
    [Rule("P11")]
    [Rule("P16")]
    [Rule("P21")]
    [Rule("Q35")]
    public async Task A_beneficiary_is_challenged_approved_and_then_untrusted_and_pending()
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn("payment.write")).With(Challenges.PreferenceHeader, "mock");
        const string body = """
            {"beneficiary":{"name":"Nordlicht Werkzeuge GmbH","iban":"de89 3704 0044 0532 0130 00","bic":"cobadeffxxx","email":"buero@nordlicht.example","activity_tag":"logistics","ghost":1}}
            """;

        var challenge = await member.Post(Payees.Path, body);
        (challenge.Status, challenge.Json.Text("action_type")).Should().Be((428, "beneficiary.create"));
        (await world.Organization.Get($"{Payees.Path}?iban={Payees.NewIban}")).Json.Items("beneficiaries").Should().BeEmpty();
        var created = await Challenges.Approved(world, member, client => client.Post(Payees.Path, body));

        created.Status.Should().Be(201, created.Text);
        var beneficiary = created.Json.At("beneficiary");
        (beneficiary.Text("name"), beneficiary.Text("iban"), beneficiary.Text("bic"), beneficiary.Text("email"), beneficiary.Text("activity_tag"))
            .Should().Be(("Nordlicht Werkzeuge GmbH", Payees.NewIban, "COBADEFFXXX", "buero@nordlicht.example", "logistics"));
        (beneficiary.Text("status"), beneficiary.At("trusted").GetBoolean()).Should().Be(("pending", false));
        beneficiary.Text("updated_at").Should().Be(beneficiary.Text("created_at"));
        (await Payees.First(world)).GetRawText().Should().Be(beneficiary.GetRawText(), "it changed last");
    }

    [Theory]
    [Rule("P16")]
    [InlineData("FR7616958000017331004218512", "QNTOFRP1XXX")]
    [InlineData("FR1420041010050500013M02606", null)]
    public async Task A_bic_that_is_not_given_is_known_of_qonto_accounts_only(string iban, string? bic)
    {
        await using var world = await server.NewWorld();

        (await Payees.Add(world, iban)).At("bic").GetString().Should().Be(bic);
    }

    [Fact]
    [Rule("P17")]
    [Rule("Q18")]
    public async Task An_iban_stands_once_in_an_organization_whatever_its_spelling()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        await Payees.Add(world);

        foreach (var iban in (string[])[Payees.NewIban, "de89 3704 0044 0532 0130 00", (await Payees.First(world, "?trusted=true")).Text("iban")!])
        {
            var refused = await member.Post(Payees.Path, Payees.Body("Somebody else", iban));
            (refused.Status, refused.Code).Should().Be((400, "invalid"));
            (refused.Json.Text("errors.0.detail"), refused.Json.Text("errors.0.source.pointer")).Should().Be(("This IBAN has already been taken", "/beneficiary/iban"));
        }

        var neighbour = await world.SignIn(null, "zelie.farfelune@farfelune.example");
        (await Challenges.Approved(world, neighbour, client => client.Post(Payees.Path, Payees.Body()))).Status.Should().Be(201);
    }

    [Fact]
    [Rule("Q18")]
    public async Task With_the_switch_off_a_known_iban_takes_the_new_details()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"duplicate-iban-refused":false,"sca-on-beneficiary-write":false}""");
        var known = await Payees.First(world, "?trusted=true");

        var created = await (await world.SignIn()).Post(Payees.Path, Payees.Body("Another Name", known.Text("iban")!));

        (created.Status, created.Json.Text("beneficiary.id"), created.Json.Text("beneficiary.name")).Should().Be((201, known.Text("id"), "Another Name"));
        created.Json.At("beneficiary.trusted").GetBoolean().Should().BeTrue();
    }

    [Fact]
    [Rule("P11")]
    [Rule("Q35")]
    public async Task Without_the_switch_nothing_is_asked()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"sca-on-beneficiary-write":false}""");
        var member = await world.SignIn();

        (await member.Post(Payees.Path, Payees.Body())).Status.Should().Be(201);
        (await member.Patch($"{Payees.Path}/{(await Payees.First(world, "?trusted=true")).Text("id")}", """{"beneficiary":{"name":"New"}}""")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("""{"beneficiary":{"iban":"DE89370400440532013000"}}""", "/beneficiary/name", "name is missing")]
    [InlineData("""{"beneficiary":{"name":" ","iban":"DE89370400440532013000"}}""", "/beneficiary/name", "name is missing")]
    [InlineData("""{"beneficiary":{"name":5,"iban":"DE89370400440532013000"}}""", "/beneficiary/name", "name must be a string")]
    [InlineData("""{"beneficiary":{"name":"N"}}""", "/beneficiary/iban", "iban is missing")]
    [InlineData("""{"beneficiary":{"name":"N","iban":null}}""", "/beneficiary/iban", "iban is missing")]
    [InlineData("""{"beneficiary":{"name":"N","iban":["DE89370400440532013000"]}}""", "/beneficiary/iban", "iban must be a string")]
    [InlineData("""{"beneficiary":{"name":"N","iban":"DE88370400440532013000"}}""", "/beneficiary/iban", "is invalid")]
    [InlineData("""{"beneficiary":{"name":"N","iban":"DE8937040044053201300"}}""", "/beneficiary/iban", "is invalid")]
    [InlineData("""{"beneficiary":{"name":"N","iban":"FR"}}""", "/beneficiary/iban", "is invalid")]
    [InlineData("""{"beneficiary":{"name":"N","iban":"TR330006100519786457841326"}}""", "/beneficiary/iban", "iban is of a country outside SEPA")]
    [InlineData("""{"beneficiary":{"name":"N","iban":"DE89370400440532013000","bic":"COBA"}}""", "/beneficiary/bic", "is invalid")]
    [InlineData("""{"beneficiary":{"name":"N","iban":"DE89370400440532013000","bic":7}}""", "/beneficiary/bic", "bic must be a string")]
    [InlineData("""{"beneficiary":{"name":"N","iban":"DE89370400440532013000","email":"nowhere"}}""", "/beneficiary/email", "is invalid")]
    [InlineData("""{"beneficiary":{"name":"N","iban":"DE89370400440532013000","activity_tag":{}}}""", "/beneficiary/activity_tag", "activity_tag must be a string")]
    [InlineData("""{"beneficiary":"N"}""", "/beneficiary", "beneficiary must be an object")]
    public async Task What_is_wrong_is_named_with_its_place(string body, string place, string detail)
    {
        await using var world = await server.NewWorld();

        var refused = await (await world.SignIn()).Post(Payees.Path, body);

        refused.Status.Should().Be(400, refused.Text);
        var error = refused.Errors.Should().ContainSingle().Subject;
        (error.Text("code"), error.Text("source.pointer"), error.Text("detail")).Should().Be(("invalid", place, detail));
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        var refused = await member.Post(
            Payees.Path, $$$"""{"beneficiary":{"name":"{{{new string('n', 141)}}}","iban":"FR00","bic":"?","email":"@","activity_tag":1}}""");
        var empty = await member.Post(Payees.Path, "{}");

        refused.Errors.Select(error => error.Text("source.pointer")).Should().BeEquivalentTo(
            "/beneficiary/name", "/beneficiary/iban", "/beneficiary/bic", "/beneficiary/email", "/beneficiary/activity_tag");
        empty.Errors.Select(error => error.Text("source.pointer")).Should().Equal("/beneficiary/name", "/beneficiary/iban");
        (await Challenges.Approved(world, member, client => client.Post(Payees.Path, Payees.Body(new string('n', 140))))).Status.Should().Be(201);
    }

    [Fact]
    [Rule("P03")]
    [Rule("P05")]
    public async Task A_key_repeats_the_answer_and_adds_nothing()
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn()).With("X-Qonto-Idempotency-Key", "once");

        var first = await Challenges.Approved(world, member, client => client.Post(Payees.Path, Payees.Body()));
        var again = await member.Post(Payees.Path, Payees.Body());

        (again.Status, again.Text).Should().Be((201, first.Text));
    }

    [Fact]
    [Rule("P04")]
    [Rule("Q37")]
    public async Task A_key_is_demanded_under_its_switch_only()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        (await member.Post(Payees.Path, Payees.Body())).Status.Should().Be(428);
        await world.Switch("""{"strict-idempotency":true}""");
        var refused = await member.Post(Payees.Path, Payees.Body());

        (refused.Status, refused.Code).Should().Be((400, "missing_idempotency_key"));
    }

    [Fact]
    public async Task Adding_needs_a_token_with_its_scope()
    {
        await using var world = await server.NewWorld();

        (await world.Organization.Post(Payees.Path, Payees.Body())).Code.Should().Be("unauthorized");
        (await (await world.SignIn("organization.read beneficiary.trust")).Post(Payees.Path, Payees.Body())).Code.Should().Be("forbidden");
    }
}
