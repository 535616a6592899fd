using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

/// <summary>The orders that transactions are kept in: one per sort property, each per account and status.</summary>
internal static class TransactionOrders
{
    public static readonly IReadOnlyList<Order<Transaction>> All =
    [
        // Rows without settled_at count as the latest: first in desc, last in asc; ties go by emitted_at, then id (A11).
        By("settled_at", transaction => transaction.SettledAt ?? DateTimeOffset.MaxValue),
        By("emitted_at", transaction => transaction.EmittedAt),
        By("updated_at", transaction => transaction.UpdatedAt),
        By("created_at", transaction => transaction.CreatedAt),
    ];

    public static Partition PartitionOf(Guid bankAccountId, TransactionStatus status) => new(bankAccountId, (int)status);

    private static Order<Transaction> By(string name, Func<Transaction, DateTimeOffset> time) => new(
        name,
        transaction => PartitionOf(transaction.BankAccountId, transaction.Status),
        (x, y) =>
        {
            var order = time(x).CompareTo(time(y));
            if (order == 0)
                order = x.EmittedAt.CompareTo(y.EmittedAt);
            return order != 0 ? order : x.Id.CompareTo(y.Id);
        });
}
