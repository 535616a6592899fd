using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.SepaTransfers;

/// <summary>An order to pay a beneficiary. Once processed, a transaction stands for it (P39).</summary>
internal sealed record SepaTransfer : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>Membership.</summary>
    public required Guid InitiatorId { get; init; }

    public required Guid BankAccountId { get; init; }

    public required Guid BeneficiaryId { get; init; }

    public required long AmountCents { get; init; }

    public required TransferStatus Status { get; init; }

    public required string Reference { get; init; }

    public string? Note { get; init; }

    public DeclinedReason? DeclinedReason { get; init; }

    /// <summary>Midnight UTC of the day that it is to be processed on; a time, so that seeds move it with the rest.</summary>
    public required DateTimeOffset ScheduledFor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ProcessedAt { get; init; }

    /// <summary>When it was settled or declined (P40).</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When it was found that it goes out instantly; null for a standard one (P49).</summary>
    public DateTimeOffset? InstantAt { get; init; }

    public Guid? TransactionId { get; init; }

    public Guid? RecurringTransferId { get; init; }

    /// <summary>They go over to the transaction (P92).</summary>
    public Guid[] AttachmentIds { get; init => field = value ?? []; } = [];
}

/// <summary>P37: pending, then processing, then settled or declined; a pending one can also be canceled or declined.</summary>
[JsonConverter(typeof(SnakeCase<TransferStatus>))]
internal enum TransferStatus
{
    Pending,
    Processing,
    Canceled,
    Declined,
    Settled,
}

[JsonConverter(typeof(SnakeCase<DeclinedReason>))]
internal enum DeclinedReason
{
    BeneficiaryBicInvalid,
    BeneficiaryIbanInvalid,
    BeneficiaryStatus,
    BeneficiaryNetworkRulesError,
    OrganisationComplianceReasons,
    DebitAccountInsufficientFunds,
    QontoProcessingFailed,
}
