using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

/// <summary>The orders that transactions are kept in: one per sort property, each per account and status.</summary>
internal static class TransactionOrders
{
    /// <summary>Place of the order by emitted_at.</summary>
    public const int ByEmission = 1;

    /// <summary>The time that each order goes by. Rows without settled_at count as the latest: first in desc, last in asc (A11).</summary>
    public static readonly IReadOnlyList<Func<Transaction, DateTimeOffset>> Times =
    [
        transaction => transaction.SettledAt ?? DateTimeOffset.MaxValue,
        transaction => transaction.EmittedAt,
        transaction => transaction.UpdatedAt,
        transaction => transaction.CreatedAt,
    ];

    public static readonly IReadOnlyList<Order<Transaction>> All =
    [
        By("settled_at", Times[0]),
        By("emitted_at", Times[1]),
        By("updated_at", Times[2]),
        By("created_at", Times[3]),
    ];

    public static Partition PartitionOf(Guid bankAccountId, TransactionStatus status) => new(bankAccountId, (int)status);

    /// <summary>The order that the running balance follows.</summary>
    public static int BySettlement(Transaction x, Transaction y) => Compare(x, y, Times[0]);

    private static Order<Transaction> By(string name, Func<Transaction, DateTimeOffset> time) => new(
        name,
        transaction => PartitionOf(transaction.BankAccountId, transaction.Status),
        (x, y) => Compare(x, y, time));

    // Ties go by emitted_at, then id (A11).
    private static int Compare(Transaction x, Transaction y, Func<Transaction, DateTimeOffset> time)
    {
        var order = time(x).CompareTo(time(y));
        if (order == 0)
            order = x.EmittedAt.CompareTo(y.EmittedAt);
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }
}
