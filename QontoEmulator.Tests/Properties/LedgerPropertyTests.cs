using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Features;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Properties;

/// <summary>What must hold of accounts and transfers whatever happens to them, in whatever order.</summary>
public sealed class LedgerPropertyTests(EmulatorServer server)
{
    private const int CommandsPerRun = 50;

    /// <summary>LEDGER_RUNS=200 makes 10,000 commands of it, which take some minutes.</summary>
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("LEDGER_RUNS"), System.Globalization.CultureInfo.InvariantCulture, out var runs) ? runs : 15;

    /// <summary>Something that happens; the number chooses whom it happens to.</summary>
    public enum Act
    {
        Transfer,
        Scheduled,
        Bulk,
        Internal,
        Incoming,
        Card,
        DirectDebit,
        Settle,
        Decline,
        SettleTransaction,
        DeclineTransaction,
        Cancel,
        Seconds,
        Days,
        Back,
    }

    [Fact]
    [Rule("A34", "A35", "A36", "P37", "P39", "P40", "P41")]
    public void Balances_are_the_sum_of_their_transactions_and_transfers_only_move_forward()
    {
        var commands = Gen.Two(Gen.Choose(0, 1_000)).Select(numbers => ((Act)(numbers.Item1 % Enum.GetValues<Act>().Length), numbers.Item2)).ListOf(CommandsPerRun);
        var cancellation = TestContext.Current.CancellationToken;
        Prop.ForAll(commands.ToArbitrary(), list => Task.Run(() => Run([.. list]), cancellation).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));
    }

    private async Task Run(IReadOnlyList<(Act Act, int Number)> commands)
    {
        await using var world = await server.NewWorld();
        var course = await Course.In(world);
        foreach (var (act, number) in commands)
        {
            await course.Do(act, number);
            await course.Watch();
        }

        foreach (var account in await world.Accounts())
            await DemandSums(world, account);
    }

    // R7, A35, A36.
    private static async Task DemandSums(World world, JsonElement account)
    {
        var rows = await world.Transactions(account.Text("id")!, Reading.AllStatuses + "&sort_by=settled_at:asc");
        var balance = 0L;
        foreach (var row in rows.Where(row => row.Text("status") == "completed"))
        {
            balance += row.At("amount_cents").GetInt64() * (row.Text("side") == "credit" ? 1 : -1);
            row.At("settled_balance_cents").GetInt64().Should().Be(balance, "the running balance follows settled_at");
        }

        var held = rows.Where(row => row.Text("status") == "pending" && row.Text("side") == "debit").Sum(row => row.At("amount_cents").GetInt64());
        account.At("balance_cents").GetInt64().Should().Be(balance);
        account.At("authorized_balance_cents").GetInt64().Should().Be(balance - held);
    }

    /// <summary>A world with its payer, and the states that its transfers were last seen in.</summary>
    private sealed class Course(World world, Payer payer, IReadOnlyList<JsonElement> accounts)
    {
        private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);

        public static async Task<Course> In(World world)
        {
            var payer = await Payer.In(world);
            await payer.FreezeOnTuesday();
            var course = new Course(world, payer, await world.Accounts());
            await course.Watch();
            return course;
        }

        public async Task Do(Act act, int number)
        {
            var amount = $"{1 + (number * 37 % 20_000)}.{number % 100:00}";
            var account = accounts[number % 2].Text("id");
            switch (act)
            {
                case Act.Transfer or Act.Scheduled:
                    var body = await payer.To(payer.Trusted, amount, number % 7 == 0 ? "decline:qonto_processing_failed" : "x");
                    Payer.With(body, "transfer.bank_account_id", account);
                    if (act == Act.Scheduled)
                        Payer.With(body, "transfer.scheduled_date", (await Now()).AddDays(number % 9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                    (await payer.Send(body)).Status.Should().BeOneOf(200, 400);
                    break;
                case Act.Bulk:
                    (await payer.Send(await payer.Bulk(payer.Trusted, payer.Trusted), Payer.BulkPath)).Status.Should().Be(200);
                    break;
                case Act.Internal:
                    var transfer = new JsonObject
                    {
                        ["debit_iban"] = accounts[number % 2].Text("iban"),
                        ["credit_iban"] = accounts[(number + 1) % 2].Text("iban"),
                        ["amount"] = amount,
                        ["currency"] = "EUR",
                        ["reference"] = "x",
                    };
                    (await world.Organization.Post("/v2/internal_transfers", new JsonObject { ["internal_transfer"] = transfer }.ToJsonString())).Status.Should().BeOneOf(200, 400);
                    break;
                case Act.Incoming or Act.Card or Act.DirectDebit:
                    var path = act switch { Act.Incoming => "incoming_transfer", Act.Card => "card_payment", _ => "direct_debit" };
                    (await world.Control.Post($"/_emulator/simulate/{path}", $$"""{"amount":"{{amount}}","account":"{{account}}"}""")).Status.Should().Be(200);
                    break;
                case Act.Settle or Act.Decline:
                    await Move($"/_emulator/simulate/transfers/{Any(seen.Keys, number)}", act == Act.Settle ? "settle" : "decline");
                    break;
                case Act.SettleTransaction or Act.DeclineTransaction:
                    var pending = (await world.Organization.Get($"/v2/transactions?bank_account_id={account}&status[]=pending")).Json.Items("transactions").Ids().ToArray();
                    if (pending is not [])
                        await Move($"/_emulator/simulate/transactions/{Any(pending, number)}", act == Act.SettleTransaction ? "settle" : "decline");
                    break;
                case Act.Cancel:
                    (await payer.Member.Post($"{Payer.Path}/{Any(seen.Keys, number)}/cancel")).Status.Should().BeOneOf(204, 400);
                    break;
                case Act.Seconds:
                    await world.Advance($"PT{1 + (number % 4)}S");
                    break;
                case Act.Days:
                    await world.Advance($"PT{1 + (number % 60)}H");
                    await payer.SignInAgain();
                    break;
                case Act.Back:
                    await payer.Freeze($"{(await Now()).AddHours(-(number % 30)):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}");
                    break;
            }
        }

        /// <summary>Every transfer stands where it stood, or further on a path of P37; what it shows goes with where it stands.</summary>
        public async Task Watch()
        {
            foreach (var transfer in await world.Organization.All(Payer.Path, "transfers"))
            {
                var (id, status) = (transfer.Text("id")!, transfer.Text("status")!);
                if (seen.TryGetValue(id, out var before) && before != status)
                    (before is "pending" || (before is "processing" && status is "settled" or "declined")).Should().BeTrue($"{before} does not become {status}");
                seen[id] = status;
                transfer.IsNull("declined_reason").Should().Be(status != "declined");
                transfer.IsNull("completed_at").Should().Be(status is not ("settled" or "declined"));
                if (status is "pending" or "canceled")
                    (transfer.IsNull("transaction_id"), transfer.IsNull("processed_at")).Should().Be((true, true));
                if (status is "processing" or "settled")
                    (transfer.IsNull("transaction_id"), transfer.IsNull("processed_at")).Should().Be((false, false));
            }
        }

        private async Task Move(string path, string how) => (await world.Control.Post($"{path}/{how}")).Status.Should().BeOneOf(200, 409);

        private async Task<DateTimeOffset> Now() => (await world.Control.Get("/_emulator/clock")).Json.At("now").GetDateTimeOffset();

        private static string Any(IEnumerable<string> ids, int number)
        {
            // The newest are the ones that something still happens to.
            var last = ids.TakeLast(12).ToArray();
            return last[number % last.Length];
        }
    }
}
