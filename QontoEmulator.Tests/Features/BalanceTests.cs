using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Balances agree with the transactions that made them.</summary>
public sealed class BalanceTests(EmulatorServer server)
{
    [Fact]
    [Rule("A34", "A36")]
    public async Task A_balance_is_the_signed_sum_of_what_was_completed()
    {
        await using var world = await server.NewWorld();

        var accounts = await AccountsWithRows(world);

        accounts.Should().Contain(account => account.Rows.Any(row => row.Text("status") == "pending"));
        accounts.Should().Contain(account => account.Rows.Any(row => row.Text("status") == "declined"));
        foreach (var (account, rows) in accounts)
            account.At("balance_cents").GetInt64().Should().Be(rows.Where(row => row.Text("status") == "completed").Sum(Signed));
    }

    [Fact]
    [Rule("A36")]
    public async Task Every_settled_balance_goes_on_from_the_one_before()
    {
        await using var world = await server.NewWorld();

        foreach (var (account, _) in await AccountsWithRows(world))
        {
            var balance = 0L;
            foreach (var row in await world.Transactions(account.Text("id")!, "sort_by=settled_at:asc", perPage: 70))
            {
                balance += Signed(row);
                row.At("settled_balance_cents").GetInt64().Should().Be(balance, row.ToString());
            }

            account.At("balance_cents").GetInt64().Should().Be(balance);
        }
    }

    [Fact]
    [Rule("A36")]
    public async Task The_newest_row_of_the_default_list_shows_the_balance()
    {
        await using var world = await server.NewWorld();
        var account = (await world.Organization.Get("/v2/bank_accounts")).Json.At("bank_accounts.0");

        var newest = (await world.Organization.Get($"/v2/transactions?bank_account_id={account.Text("id")}&per_page=1")).Json.At("transactions.0");

        newest.At("settled_balance_cents").GetInt64().Should().Be(account.At("balance_cents").GetInt64());
    }

    [Fact]
    [Rule("A34", "A35")]
    public async Task The_authorized_balance_is_less_by_pending_debits_alone()
    {
        await using var world = await server.NewWorld();

        var accounts = await AccountsWithRows(world);

        var pending = accounts.SelectMany(account => account.Rows).Where(row => row.Text("status") == "pending").ToArray();
        pending.Select(row => row.Text("side")).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("credit", "debit");
        foreach (var (account, rows) in accounts)
        {
            var held = rows.Where(row => row.Text("status") == "pending" && row.Text("side") == "debit").Sum(row => row.At("amount_cents").GetInt64());
            account.At("authorized_balance_cents").GetInt64().Should().Be(account.At("balance_cents").GetInt64() - held);
        }
    }

    [Fact]
    [Rule("A34", "A35", "A38")]
    public async Task An_overdrawn_account_says_so_in_both_forms()
    {
        const string? never = null;
        using var seed = new OwnSeed()
            .Transaction(1, new { side = "debit", amount_cents = 5 })
            .Transaction(2, new { side = "debit", amount_cents = 100_005, status = "pending", settled_at = never })
            .Transaction(3, new { side = "debit", amount_cents = 77_777, status = "declined", settled_at = never })
            .Transaction(4, new { amount_cents = 33_333, status = "pending", settled_at = never });
        await using var world = await server.NewWorld(seed.Write());

        var text = (await world.Organization.Get($"/v2/bank_accounts/{OwnSeed.Account}")).Json.At("bank_account");
        var number = (await world.Organization.Get("/v2/organization")).Json.At("organization.bank_accounts.0");

        (text.Text("balance"), text.Text("authorized_balance")).Should().Be(("-0.05", "-1000.10"));
        (number.At("balance").GetRawText(), number.At("authorized_balance").GetRawText()).Should().Be(("-0.05", "-1000.1"));
        (number.At("balance_cents").GetInt64(), text.At("authorized_balance_cents").GetInt64()).Should().Be((-5, -100_010));
    }

    [Fact]
    [Rule("A36", "A11")]
    public async Task Settled_balances_follow_settlement_and_not_creation()
    {
        using var seed = new OwnSeed()
            .Transaction(1, new { amount_cents = 700, settled_at = "2026-10-07T09:00:00.000Z" })
            .Transaction(2, new { amount_cents = 20, settled_at = "2026-10-06T09:00:00.000Z" })
            .Transaction(3, new { amount_cents = 1, settled_at = "2026-10-06T09:00:00.000Z", emitted_at = "2026-10-04T09:00:00.000Z" });
        await using var world = await server.NewWorld(seed.Write());

        var rows = await world.Transactions(OwnSeed.Account, query: "");

        rows.Ids().Should().Equal(OwnSeed.Id(1), OwnSeed.Id(2), OwnSeed.Id(3));
        rows.Select(row => row.At("settled_balance_cents").GetInt64()).Should().Equal(721, 21, 1);
    }

    [Fact]
    [Rule("A37")]
    public async Task The_latest_settlement_dates_an_open_account()
    {
        await using var world = await server.NewWorld();

        foreach (var (account, rows) in await AccountsWithRows(world))
        {
            var settled = rows.Where(row => !row.IsNull("settled_at")).Max(row => row.At("settled_at").GetDateTimeOffset());
            var gap = account.At("updated_at").GetDateTimeOffset() - settled;
            gap.Should().BeGreaterThan(TimeSpan.Zero);
            if (account.Text("status") == "active")
                gap.Should().BeLessThan(TimeSpan.FromSeconds(1));
        }
    }

    private static async Task<IReadOnlyList<(JsonElement Account, IReadOnlyList<JsonElement> Rows)>> AccountsWithRows(World world)
    {
        var accounts = new List<(JsonElement, IReadOnlyList<JsonElement>)>();
        foreach (var account in await world.Accounts())
            accounts.Add((account, await world.Transactions(account.Text("id")!)));
        return accounts;
    }

    private static long Signed(JsonElement row) => row.At("amount_cents").GetInt64() * (row.Text("side") == "credit" ? 1 : -1);
}
