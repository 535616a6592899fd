using System.Text.Json.Nodes;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>How a transfer ends other than settled, and the proof of one that did.</summary>
public sealed class SepaTransferEndTests(EmulatorServer server)
{
    [Fact]
    [Rule("P45")]
    public async Task A_scheduled_transfer_that_lacks_funds_on_its_day_is_declined()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var body = Payer.With(await payer.To(payer.Trusted, "99999999.00"), "transfer.scheduled_date", "2026-12-03");
        Payer.With(body, "transfer.attachment_ids", new JsonArray(await payer.Upload()));

        var transfer = await payer.Paid(body);
        var before = await payer.Balances();
        await world.Advance("P3D");

        var declined = await payer.Show(transfer);
        (declined.Text("status"), declined.Text("declined_reason"), declined.IsNull("transaction_id")).Should().Be(("declined", "debit_account_insufficient_funds", true));
        declined.IsNull("completed_at").Should().BeFalse();
        (await payer.Balances()).Should().Be(before);
    }

    [Fact]
    [Rule("P14")]
    public async Task A_transfer_to_a_declined_beneficiary_is_declined()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();

        var transfer = await payer.Paid(await payer.To(payer.With("declined")));
        await world.Advance("PT1S");

        (await payer.Show(transfer)).Text("declined_reason").Should().Be("beneficiary_status");
    }

    [Theory]
    [Rule("P55", "P41", "P40")]
    [InlineData("beneficiary_bic_invalid")]
    [InlineData("beneficiary_iban_invalid")]
    [InlineData("beneficiary_status")]
    [InlineData("beneficiary_network_rules_error")]
    [InlineData("organisation_compliance_reasons")]
    [InlineData("debit_account_insufficient_funds")]
    [InlineData("qonto_processing_failed")]
    public async Task A_reference_brings_about_each_reason_and_the_money_comes_back(string reason)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var before = await payer.Balances();

        var transfer = await payer.Paid(await payer.To(payer.Trusted, reference: $"decline:{reason}"));
        await world.Advance("PT1S");
        (await payer.Balances()).Authorized.Should().Be(before.Authorized - 14_990);
        await world.Advance("PT2S");

        var declined = await payer.Show(transfer);
        (declined.Text("status"), declined.Text("declined_reason"), declined.Text("completed_at")).Should().Be(("declined", reason, "2026-12-01T10:00:03.000Z"));
        (await payer.Transaction(transfer)).Text("status").Should().Be("declined");
        (await payer.Balances()).Should().Be(before);
    }

    [Fact]
    [Rule("Q23")]
    public async Task While_the_switch_is_off_a_transfer_of_today_stays_pending()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        await world.Switch("""{"transfers-leave-pending-fast":false}""");

        var transfer = await payer.Paid(await payer.To(payer.Trusted));
        await world.Advance("P1D");
        (await payer.Show(transfer)).Text("status").Should().Be("pending");

        (await world.Control.Post($"/_emulator/simulate/transfers/{transfer.Text("id")}/process")).Json.Text("transfer.status").Should().Be("processing");
    }

    [Fact]
    [Rule("P51", "P43", "P38")]
    public async Task Only_a_pending_transfer_can_be_canceled()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var before = await payer.Balances();
        var scheduled = await payer.Paid(Payer.With(await payer.To(payer.Trusted), "transfer.scheduled_date", "2026-12-10"));
        var today = await payer.Paid(await payer.To(payer.Trusted, "1.00"));
        await world.Advance("PT1S");

        var canceled = await payer.Member.Post($"{Payer.Path}/{scheduled.Text("id")}/cancel");
        var again = await payer.Member.Post($"{Payer.Path}/{scheduled.Text("id")}/cancel");
        var late = await payer.Member.Post($"{Payer.Path}/{today.Text("id")}/cancel");
        await world.Advance("P10D");
        await payer.SignInAgain();

        (canceled.Status, canceled.Bytes).Should().BeEquivalentTo((204, Array.Empty<byte>()));
        ((again.Status, again.Code), (late.Status, late.Code)).Should().Be(((400, "cannot_cancel"), (400, "cannot_cancel")));
        (await payer.Show(scheduled)).Text("status").Should().Be("canceled");
        (await payer.Balances()).Balance.Should().Be(before.Balance - 100);
        (await payer.Member.Post($"{Payer.Path}/018f3e4d-0000-7000-8000-000000000001/cancel")).Code.Should().Be("not_found");
    }

    [Fact]
    [Rule("P52", "Q14")]
    public async Task A_settled_transfer_has_a_proof_by_post_and_by_get_under_its_switch()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var path = $"{Payer.Path}/{(await payer.Paid(await payer.To(payer.Trusted))).Text("id")}";

        var early = await payer.Member.Post(path + "/download_proof");
        await world.Advance("PT3S");
        var proof = await payer.Member.Post(path + "/download_proof");
        var hidden = await payer.Member.Get(path + "/proof");
        await world.Switch("""{"proof-get-route":true}""");
        var shown = await payer.Member.Get(path + "/proof");

        (early.Status, early.Code).Should().Be((400, "bad_request"));
        (proof.Status, proof.Header("Content-Type")).Should().Be((200, "application/pdf"));
        proof.Text.Should().StartWith("%PDF-");
        (hidden.Status, hidden.Code).Should().Be((404, "not_found"));
        shown.Bytes.Should().Equal(proof.Bytes);
        (await payer.Member.Post($"{Payer.Path}/018f3e4d-0000-7000-8000-000000000001/download_proof")).Code.Should().Be("not_found");
    }
}
