using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class BeneficiaryUpdateTests(EmulatorServer server)
{
    private const string Changes = """{"beneficiary":{"name":"Atelier Morvan SARL","email":"facture@atelier-morvan.example"}}""";

    [Fact]
    [Rule("P07")]
    [Rule("P11")]
    [Rule("P19")]
    [Rule("P21")]
    [Rule("Q35")]
    public async Task Name_email_and_tag_change_and_trust_stays()
    {
        await using var world = await server.NewWorld();
        var before = await Payees.First(world, "?trusted=true");
        var member = await world.SignIn("payment.write");

        var challenge = await member.With(Challenges.PreferenceHeader, "mock").Patch($"{Payees.Path}/{before.Text("id")}", Changes);
        var changed = await Challenges.Approved(world, member, client => client.Patch($"{Payees.Path}/{before.Text("id")}", Changes));

        challenge.Json.Text("action_type").Should().Be("beneficiary.update");
        changed.Status.Should().Be(200, changed.Text);
        var after = changed.Json.At("beneficiary");
        (after.Text("name"), after.Text("email"), after.Text("activity_tag"), after.At("trusted").GetBoolean(), after.Text("status"))
            .Should().Be(("Atelier Morvan SARL", "facture@atelier-morvan.example", before.Text("activity_tag"), true, "validated"));
        string.CompareOrdinal(after.Text("updated_at"), before.Text("updated_at")).Should().BePositive();
        (await Payees.First(world)).Text("id").Should().Be(before.Text("id"));
    }

    [Fact]
    [Rule("P19")]
    public async Task Iban_bic_and_everything_else_in_a_body_are_ignored_and_null_takes_away()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"sca-on-beneficiary-write":false}""");
        var member = await world.SignIn();
        var before = await Payees.First(world);
        var path = $"{Payees.Path}/{before.Text("id")}";
        await world.Advance("PT1S");

        var ignored = await member.Patch(path, $$$"""{"beneficiary":{"iban":"{{{Payees.NewIban}}}","bic":"COBADEFFXXX","status":"declined","trusted":true}}""");
        var emptied = await member.Patch(path, """{"beneficiary":{"email":null,"activity_tag":null}}""");

        ignored.Json.At("beneficiary").GetRawText().Should().Be(before.GetRawText(), "nothing that can change was named");
        (emptied.Json.IsNull("beneficiary.email"), emptied.Json.IsNull("beneficiary.activity_tag"), emptied.Json.Text("beneficiary.name"))
            .Should().Be((true, true, before.Text("name")));
    }

    [Fact]
    [Rule("Q11")]
    public async Task A_pending_one_is_out_of_reach_until_it_is_validated()
    {
        await using var world = await server.NewWorld();
        var pending = await Payees.Add(world);
        var path = $"{Payees.Path}/{pending.Text("id")}";
        var member = await world.SignIn();

        var refused = await member.Patch(path, Changes);
        await Payees.Decide(world, pending.Text("id")!, "validated");
        var changed = await Challenges.Approved(world, member, client => client.Patch(path, Changes));

        (refused.Status, refused.Code).Should().Be((404, "not_found"));
        refused.Hint.Should().Contain("pending");
        (changed.Status, changed.Json.Text("beneficiary.name")).Should().Be((200, "Atelier Morvan SARL"));
    }

    [Fact]
    [Rule("Q11")]
    public async Task Without_the_switch_a_pending_one_changes_and_stays_pending()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"pending-beneficiary-update-404":false}""");
        var pending = await Payees.First(world, "?status=pending");

        var changed = await Challenges.Approved(world, await world.SignIn(), client => client.Patch($"{Payees.Path}/{pending.Text("id")}", Changes));

        (changed.Status, changed.Json.Text("beneficiary.status"), changed.Json.Text("beneficiary.name")).Should().Be((200, "pending", "Atelier Morvan SARL"));
    }

    [Theory]
    [Rule("P20")]
    [Rule("Q36")]
    [InlineData("validated", true, true)]
    [InlineData("pending", true, false)]
    [InlineData("declined", true, false)]
    [InlineData("validated", false, false)]
    public async Task Put_is_another_name_of_patch_for_validated_ones_under_its_switch(string status, bool on, bool known)
    {
        await using var world = await server.NewWorld();
        await world.Switch($$"""{"put-sepa-beneficiary":{{(on ? "true" : "false")}},"pending-beneficiary-update-404":false}""");
        var path = $"{Payees.Path}/{(await Payees.First(world, $"?status={status}")).Text("id")}";
        var member = await world.SignIn();

        if (known)
        {
            var changed = await Challenges.Approved(world, member, client => client.Put(path, Changes));
            (changed.Status, changed.Json.Text("beneficiary.name")).Should().Be((200, "Atelier Morvan SARL"));
        }
        else
        {
            var refused = await member.Put(path, Changes);
            (refused.Status, refused.Code).Should().Be((404, "not_found"));
        }
    }

    [Theory]
    [InlineData("""{"beneficiary":{"name":7,"email":"nowhere","activity_tag":true}}""", "/beneficiary/name", "/beneficiary/email", "/beneficiary/activity_tag")]
    [InlineData("""{"beneficiary":{"name":null}}""", "/beneficiary/name")]
    [InlineData("""{"beneficiary":{"name":""}}""", "/beneficiary/name")]
    [InlineData("""{"beneficiary":[]}""", "/beneficiary")]
    [InlineData("{}", "/beneficiary")]
    public async Task Wrong_fields_are_refused_all_at_once(string body, params string[] pointers)
    {
        await using var world = await server.NewWorld();
        var path = $"{Payees.Path}/{(await Payees.First(world)).Text("id")}";

        var refused = await (await world.SignIn()).Patch(path, body);

        refused.Status.Should().Be(400);
        refused.Errors.Should().OnlyContain(error => error.Text("code") == "invalid");
        refused.Errors.Select(error => error.Text("source.pointer")).Should().BeEquivalentTo(pointers);
    }

    [Fact]
    public async Task Unknown_and_foreign_ids_are_not_found()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var foreign = (await (await world.SignIn(null, "zelie.farfelune@farfelune.example")).Get(Payees.Path)).Json.Text("beneficiaries.0.id");

        foreach (var id in (string?[])[foreign, "no-uuid", "018f71db-c635-78b5-b90a-ea05de98b002"])
        {
            (await member.Patch($"{Payees.Path}/{id}", Changes)).Code.Should().Be("not_found");
            (await member.Put($"{Payees.Path}/{id}", Changes)).Code.Should().Be("not_found");
        }
    }
}
