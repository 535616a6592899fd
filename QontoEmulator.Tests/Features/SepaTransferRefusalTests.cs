using System.Text.Json.Nodes;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class SepaTransferRefusalTests(EmulatorServer server)
{
    private const string Nobody = "018f3e4d-0000-7000-8000-000000000001";

    [Theory]
    [Rule("P53", "P13")]
    [InlineData("transfer.amount", "12.50", 12.5, "not_a_string", "/transfer/amount")]
    [InlineData("transfer.amount", "", null, "missing_key", "/transfer/amount")]
    [InlineData("transfer.amount", "12.345", null, "invalid", "/transfer/amount")]
    [InlineData("transfer.amount", "0.00", null, "invalid", "/transfer/amount")]
    [InlineData("transfer.amount", "-5", null, "invalid", "/transfer/amount")]
    [InlineData("transfer.amount", "12,50", null, "invalid", "/transfer/amount")]
    [InlineData("transfer.amount", "٣", null, "invalid", "/transfer/amount")]
    [InlineData("transfer.amount", "9999999999999999999999", null, "invalid", "/transfer/amount")]
    [InlineData("transfer.reference", "", null, "missing_key", "/transfer/reference")]
    [InlineData("transfer.bank_account_id", "", null, "missing_key", "/transfer/bank_account_id")]
    [InlineData("transfer.beneficiary_id", "", null, "missing_key", "/transfer/beneficiary_id")]
    [InlineData("transfer.scheduled_date", "15/12/2026", null, "invalid", "/transfer/scheduled_date")]
    [InlineData("transfer.scheduled_date", "2001-01-01", null, "invalid", "/transfer/scheduled_date")]
    [InlineData("transfer.beneficiary_id", Nobody, null, "not_found", "/transfer/beneficiary_id")]
    [InlineData("transfer.beneficiary_id", "no-uuid", null, "not_found", "/transfer/beneficiary_id")]
    [InlineData("transfer.bank_account_id", Nobody, null, "bank_account_not_found", "/transfer/bank_account_id")]
    [InlineData("vop_proof_token", null, 5.0, "not_a_string", "/vop_proof_token")]
    public async Task A_broken_field_has_its_code_and_pointer(string place, string? text, double? number, string code, string broken)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var value = number is { } given ? JsonValue.Create(given) : text is { Length: > 0 } ? JsonValue.Create(text) : null;

        var refused = await payer.Send(Payer.With(await payer.To(payer.Untrusted), place, value));

        refused.Status.Should().Be(400, refused.Text);
        refused.Errors.Should().ContainSingle();
        (refused.Code, refused.Errors[0].Text("source.pointer")).Should().Be((code, broken));
    }

    [Fact]
    [Rule("P13", "P48", "P91", "P44", "P54", "P47")]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var malformed = JsonNode.Parse("""
            {"transfer":{"amount":12,"reference":"x","note":7,"beneficiary":{"name":"","iban":"FR7616958000017331004218513"},"attachment_ids":"one"}}
            """)!.AsObject();
        var broken = await payer.To(payer.Untrusted, "30000.01");
        Payer.With(broken, "transfer.bank_account_id", "ateliers-chimerand-2741-bank-account-1");
        Payer.With(broken, "transfer.scheduled_date", "2020-02-03");

        var (first, second) = (await payer.Send(malformed), await payer.Send(broken));
        var six = await payer.Send(Payer.With(broken, "transfer.attachment_ids", new JsonArray([.. Enumerable.Range(1, 6).Select(number => JsonValue.Create(OwnSeed.Id(number)))])));

        first.Errors.Select(error => (error.Text("code"), error.Text("source.pointer"))).Should().BeEquivalentTo([
            ("missing_key", "/transfer/bank_account_id"), ("not_a_string", "/transfer/amount"), ("not_a_string", "/transfer/note"),
            ("missing_key", "/transfer/beneficiary/name"), ("invalid", "/transfer/beneficiary/iban"), ("invalid", "/transfer/attachment_ids")]);
        first.Errors.Should().Contain(error => error.Text("detail") == "amount must be a string");
        second.Errors.Select(error => error.Text("code")).Should().Equal("bank_account_not_found", "invalid", "missing_attachment");
        six.Errors.Select(error => error.Text("code")).Should().Contain("above_max_size").And.Contain("not_found");
    }

    [Fact]
    [Rule("P24", "P13")]
    public async Task Types_come_before_the_proof_token_and_the_token_before_the_rules()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = Payer.With(await payer.To(payer.Untrusted), "vop_proof_token", null);
        Payer.With(body, "transfer.bank_account_id", Nobody);

        var missing = await payer.Send(body);
        var typed = await payer.Send(Payer.With(JsonNode.Parse(body.ToJsonString())!.AsObject(), "transfer.amount", 1));
        var rubbish = await payer.Send(Payer.With(body, "vop_proof_token", "1|1|1771236000000|c2ln"));

        (missing.Status, missing.Code, missing.Errors[0].Text("detail")).Should().Be((401, "vop_proof_token_missing", "VOP proof token is required"));
        (typed.Status, typed.Code).Should().Be((400, "not_a_string"));
        (rubbish.Status, rubbish.Code).Should().Be((401, "vop_proof_token_invalid"));
        rubbish.Errors[0].Text("detail").Should().Be("VOP proof token validation failed: invalid signature");
    }

    [Fact]
    [Rule("P25", "P27")]
    public async Task A_proof_token_is_for_its_iban_and_for_23_hours()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var body = await payer.To(payer.Trusted, "1.00");
        var foreign = Payer.With(await payer.To(payer.Trusted), "vop_proof_token", await payer.Verify(Payer.StrangerIban));

        (await payer.Send(foreign)).Code.Should().Be("vop_proof_token_invalid");
        await world.Advance("PT22H59M59S");
        await payer.SignInAgain();
        (await payer.Send(body)).Status.Should().Be(200);
        await world.Advance("PT1S");
        (await payer.Send(body)).Code.Should().Be("vop_proof_token_invalid");
    }

    [Fact]
    [Rule("P46")]
    public async Task The_organizations_own_accounts_are_paid_by_internal_transfers()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var own = (await world.Accounts())[1].Text("iban")!;

        var refused = await payer.Send(await payer.Inline(own));

        (refused.Status, refused.Code, refused.Errors[0].Text("source.pointer")).Should().Be((400, "transfer_to_same_organization", "/transfer/beneficiary/iban"));
    }

    [Theory]
    [InlineData("FR7616958000017331004218513", "invalid")]
    [InlineData("BR1800360305000010009795493C1", "iban_not_sepa")]
    public async Task An_iban_must_be_one_and_lie_in_the_sepa_area(string iban, string code)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = Payer.With(await payer.Inline(), "transfer.beneficiary.iban", iban);

        var refused = await payer.Send(body);

        (refused.Status, refused.Code, refused.Errors[0].Text("source.pointer")).Should().Be((400, code, "/transfer/beneficiary/iban"));
    }

    [Theory]
    [InlineData("transfer.beneficiary.name", "/transfer/beneficiary/name")]
    [InlineData("transfer.reference", "/transfer/reference")]
    [InlineData("transfer.note", "/transfer/note")]
    public async Task A_text_has_at_most_140_characters(string place, string broken)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = await payer.Inline();

        (await payer.Send(Payer.With(body, place, new string('x', 140)))).Status.Should().Be(428);
        var refused = await payer.Send(Payer.With(body, place, new string('x', 141)));

        (refused.Status, refused.Code, refused.Errors[0].Text("source.pointer")).Should().Be((400, "invalid", broken));
    }

    [Fact]
    [Rule("P45", "P13")]
    public async Task Funds_are_looked_at_after_the_approval_which_can_then_be_used_again()
    {
        await using var world = await server.NewWorld("bare-sandbox");
        var payer = await Payer.In(world);
        var body = Payer.With(await payer.To(payer.Untrusted, "90000.00"), "transfer.attachment_ids", new JsonArray(await payer.Upload()));
        var challenge = await payer.Send(body);
        challenge.Status.Should().Be(428);
        var token = challenge.Json.Text("sca_session_token")!;
        await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/allow");
        var approved = payer.Member.With("X-Qonto-Sca-Session-Token", token);

        var refused = await approved.Post(Payer.Path, body.ToJsonString());
        await world.Control.Post("/_emulator/simulate/incoming_transfer", """{"amount":"90000.00"}""");
        var paid = await approved.Post(Payer.Path, body.ToJsonString());

        (refused.Status, refused.Code).Should().Be((400, "insufficient_funds"));
        paid.Status.Should().Be(200, paid.Text);
    }

    [Fact]
    [Rule("P45")]
    public async Task What_waits_to_be_processed_today_counts_against_the_funds()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var half = (await payer.Balances()).Authorized / 200 + 1;
        var body = await payer.To(payer.Trusted, $"{half}.00");
        Payer.With(body, "transfer.attachment_ids", new JsonArray(await payer.Upload()));

        (await payer.Send(body)).Status.Should().Be(200);
        (await payer.Send(body)).Code.Should().Be("insufficient_funds");
    }

    [Fact]
    [Rule("P54", "Q31")]
    public async Task An_account_is_named_by_its_slug_only_while_the_switch_is_off()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = Payer.With(await payer.To(payer.Trusted), "transfer.bank_account_id", "ateliers-chimerand-2741-bank-account-1");

        (await payer.Send(body)).Code.Should().Be("bank_account_not_found");
        await world.Switch("""{"account-slug-refused":false}""");
        (await payer.Send(body)).Json.Text("transfer.bank_account_id").Should().Be(payer.Account);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_closed_or_external_account_pays_nothing(int account)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);

        var refused = await payer.Send(Payer.With(await payer.To(payer.Trusted), "transfer.bank_account_id", (await world.Accounts())[account].Text("id")));

        refused.Code.Should().Be("bank_account_not_found");
    }

    [Fact]
    public async Task Ids_of_another_organization_are_unknown()
    {
        await using var world = await server.NewWorld();
        var (payer, stranger) = (await Payer.In(world), await Payer.In(world, "zelie.farfelune@farfelune.example"));
        var body = await payer.To(payer.Untrusted);
        Payer.With(body, "transfer.bank_account_id", stranger.Account);
        Payer.With(body, "transfer.beneficiary_id", stranger.Beneficiaries[0].Text("id"));
        Payer.With(body, "transfer.attachment_ids", new JsonArray(await stranger.Upload()));

        var refused = await payer.Send(body);

        refused.Errors.Select(error => error.Text("code")).Should().Equal("bank_account_not_found", "not_found", "not_found");
    }

    [Fact]
    [Rule("P50")]
    public async Task A_payment_policy_asks_for_a_request_unless_an_approver_pays()
    {
        await using var world = await server.NewWorld();
        var (owner, manager) = (await Payer.In(world), await Payer.In(world, "clemence.tournepage@chimerand.example"));
        const string Policy = "/_emulator/organizations/ateliers-chimerand-2741/payment_policy";
        var body = await manager.To(manager.Untrusted, "500.01");
        await world.Control.Put(Policy, """{"above":"500.00","approvers":["apolline.chimerand@chimerand.example"]}""");

        var required = await manager.Send(body);
        (await manager.Send(await manager.To(manager.Untrusted, "500.00"))).Status.Should().Be(428, "the policy speaks of more than that");
        (await owner.Send(await owner.To(owner.Untrusted, "500.01"))).Status.Should().Be(428, "an approver needs no approval");
        await world.Control.Put(Policy, """{"above":"500.00","approvers":[]}""");
        var missing = await manager.Send(body);
        await world.Control.Put(Policy, "{}");

        (required.Status, required.Code).Should().Be((400, "payment_policy_approval_required"));
        (missing.Status, missing.Code).Should().Be((400, "payment_policy_approver_missing"));
        (await manager.Send(body)).Status.Should().Be(428);
    }

    [Fact]
    public async Task An_api_key_or_a_token_without_the_scope_sends_nothing()
    {
        await using var world = await server.NewWorld();
        var reader = await world.SignIn("organization.read");
        foreach (var path in (string[])[Payer.Path, Payer.BulkPath, $"{Payer.Path}/{Nobody}/cancel", $"{Payer.Path}/{Nobody}/download_proof"])
        {
            (await world.Organization.Post(path, "{}")).Status.Should().Be(401);
            (await reader.Post(path, "{}")).Code.Should().Be("forbidden");
        }

        (await reader.Post("/v2/internal_transfers", "{}")).Code.Should().Be("forbidden");
    }
}
