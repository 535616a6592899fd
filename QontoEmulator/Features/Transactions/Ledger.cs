using QontoEmulator.Features.BankAccounts;

namespace QontoEmulator.Features.Transactions;

/// <summary>Keeps balances true to the transactions that make them (A34-A36).</summary>
internal static class Ledger
{
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

    private static string OneOf(Dictionary<string, string> texts, string text)
    {
        if (texts.TryGetValue(text, out var known))
            return known;
        texts.Add(text, text);
        return text;
    }
}
