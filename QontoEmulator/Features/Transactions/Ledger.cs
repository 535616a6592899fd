using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Features.Transactions;

/// <summary>Keeps balances true to the transactions that make them (A34-A36).</summary>
internal static class Ledger
{
    public const string SettleJob = "transactions.settle";

    /// <summary>Signed cents of a transaction: what it adds to the balance once completed.</summary>
    public static long SignedCents(Transaction transaction) => transaction.Side == Side.Credit ? transaction.AmountCents : -transaction.AmountCents;

    /// <summary>Books a whole history: every completed row gets the balance after it, every account its balances.</summary>
    public static (IReadOnlyList<BankAccount> Accounts, IReadOnlyList<Transaction> Transactions) Book(
        IEnumerable<BankAccount> accounts, IEnumerable<Transaction> transactions)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var booked = transactions.ToArray();
        var bySettlement = Enumerable.Range(0, booked.Length).Where(place => booked[place].Status == TransactionStatus.Completed).ToArray();
        Array.Sort(bySettlement, (x, y) => TransactionOrders.BySettlement(booked[x], booked[y]));

        var balances = new Dictionary<Guid, long>();
        foreach (var place in bySettlement)
        {
            var transaction = booked[place];
            var balance = balances.GetValueOrDefault(transaction.BankAccountId) + SignedCents(transaction);
            balances[transaction.BankAccountId] = balance;

            // Counterparties repeat: one string for each name keeps a million rows small.
            booked[place] = transaction with { SettledBalanceCents = balance, Label = OneOf(texts, transaction.Label) };
        }

        var pending = booked.Where(transaction => transaction is { Status: TransactionStatus.Pending, Side: Side.Debit })
            .GroupBy(transaction => transaction.BankAccountId).ToDictionary(account => account.Key, account => account.Sum(transaction => transaction.AmountCents));
        return (
            [.. accounts.Select(account => account with
            {
                BalanceCents = balances.GetValueOrDefault(account.Id),
                AuthorizedBalanceCents = balances.GetValueOrDefault(account.Id) - pending.GetValueOrDefault(account.Id),
            })],
            booked);
    }

    /// <summary>Puts a new row and books it: a pending debit lowers the authorized balance at once, a completed row moves both (A34).</summary>
    public static Transaction Open(Tx tx, Transaction opened) => Book(tx, null, opened);

    /// <summary>Completes a pending row.</summary>
    public static Transaction Settle(Tx tx, Transaction pending) =>
        Book(tx, pending, pending with { Status = TransactionStatus.Completed, SettledAt = tx.Now });

    /// <summary>Completes a row by itself, if nobody settled or declined it before.</summary>
    public static void Settle(Tx tx, Job job)
    {
        if (tx.Find<Transaction>(job.Subject) is { Status: TransactionStatus.Pending } pending)
            Settle(tx, pending);
    }

    /// <summary>Declines a pending row: what it held is free again.</summary>
    public static Transaction Decline(Tx tx, Transaction pending) => Book(tx, pending, pending with { Status = TransactionStatus.Declined });

    private static Transaction Book(Tx tx, Transaction? before, Transaction after)
    {
        var account = tx.Get<BankAccount>(after.BankAccountId);
        var (balance, authorized) = (BookedCents(after) - BookedCents(before), AuthorizedCents(after) - AuthorizedCents(before));
        if (after.Status == TransactionStatus.Completed)
            after = after with { SettledBalanceCents = RunningBalance(tx, after, account.BalanceCents + balance) };
        if ((balance, authorized) != (0, 0))
        {
            // A37.
            tx.Put(account with
            {
                BalanceCents = account.BalanceCents + balance,
                AuthorizedBalanceCents = account.AuthorizedBalanceCents + authorized,
                UpdatedAt = tx.Now,
            });
        }

        return before is null ? TransactionEvents.Add(tx, after) : TransactionEvents.Change(tx, after);
    }

    private static long BookedCents(Transaction? row) => row is { Status: TransactionStatus.Completed } ? SignedCents(row) : 0;

    private static long AuthorizedCents(Transaction? row) =>
        row is { Status: TransactionStatus.Pending, Side: Side.Debit } ? -row.AmountCents : BookedCents(row);

    /// <summary>
    /// The balance right after a row, in the order of settled_at (A36). Rows that stand behind it, because the clock was set back or stands
    /// still, move along.
    /// </summary>
    private static long RunningBalance(Tx tx, Transaction settled, long balance)
    {
        var rows = tx.Table<Transaction>().Ordered(0, TransactionOrders.PartitionOf(settled.BankAccountId, TransactionStatus.Completed));
        for (var place = rows.Count - 1; place >= 0 && TransactionOrders.BySettlement(rows[place].Document, settled) > 0; place--)
        {
            var later = rows[place].Document;
            balance -= SignedCents(later);
            tx.Put(later with { SettledBalanceCents = later.SettledBalanceCents + SignedCents(settled) });
        }

        return balance;
    }

    private static string OneOf(Dictionary<string, string> texts, string text)
    {
        if (texts.TryGetValue(text, out var known))
            return known;
        texts.Add(text, text);
        return text;
    }
}
