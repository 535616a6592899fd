using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>What holds of fees, incomes, transfers and card payments.</summary>
public sealed class TransactionKindTests(EmulatorServer server)
{
    [Fact]
    [Rule("A28")]
    public async Task A_fee_of_Qonto_is_a_debit_with_vat_and_an_invoice()
    {
        await using var world = await server.NewWorld();

        var fees = (await world.EveryTransaction()).Where(row => row.Text("subject_type") == "BillingTransfer").ToArray();

        fees.Should().NotBeEmpty().And.OnlyContain(row =>
            row.Text("side") == "debit" && row.Text("operation_type") == "qonto_fee" && row.Text("label") == "Qonto" && row.Text("category") == "subscription"
            && row.IsNull("initiator_id") && row.At("vat_rate").GetDecimal() == 20 && row.At("vat_amount").GetDecimal() > 0
            && row.Text("logo.small") != null && row.Text("reference")!.Length > 0);
    }

    [Fact]
    [Rule("A29")]
    public async Task An_incoming_payment_settles_within_seconds()
    {
        await using var world = await server.NewWorld();

        var incomes = (await world.EveryTransaction()).Where(row => row.Text("subject_type") == "Income").ToArray();

        incomes.Should().NotBeEmpty().And.OnlyContain(row =>
            row.Text("side") == "credit" && row.Text("operation_type") == "income" && row.Text("category") == "other_income" && row.IsNull("initiator_id"));
        var waits = incomes.Where(row => !row.IsNull("settled_at")).Select(Wait).ToArray();
        waits.Should().OnlyContain(wait => wait >= TimeSpan.Zero && wait < TimeSpan.FromMinutes(1));
        waits.Should().Contain(TimeSpan.Zero).And.Contain(wait => wait > TimeSpan.Zero);
    }

    [Fact]
    [Rule("A30")]
    public async Task An_outgoing_transfer_has_an_initiator_and_is_instant_or_takes_hours()
    {
        await using var world = await server.NewWorld();
        var members = (await world.Organization.All("/v2/memberships", "memberships")).Ids().ToArray();

        // What leaves another bank was not started here.
        var rows = (await world.EveryTransaction()).Where(row => !row.At("is_external_transaction").GetBoolean());

        var transfers = rows.Where(row => row.Text("subject_type") == "Transfer").ToArray();
        transfers.Should().NotBeEmpty().And.OnlyContain(row => row.At("attachment_required").GetBoolean() && !row.At("attachment_lost").GetBoolean());
        transfers.Select(row => row.Text("initiator_id")).Distinct(StringComparer.Ordinal).Should().BeSubsetOf(members);
        var waits = transfers.Where(row => row.Text("status") == "completed").Select(Wait).ToArray();
        var instant = waits.Where(wait => wait < TimeSpan.FromMinutes(1)).ToArray();
        instant.Should().NotBeEmpty().And.OnlyContain(wait => wait > TimeSpan.FromSeconds(1) && wait < TimeSpan.FromSeconds(6));
        waits.Except(instant).Should().NotBeEmpty().And.OnlyContain(wait => wait >= TimeSpan.FromHours(1) && wait < TimeSpan.FromDays(4));
        transfers.Should().OnlyContain(row => Between(row, "emitted_at", "created_at").Duration() < TimeSpan.FromMinutes(1));
    }

    [Fact]
    [Rule("A33")]
    public async Task A_card_payment_names_card_and_holder_and_the_foreign_amount()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction();

        var cards = rows.Where(row => row.Text("operation_type") == "card").ToArray();
        cards.Should().NotBeEmpty().And.OnlyContain(row => !row.IsNull("card_id") && row.Text("card_last_digits")!.Length == 4 && !row.IsNull("initiator_id"));
        rows.Where(row => row.Text("operation_type") != "card").Should().OnlyContain(row => row.IsNull("card_id") && row.IsNull("card_last_digits"));
        var foreign = cards.Where(row => row.Text("local_currency") != row.Text("currency")).ToArray();
        foreign.Should().Contain(row => row.At("local_amount").GetDecimal() != row.At("amount").GetDecimal());
        var domestic = rows.Where(row => row.Text("local_currency") == row.Text("currency"));
        domestic.Should().OnlyContain(row => row.At("local_amount").GetDecimal() == row.At("amount").GetDecimal());
        cards.SelectMany(row => row.EnumerateObject()).Where(property => property.Value.ValueKind == JsonValueKind.Object).Select(property => property.Name)
            .Distinct(StringComparer.Ordinal).Should().BeSubsetOf(["logo", "cashflow_category", "cashflow_subcategory"]);
    }

    [Fact]
    public async Task Nothing_was_changed_before_it_was_made_and_some_rows_were_changed_months_later()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction();

        rows.Should().OnlyContain(row => string.CompareOrdinal(row.Text("updated_at"), row.Text("created_at")) >= 0
            && string.CompareOrdinal(row.Text("updated_at"), row.Text("settled_at")) >= 0);
        rows.Where(row => !row.IsNull("settled_at")).Should().Contain(row => Between(row, "settled_at", "updated_at") > TimeSpan.FromDays(31));
    }

    private static TimeSpan Wait(JsonElement row) => Between(row, "emitted_at", "settled_at");

    private static TimeSpan Between(JsonElement row, string from, string to) => row.At(to).GetDateTimeOffset() - row.At(from).GetDateTimeOffset();
}
