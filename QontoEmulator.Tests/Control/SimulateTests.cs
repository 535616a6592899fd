using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Features;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class SimulateTests(EmulatorServer server)
{
    private const string Root = "/_emulator/simulate/";

    [Fact]
    [Rule("A29", "A34", "A37")]
    public async Task Incoming_money_is_there_at_once_and_told()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var before = await payer.Balances();

        var row = (await Simulate(world, "incoming_transfer", """{"amount":"1234.50","from":"Musée du Grillon","reference":"CH-77","iban":"DE81999999990000006328","bic":"ZINVDEFFXXX"}"""));

        (await payer.Balances()).Should().Be((before.Balance + 123_450, before.Authorized + 123_450));
        var shown = (await world.Organization.Get($"/v2/transactions/{row.Text("id")}")).Json.At("transaction");
        (shown.Text("label"), shown.Text("status"), shown.Text("subject_type"), shown.Text("side")).Should().Be(("Musée du Grillon", "completed", "Income", "credit"));
        shown.Text("income.counterparty_account_number").Should().Be("DE81999999990000006328");
        shown.At("settled_balance_cents").GetInt64().Should().Be(before.Balance + 123_450);
        (await world.Organization.Get($"/v2/bank_accounts/{payer.Account}")).Json.Text("bank_account.updated_at").Should().Be(shown.Text("settled_at"));
        var told = (await world.Control.Get("/_emulator/events?type=v1/transactions")).Json.Items("events").Should().ContainSingle().Subject;
        (told.Text("data.event"), told.Text("data.id")).Should().Be(("created", row.Text("id")));
    }

    [Fact]
    [Rule("A33", "A34", "A35")]
    public async Task A_card_payment_holds_money_and_settles_by_itself_after_two_days()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var before = await payer.Balances();

        var row = await Simulate(world, "card_payment", """{"amount":"40.00","merchant":"Café des Deux Rives","local_amount":"43.20","local_currency":"USD"}""");

        (row.Text("status"), row.Text("subject_type"), row.Text("local_currency"), row.At("local_amount_cents").GetInt64()).Should().Be(("pending", "Card", "USD", 4_320));
        foreach (var set in (string[])["card_id", "card_last_digits", "initiator_id"])
            row.IsNull(set).Should().BeFalse(set);
        (await payer.Balances()).Should().Be((before.Balance, before.Authorized - 4_000));
        await world.Advance("P1DT23H");
        (await Status(world, row)).Should().Be("pending");
        await world.Advance("PT1H");
        (await Status(world, row)).Should().Be("completed");
        (await payer.Balances()).Should().Be((before.Balance - 4_000, before.Authorized - 4_000));
    }

    [Fact]
    [Rule("A34")]
    public async Task A_direct_debit_is_declined_when_the_account_cannot_pay_and_by_hand()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var reserve = (await world.Accounts())[1];
        var before = await payer.Balances(reserve.Text("id"));

        var poor = await Simulate(world, "direct_debit", $$"""{"amount":"9000000.00","account":"{{reserve.Text("iban")}}"}""");
        var open = await Simulate(world, "direct_debit", $$"""{"amount":"10.00","account":"{{reserve.Text("id")}}","creditor":"Eaux de la Source-Neuve","mandate":"MNDT-7"}""");
        (open.Text("direct_debit.unique_mandate_reference"), open.Text("label"), open.Text("bank_account_id")).Should().Be(("MNDT-7", "Eaux de la Source-Neuve", reserve.Text("id")));
        (await payer.Balances(reserve.Text("id"))).Authorized.Should().Be(before.Authorized - 1_000);
        var declined = await world.Control.Post($"{Root}transactions/{open.Text("id")}/decline");
        var again = await world.Control.Post($"{Root}transactions/{open.Text("id")}/settle");
        await world.Advance("P1D");

        poor.Text("status").Should().Be("declined");
        declined.Json.Text("transaction.status").Should().Be("declined");
        (again.Status, again.Code).Should().Be((409, "not_pending"));
        (await Status(world, open)).Should().Be("declined", "its settlement finds nothing to do");
        (await payer.Balances(reserve.Text("id"))).Should().Be(before);
    }

    [Theory]
    [Rule("P37", "P55", "P41")]
    [InlineData("pending", "process", null, "processing", "pending")]
    [InlineData("pending", "settle", null, "settled", "completed")]
    [InlineData("pending", "decline", "organisation_compliance_reasons", "declined", null)]
    [InlineData("processing", "settle", null, "settled", "completed")]
    [InlineData("processing", "decline", "beneficiary_iban_invalid", "declined", "declined")]
    public async Task A_transfer_is_moved_by_hand(string from, string act, string? reason, string status, string? transaction)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var transfer = await payer.Paid(await payer.To(payer.Trusted));
        if (from == "processing")
            await world.Advance("PT1S");

        var moved = await world.Control.Post($"{Root}transfers/{transfer.Text("id")}/{act}", reason is null ? null : $$"""{"reason":"{{reason}}"}""");

        (moved.Json.Text("transfer.status"), moved.Json.Text("transfer.declined_reason")).Should().Be((status, reason), moved.Text);
        if (transaction is null)
            moved.Json.IsNull("transfer.transaction_id").Should().BeTrue();
        else
            (await payer.Transaction(transfer)).Text("status").Should().Be(transaction);
    }

    [Theory]
    [InlineData("settle", "settled")]
    [InlineData("decline", "declined")]
    public async Task Moving_the_transaction_of_a_transfer_moves_the_transfer(string act, string status)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var seeded = (await world.Organization.Get($"{Payer.Path}?status[]=processing")).Json.At("transfers.0");

        await world.Control.Post($"{Root}transactions/{seeded.Text("transaction_id")}/{act}");

        (await payer.Show(seeded)).Text("status").Should().Be(status);
    }

    [Fact]
    public async Task What_is_final_or_unknown_cannot_be_moved()
    {
        await using var world = await server.NewWorld();
        var settled = (await world.Organization.Get($"{Payer.Path}?status[]=settled")).Json.Text("transfers.0.id");
        var processing = (await world.Organization.Get($"{Payer.Path}?status[]=processing")).Json.Text("transfers.0.id");

        (await world.Control.Post($"{Root}transfers/{settled}/decline")).Code.Should().Be("not_pending");
        (await world.Control.Post($"{Root}transfers/{processing}/process")).Code.Should().Be("not_pending");
        (await world.Control.Post($"{Root}transfers/{OwnSeed.Id(1)}/settle")).Code.Should().Be("not_found");
        (await world.Control.Post($"{Root}transactions/no-uuid/settle")).Code.Should().Be("not_found");
        (await world.Control.Post($"{Root}transfers/{processing}/decline", """{"reason":"because"}""")).Code.Should().Be("not_in_list");
    }

    [Theory]
    [InlineData("incoming_transfer", "{}", "/amount")]
    [InlineData("incoming_transfer", """{"amount":"1.234"}""", "/amount")]
    [InlineData("card_payment", """{"amount":12}""", "/amount")]
    [InlineData("card_payment", """{"amount":"12","local_amount":"x"}""", "/local_amount")]
    [InlineData("card_payment", """{"amount":"12","local_currency":"dollars"}""", "/local_currency")]
    [InlineData("direct_debit", """{"amount":"12","account":"nobody"}""", "/account")]
    [InlineData("direct_debit", """{"amount":"12","creditorr":"x"}""", "/creditorr")]
    [InlineData("transfers/x/settle", """{"now":true}""", "/now")]
    [InlineData("transfers/x/decline", """{"why":"x"}""", "/why")]
    public async Task A_typing_mistake_is_told_and_books_nothing(string act, string body, string place)
    {
        await using var world = await server.NewWorld();
        var before = (await world.Organization.Get("/v2/bank_accounts")).Text;

        var refused = await world.Control.Post(Root + act, body);

        refused.Status.Should().BeOneOf(400, 422);
        refused.Errors.Select(error => error.Text("source.pointer")).Should().Equal(place);
        (await world.Organization.Get("/v2/bank_accounts")).Text.Should().Be(before);
    }

    [Theory]
    [InlineData("""{"above":"x","approvers":[]}""", "/above")]
    [InlineData("""{"approvers":["apolline.chimerand@chimerand.example"]}""", "/above")]
    [InlineData("""{"above":"5.00","approvers":["nobody@chimerand.example"]}""", "/approvers")]
    [InlineData("""{"over":"5.00"}""", "/over")]
    public async Task A_payment_policy_is_refused_as_a_whole(string body, string place)
    {
        await using var world = await server.NewWorld();
        const string path = "/_emulator/organizations/ateliers-chimerand-2741/payment_policy";
        await world.Control.Put(path, """{"above":"70.00","approvers":["Barnabe.Volauvent@chimerand.example"]}""");

        (await world.Control.Put(path, body)).Errors.Select(error => error.Text("source.pointer")).Should().Equal(place);

        (await world.Control.Get(path)).Text.Should().Be("""{"above":"70.00","approvers":["barnabe.volauvent@chimerand.example"]}""");
        (await world.Control.Put("/_emulator/organizations/nobody/payment_policy", "{}")).Code.Should().Be("not_found");
    }

    private static async Task<JsonElement> Simulate(World world, string act, string body)
    {
        var reply = await world.Control.Post(Root + act, body);
        reply.Status.Should().Be(200, reply.Text);
        return reply.Json.At("transaction");
    }

    private static async Task<string?> Status(World world, JsonElement row) => (await world.Organization.Get($"/v2/transactions/{row.Text("id")}")).Json.Text("transaction.status");
}
