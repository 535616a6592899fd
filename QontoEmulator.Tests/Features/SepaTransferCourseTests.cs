using System.Globalization;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>What becomes of a transfer as the clock moves.</summary>
public sealed class SepaTransferCourseTests(EmulatorServer server)
{
    [Fact]
    [Rule("P37", "P38", "P39", "P40", "P41", "P42", "P43")]
    [Rule("P49")]
    public async Task An_instant_transfer_holds_the_money_after_a_second_and_settles_after_three()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var (balance, authorized) = await payer.Balances();

        var transfer = await payer.Paid(await payer.To(payer.Trusted));
        (await payer.Balances()).Should().Be((balance, authorized), "a pending transfer is recorded only");

        await world.Advance("PT1S");
        var processing = await payer.Show(transfer);
        (processing.Text("status"), processing.Text("processed_at"), processing.IsNull("completed_at")).Should().Be(("processing", "2026-12-01T10:00:01.000Z", true));
        (await payer.Balances()).Should().Be((balance, authorized - 14_990));
        var pending = await payer.Transaction(transfer);
        (pending.Text("status"), pending.Text("side"), pending.Text("operation_type"), pending.Text("subject_type")).Should().Be(("pending", "debit", "transfer", "Transfer"));
        (pending.Text("label"), pending.Text("reference"), pending.At("amount_cents").GetInt64()).Should().Be((payer.Trusted.Text("name"), "INV-2201", 14_990));
        pending.Text("transfer.counterparty_account_number").Should().Be(payer.Trusted.Text("iban"));
        pending.Text("initiator_id").Should().Be(transfer.Text("initiator_id"));
        pending.IsNull("settled_at").Should().BeTrue();

        await world.Advance("PT2S");
        var settled = await payer.Show(transfer);
        (settled.Text("status"), settled.Text("completed_at"), settled.IsNull("declined_reason")).Should().Be(("settled", "2026-12-01T10:00:03.000Z", true));
        (await payer.Balances()).Should().Be((balance - 14_990, authorized - 14_990));
        var completed = await payer.Transaction(transfer);
        (completed.Text("status"), completed.Text("settled_at"), completed.At("settled_balance_cents").GetInt64()).Should()
            .Be(("completed", "2026-12-01T10:00:03.000Z", balance - 14_990));
        (await world.Transactions(payer.Account, "")).Ids().First().Should().Be(completed.Text("id"), "it stands first in the list");
    }

    [Fact]
    [Rule("P56")]
    public async Task Its_transaction_tells_webhooks_of_every_step()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();

        var transfer = await payer.Paid(await payer.To(payer.Trusted));
        await world.Advance("PT10S");

        var told = (await world.Control.Get("/_emulator/events?type=v1/transactions")).Json.Items("events");
        told.Select(happened => (happened.Text("data.event"), happened.Text("data.status"))).Should().Equal(("created", "pending"), ("updated", "completed"));
        told.Should().OnlyContain(happened => happened.Text("data.reference") == "INV-2201");
        var schema = ContractFacts.Documents.Schema("cards-webhooks.yaml#/components/schemas/TransactionEventData", "cards-webhooks");
        foreach (var happened in told)
            SchemaChecker.Check(happened.At("data"), schema, true).Should().BeEmpty();
    }

    [Theory]
    [Rule("P49")]
    [InlineData(false, "5000.00", true)]
    [InlineData(false, "5000.01", false)]
    [InlineData(true, "10000.00", true)]
    [InlineData(true, "10000.01", false)]
    public async Task Above_a_limit_a_transfer_is_silently_standard(bool trusted, string amount, bool instant)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();

        var transfer = await payer.Paid(await payer.To(trusted ? payer.Trusted : payer.Untrusted, amount));
        await world.Advance("PT1H");

        (await payer.Show(transfer)).Text("status").Should().Be(instant ? "settled" : "processing");
        await world.Advance("PT20H59M59S");
        (await payer.Show(transfer)).Text("status").Should().Be(instant ? "settled" : "processing");
        await world.Advance("PT1S");
        (await payer.Show(transfer)).Text("status").Should().Be("settled", "Wednesday at 8:00 is the next business day's settlement");
    }

    [Fact]
    [Rule("P49")]
    public async Task What_went_to_a_beneficiary_within_24_hours_counts()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var body = await payer.To(payer.Untrusted, "5000.00");
        for (var count = 0; count < 4; count++)
            await payer.Paid(body);

        var fifth = await payer.Paid(await payer.To(payer.Untrusted, "0.01"));
        var other = await payer.Paid(await payer.To(payer.Trusted, "5000.00"));
        await world.Advance("PT1H");
        (await payer.Show(fifth)).Text("status").Should().Be("processing");
        (await payer.Show(other)).Text("status").Should().Be("settled");
        await world.Advance("PT23H");
        await payer.SignInAgain();
        var nextDay = await payer.Paid(await payer.To(payer.Untrusted, "5000.00"));
        await world.Advance("PT1M");

        (await payer.Show(nextDay)).Text("status").Should().Be("settled", "the first ones are 24 hours old");
    }

    [Fact]
    [Rule("P49")]
    public async Task A_bank_that_instant_payments_do_not_reach_is_paid_the_next_business_day()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();

        var transfer = await payer.Paid(await payer.Inline("CH9300762011623852957"));
        await world.Advance("PT12H");

        (await payer.Show(transfer)).Text("status").Should().Be("processing");
    }

    [Theory]
    [Rule("P44")]
    [InlineData("2026-12-04", "2026-12-04")]
    [InlineData("2026-12-05", "2026-12-07")]
    [InlineData("2026-12-25", "2026-12-28")]
    public async Task A_scheduled_transfer_waits_for_its_day_which_is_a_business_day(string asked, string day)
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();

        var transfer = await payer.Paid(Payer.With(await payer.To(payer.Trusted), "transfer.scheduled_date", asked));
        transfer.Text("scheduled_date").Should().Be(day);
        await payer.Freeze(DateOnly.Parse(day, CultureInfo.InvariantCulture).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T23:59:59Z");
        (await payer.Show(transfer)).Text("status").Should().Be("pending");
        await world.Advance("PT1S");

        (await payer.Show(transfer)).Text("status").Should().Be("processing");
        await world.Advance("PT2S");
        (await payer.Show(transfer)).Text("status").Should().Be("settled");
    }

    [Fact]
    [Rule("P44")]
    public async Task On_a_weekend_an_instant_transfer_goes_today_and_a_standard_one_on_monday()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.Freeze("2026-12-05T10:00:00Z");

        var instant = await payer.Paid(await payer.To(payer.Trusted));
        var standard = await payer.Paid(await payer.To(payer.Trusted, "10000.01"));

        (instant.Text("scheduled_date"), standard.Text("scheduled_date")).Should().Be(("2026-12-05", "2026-12-07"));
        await world.Advance("P1D");
        ((await payer.Show(instant)).Text("status"), (await payer.Show(standard)).Text("status")).Should().Be(("settled", "pending"));
        await world.Advance("P1D");
        (await payer.Show(standard)).Text("status").Should().Be("processing");
        await world.Advance("P1D");
        (await payer.Show(standard)).Text("status").Should().Be("settled");
    }

    [Fact]
    [Rule("A36")]
    public async Task A_clock_set_back_leaves_the_running_balance_in_order()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        await payer.Paid(await payer.To(payer.Trusted, "100.00"));
        await world.Advance("PT1H");
        await payer.Freeze("2026-11-30T10:00:00Z");

        var earlier = await payer.Paid(await payer.To(payer.Trusted, "7.00"));
        await world.Advance("PT10S");

        var rows = await world.Transactions(payer.Account, "sort_by=settled_at:asc");
        var balances = rows.Select(row => row.At("settled_balance_cents").GetInt64()).ToArray();
        var amounts = rows.Select(row => row.At("amount_cents").GetInt64() * (row.Text("side") == "credit" ? 1 : -1)).ToArray();
        balances.Skip(1).Should().Equal(balances.Zip(amounts.Skip(1), (balance, amount) => balance + amount));
        balances[^1].Should().Be((await payer.Balances()).Balance);
        rows.Ids().TakeLast(2).First().Should().Be((await payer.Transaction(earlier)).Text("id"));
    }
}
