using System.Text.Json.Nodes;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Creating a transfer that nothing speaks against.</summary>
public sealed class SepaTransferTests(EmulatorServer server)
{
    [Fact]
    [Rule("P06", "P07", "P05", "P10", "P13", "P53")]
    public async Task A_transfer_to_an_untrusted_beneficiary_is_created_after_its_approval()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = await payer.To(payer.Untrusted);
        var keyed = payer.Member.With("X-Qonto-Idempotency-Key", "5b0c6b0e-6f0c-4d5a-9a53-0d1c1a6a7f11");

        var challenge = await keyed.Post(Payer.Path, body.ToJsonString());

        (challenge.Status, challenge.Json.Text("code"), challenge.Json.Text("action_type")).Should().Be((428, "sca_required", "transfer.single.create"));
        (await world.Organization.All(Payer.Path, "transfers")).Should().NotContain(transfer => transfer.Text("reference") == "INV-2201");
        var token = challenge.Json.Text("sca_session_token")!;
        (await world.Control.Get("/_emulator/sca_sessions?result=waiting")).Json.Text("sca_sessions.0.description").Should()
            .Be($"Send 149.90 € to {payer.Untrusted.Text("name")} ({payer.Untrusted.Text("iban")})");
        await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/allow");
        var created = await keyed.With("X-Qonto-Sca-Session-Token", token).Post(Payer.Path, body.ToJsonString());
        created.Status.Should().Be(200, created.Text);
        var transfer = created.Json.At("transfer");
        (transfer.At("amount").GetDecimal(), transfer.At("amount_cents").GetInt64(), transfer.Text("amount_currency")).Should().Be((149.9m, 14_990, "EUR"));
        (transfer.Text("status"), transfer.Text("beneficiary_id"), transfer.Text("bank_account_id")).Should().Be(("pending", payer.Untrusted.Text("id"), payer.Account));
        foreach (var absent in (string[])["note", "declined_reason", "processed_at", "completed_at", "transaction_id", "recurring_transfer_id"])
            transfer.IsNull(absent).Should().BeTrue(absent);
        (await payer.Show(transfer)).GetRawText().Should().Be(transfer.GetRawText());
        (await keyed.Post(Payer.Path, "{}")).Bytes.Should().Equal(created.Bytes, "the key gives its first success again");
    }

    [Fact]
    [Rule("P12", "P14", "P26")]
    public async Task Whoever_is_trusted_and_named_by_id_is_paid_at_once_and_the_same_proof_serves_again()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = await payer.To(payer.Trusted, "240");

        var first = await payer.Send(body);
        var again = await payer.Send(body);

        (first.Status, again.Status).Should().Be((200, 200), first.Text + again.Text);
        again.Json.Text("transfer.id").Should().NotBe(first.Json.Text("transfer.id"));
        first.Json.At("transfer.amount").GetRawText().Should().Be("240");
    }

    [Fact]
    [Rule("P22", "P15", "P16")]
    public async Task An_inline_beneficiary_is_added_untrusted_and_validated_by_the_approval()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = await payer.Inline();

        (await payer.Send(body)).Status.Should().Be(428);
        (await payer.Member.Get("/v2/sepa/beneficiaries?iban[]=" + Payer.StrangerIban)).Json.Items("beneficiaries").Should().BeEmpty("nothing is added before the approval");
        var transfer = await payer.Paid(body);

        var added = (await payer.Member.Get($"/v2/sepa/beneficiaries/{transfer.Text("beneficiary_id")}")).Json.At("beneficiary");
        (added.Text("name"), added.Text("iban"), added.Text("status"), added.At("trusted").GetBoolean()).Should()
            .Be(("Atelier Morvan", Payer.StrangerIban, "validated", false));
    }

    [Fact]
    [Rule("P22", "P10")]
    public async Task An_inline_beneficiary_that_is_known_is_reused_with_its_new_name_and_needs_approval_even_when_trusted()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = await payer.Inline(payer.Trusted.Text("iban")!, "Renamed");

        (await payer.Send(body)).Status.Should().Be(428);
        var transfer = await payer.Paid(body);

        transfer.Text("beneficiary_id").Should().Be(payer.Trusted.Text("id"));
        (await payer.Member.Get($"/v2/sepa/beneficiaries/{payer.Trusted.Text("id")}")).Json.Text("beneficiary.name").Should().Be("Renamed");
    }

    [Fact]
    [Rule("P15")]
    public async Task The_approval_validates_a_pending_beneficiary()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var pending = payer.With("pending");

        await payer.Paid(await payer.To(pending));

        (await payer.Member.Get($"/v2/sepa/beneficiaries/{pending.Text("id")}")).Json.Text("beneficiary.status").Should().Be("validated");
    }

    [Fact]
    [Rule("P08")]
    public async Task An_approval_holds_for_its_payment_only_and_once()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var (body, other) = (await payer.To(payer.Untrusted), await payer.To(payer.Untrusted, "999.00"));
        var token = (await payer.Send(body)).Json.Text("sca_session_token")!;
        var approved = payer.Member.With("X-Qonto-Sca-Session-Token", token);

        (await approved.Post(Payer.Path, body.ToJsonString())).Status.Should().Be(412, "nobody approved yet");
        await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/allow");
        var foreign = await approved.Post(Payer.Path, other.ToJsonString());
        (await approved.Post(Payer.Path, body.ToJsonString())).Status.Should().Be(200);
        var reused = await approved.Post(Payer.Path, body.ToJsonString());

        (foreign.Status, reused.Status).Should().Be((422, 422));
        reused.Json.Text("errors.message").Should().Be("Not found");
    }

    [Fact]
    [Rule("P09")]
    public async Task A_member_without_second_factor_needs_the_mock()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world, "edmee.passepoil@chimerand.example");
        var body = (await payer.To(payer.Untrusted)).ToJsonString();

        var refused = await payer.Member.Without("X-Qonto-2fa-Preference").Post(Payer.Path, body);

        (refused.Status, refused.Json.Text("code")).Should().Be((428, "sca_not_enrolled"));
        (await payer.Member.Post(Payer.Path, body)).Json.Text("code").Should().Be("sca_required");
    }

    [Fact]
    [Rule("P03")]
    [Rule("P05")]
    public async Task One_key_sent_32_times_at_once_makes_one_transfer()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        for (var round = 0; round < 5; round++)
        {
            var body = (await payer.To(payer.Trusted, "1.00", $"once {round}")).ToJsonString();
            var keyed = payer.Member.With("X-Qonto-Idempotency-Key", $"round {round}");

            var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => keyed.Post(Payer.Path, body)));

            var made = replies.Where(reply => reply.Status == 200).ToArray();
            made.Select(reply => reply.Text).Distinct(StringComparer.Ordinal).Should().ContainSingle();
            replies.Except(made).Select(reply => reply.Status).Should().BeSubsetOf([409]);
            (await world.Organization.All(Payer.Path, "transfers")).Count(transfer => transfer.Text("reference") == $"once {round}").Should().Be(1);
        }
    }

    [Fact]
    [Rule("P04")]
    public async Task A_missing_key_is_refused_under_its_switch_only()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = await payer.To(payer.Trusted);
        (await payer.Send(body)).Status.Should().Be(200);
        await world.Switch("""{"strict-idempotency":true}""");

        (await payer.Send(body)).Code.Should().Be("missing_idempotency_key");
        (await payer.Send(await payer.Bulk(payer.Trusted), Payer.BulkPath)).Code.Should().Be("missing_idempotency_key");
        (await payer.Member.Post("/v2/internal_transfers", "{}")).Code.Should().Be("missing_idempotency_key");
    }

    [Fact]
    [Rule("P91", "P92", "P47")]
    public async Task Attachments_make_large_amounts_possible_and_go_over_to_the_transaction()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        await world.Control.Post("/_emulator/simulate/incoming_transfer", """{"amount":"100000.00"}""");
        var (body, paper) = (await payer.To(payer.Untrusted, "30000.01"), await payer.Upload());
        (await payer.Send(body)).Code.Should().Be("missing_attachment");

        var transfer = await payer.Paid(Payer.With(body, "transfer.attachment_ids", new JsonArray(paper, paper)));
        await world.Advance("PT5S");

        (await payer.Transaction(transfer)).Items("attachment_ids").Select(id => id.GetString()).Should().Equal(paper);
        (await payer.Pay(await payer.To(payer.Untrusted, "30000.00"))).Status.Should().Be(200, "only above 30,000 a paper is asked for");
    }

    [Theory]
    [Rule("P33")]
    [InlineData("FR7616958000014849440866435")]
    [InlineData("FR7610002006000000141790000")]
    public async Task The_sandboxs_own_test_payee_can_be_paid_though_one_of_its_ibans_has_wrong_check_digits(string iban)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);

        (await payer.Pay(await payer.Inline(iban, "Default Match Person"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_extra_currency_is_tolerated_and_a_note_kept()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = Payer.With(await payer.To(payer.Trusted), "transfer.currency", "EUR");

        var transfer = await payer.Paid(Payer.With(body, "transfer.note", "pour l'atelier"));

        transfer.Text("note").Should().Be("pour l'atelier");
    }
}
