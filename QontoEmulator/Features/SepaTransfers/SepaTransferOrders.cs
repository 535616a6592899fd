using QontoEmulator.Storage;

namespace QontoEmulator.Features.SepaTransfers;

/// <summary>The orders that transfers are kept in, so that limits and funds are found without looking through all of them.</summary>
internal static class SepaTransferOrders
{
    public static readonly IReadOnlyList<Order<SepaTransfer>> All =
    [
        new("status", transfer => new(transfer.BankAccountId, (int)transfer.Status), (x, y) => x.Id.CompareTo(y.Id)),
        new("instant_at", transfer => new(transfer.BeneficiaryId, transfer.InstantAt is null ? 0 : 1), (x, y) =>
            Nullable.Compare(x.InstantAt, y.InstantAt) is var order and not 0 ? order : x.Id.CompareTo(y.Id)),
    ];

    /// <summary>What an account has still to pay.</summary>
    public static IEnumerable<SepaTransfer> PendingOf(Snapshot data, Guid accountId) =>
        data.Table<SepaTransfer>().Ordered(0, new(accountId, (int)TransferStatus.Pending)).Select(row => row.Document);

    /// <summary>Instant transfers to a beneficiary, the newest first.</summary>
    public static IEnumerable<SepaTransfer> InstantTo(Snapshot data, Guid beneficiaryId) =>
        data.Table<SepaTransfer>().Ordered(1, new(beneficiaryId, 1)).Reverse().Select(row => row.Document);
}
