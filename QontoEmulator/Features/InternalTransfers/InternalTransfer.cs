using System.Text.Json.Serialization;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.InternalTransfers;

/// <summary>Money moved between two accounts of the organization.</summary>
internal sealed record InternalTransfer : Document, IOwned
{
    public static readonly IReadOnlyList<Order<InternalTransfer>> ByNumber =
        [new("number", transfer => new(transfer.OrganizationId, 0), (x, y) => x.Number.CompareTo(y.Number) is var order and not 0 ? order : x.Id.CompareTo(y.Id))];

    public required Guid OrganizationId { get; init; }

    /// <summary>Counts the organization's internal transfers; part of the slug.</summary>
    public required int Number { get; init; }

    public required long AmountCents { get; init; }

    public required string Reference { get; init; }

    public required Guid DebitTransactionId { get; init; }

    public required Guid CreditTransactionId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Settles at once: a row on each account, of the same moment (P65).</summary>
    public static InternalTransfer Make(Tx tx, BankAccount from, BankAccount to, long cents, string reference, Guid? initiatorId)
    {
        var transfer = new InternalTransfer
        {
            Id = tx.NewId(),
            OrganizationId = from.OrganizationId,
            Number = tx.Table<InternalTransfer>().Ordered(0, new(from.OrganizationId, 0)).Count + 1,
            AmountCents = cents,
            Reference = reference,
            DebitTransactionId = Ledger.Open(tx, Leg(from, to, Side.Debit) with { InitiatorId = initiatorId }).Id,
            CreditTransactionId = Ledger.Open(tx, Leg(to, from, Side.Credit)).Id,
            CreatedAt = tx.Now,
        };
        tx.Put(transfer);
        return transfer;

        Transaction Leg(BankAccount account, BankAccount other, Side side) => new()
        {
            Id = tx.NewId(),
            OrganizationId = account.OrganizationId,
            BankAccountId = account.Id,
            Side = side,
            OperationType = side == Side.Debit ? OperationType.Transfer : OperationType.Income,
            SubjectType = SubjectType.WalletToWallet,
            Status = TransactionStatus.Completed,
            AmountCents = cents,
            Label = other.Name,
            Reference = reference,
            Category = LegacyCategory.TreasuryAndInterco,
            AttachmentRequired = false,
            SettledAt = tx.Now,
            EmittedAt = tx.Now,
            CreatedAt = tx.Now,
            UpdatedAt = tx.Now,
        };
    }
}

[JsonSerializable(typeof(InternalTransfer))]
[JsonSerializable(typeof(InternalTransferEnvelope))]
internal sealed partial class InternalTransfersJson : JsonSerializerContext;
