using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class BeneficiaryTrustTests(EmulatorServer server)
{
    private const string Trust = Payees.Path + "/trust";
    private const string Untrust = Payees.Path + "/untrust";

    [Fact]
    [Rule("P07")]
    [Rule("P10")]
    [Rule("P15")]
    [Rule("P18")]
    [Rule("P21")]
    public async Task Trust_asks_for_approval_and_validates_what_was_pending()
    {
        await using var world = await server.NewWorld();
        var (validated, pending) = (await Payees.First(world), await Payees.First(world, "?status=pending"));
        var member = await world.SignIn("beneficiary.trust");
        var body = Payees.Ids(validated.Text("id"), pending.Text("id"), validated.Text("id"));

        var challenge = await member.With(Challenges.PreferenceHeader, "mock").Patch(Trust, body);
        (challenge.Status, challenge.Json.Text("action_type")).Should().Be((428, "beneficiary.trust"));
        (await Payees.Show(world, pending.Text("id")!)).Text("status").Should().Be("pending");
        var trusted = await Challenges.Approved(world, member, client => client.Patch(Trust, body));

        trusted.Status.Should().Be(200, trusted.Text);
        var items = trusted.Json.Items("beneficiaries");
        items.Select(item => item.Text("id")).Should().Equal([validated.Text("id"), pending.Text("id")], "one that is named twice counts once");
        items.Should().OnlyContain(item => item.At("trusted").GetBoolean() && item.Text("status") == "validated");
        (await Payees.Show(world, pending.Text("id")!)).GetRawText().Should().Be(items[1].GetRawText());
    }

    [Fact]
    [Rule("P10")]
    [Rule("P18")]
    public async Task Untrust_asks_for_nothing()
    {
        await using var world = await server.NewWorld();
        var trusted = (await world.Organization.Get(Payees.Path + "?trusted=true")).Json.Items("beneficiaries");

        var answer = await (await world.SignIn("payment.write")).Patch(Untrust, Payees.Ids(trusted.Select(item => item.Text("id"))));

        answer.Status.Should().Be(200, answer.Text);
        answer.Json.Items("beneficiaries").Select(item => (item.Text("id"), item.At("trusted").GetBoolean(), item.Text("status"))).Should()
            .Equal(trusted.Select(item => (item.Text("id"), false, (string?)"validated")));
        (await world.Organization.Get(Payees.Path + "?trusted=true")).Json.Items("beneficiaries").Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_trusted_already_or_not_at_all_keeps_its_time()
    {
        await using var world = await server.NewWorld();
        var (trusted, untrusted) = (await Payees.First(world, "?trusted=true"), await Payees.First(world));
        var member = await world.SignIn();

        await Challenges.Approved(world, member, client => client.Patch(Trust, Payees.Ids(trusted.Text("id"))));
        await member.Patch(Untrust, Payees.Ids(untrusted.Text("id")));

        (await Payees.Show(world, trusted.Text("id")!)).GetRawText().Should().Be(trusted.GetRawText());
        (await Payees.Show(world, untrusted.Text("id")!)).GetRawText().Should().Be(untrusted.GetRawText());
    }

    [Theory]
    [InlineData("{}", "missing_ids")]
    [InlineData("""{"ids":null}""", "missing_ids")]
    [InlineData("""{"ids":[]}""", "missing_ids")]
    [InlineData("""{"ids":"all"}""", "bad_request")]
    [InlineData("""{"ids":[7]}""", "bad_request")]
    public async Task Ids_are_demanded(string body, string code)
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        foreach (var path in (string[])[Trust, Untrust])
        {
            var refused = await member.Patch(path, body);
            (refused.Status, refused.Code, refused.Json.Text("errors.0.source.pointer")).Should().Be((400, code, "/ids"));
        }
    }

    [Fact]
    [Rule("P18")]
    public async Task Four_hundred_ids_are_the_limit()
    {
        await using var world = await server.NewWorld();
        var id = (await Payees.First(world, "?trusted=true")).Text("id");
        var member = await world.SignIn();

        foreach (var path in (string[])[Trust, Untrust])
            (await member.Patch(path, Payees.Ids(Enumerable.Repeat(id, 401)))).Code.Should().Be("ids_limit_reached");
        (await member.Patch(Untrust, Payees.Ids(Enumerable.Repeat(id, 400)))).Status.Should().Be(200);
    }

    [Fact]
    [Rule("P23")]
    public async Task Unknown_and_foreign_ids_are_each_named_and_nothing_changes()
    {
        await using var world = await server.NewWorld();
        var mine = await Payees.First(world, "?trusted=true");
        var foreign = (await (await world.SignIn(null, "zelie.farfelune@farfelune.example")).Get(Payees.Path)).Json.Text("beneficiaries.0.id");
        var member = await world.SignIn();
        var body = Payees.Ids("018f71db-c635-78b5-b90a-ea05de98b002", mine.Text("id"), foreign, "no-uuid");

        foreach (var path in (string[])[Trust, Untrust])
        {
            var refused = await member.Patch(path, body);
            (refused.Status, refused.Code).Should().Be((400, "not_found"));
            refused.Errors.Select(error => error.Text("source.pointer")).Should().Equal("/ids/0", "/ids/2", "/ids/3");
        }

        (await Payees.Show(world, mine.Text("id")!)).At("trusted").GetBoolean().Should().BeTrue();
    }

    [Fact]
    [Rule("P18")]
    public async Task Each_has_a_scope_of_its_own()
    {
        await using var world = await server.NewWorld();
        var body = Payees.Ids((await Payees.First(world)).Text("id"));

        var untrusting = await (await world.SignIn("payment.write organization.read")).Patch(Trust, body);
        (untrusting.Status, untrusting.Code).Should().Be((403, "forbidden"));
        (await (await world.SignIn("beneficiary.trust")).Patch(Untrust, body)).Code.Should().Be("forbidden");
        (await world.Organization.Patch(Untrust, body)).Code.Should().Be("unauthorized");
    }
}
