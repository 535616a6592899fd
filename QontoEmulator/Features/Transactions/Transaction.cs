using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

/// <summary>One movement on a bank account. Amounts are cents and never negative; <see cref="Side"/> gives the sign (A20).</summary>
internal sealed record Transaction : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required Guid BankAccountId { get; init; }

    /// <summary>Counter in the slug of older rows; newer rows have none and use their id (A24).</summary>
    public int? Number { get; init; }

    public required Side Side { get; init; }

    public required OperationType OperationType { get; init; }

    public required SubjectType SubjectType { get; init; }

    public required TransactionStatus Status { get; init; }

    public required long AmountCents { get; init; }

    /// <summary>ISO 4217 of the amount paid abroad; null when it is the account's currency.</summary>
    public string? LocalCurrency { get; init; }

    /// <summary>Hundredths of the local currency; null when the same as the amount.</summary>
    public long? LocalAmountCents { get; init; }

    /// <summary>The account's balance right after this row, in cents; the ledger fills it in for completed rows.</summary>
    public long? SettledBalanceCents { get; init; }

    /// <summary>The counterparty's name.</summary>
    public required string Label { get; init; }

    public string? Note { get; init; }

    public string? Reference { get; init; }

    public DateTimeOffset? SettledAt { get; init; }

    public required DateTimeOffset EmittedAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Percent, written as it came: 20 or 19.0; -1 means several rates (A27).</summary>
    public decimal? VatRate { get; init; }

    public long? VatAmountCents { get; init; }

    /// <summary>The parts when several rates apply.</summary>
    public VatPart[]? VatDetails { get; init; }

    /// <summary>Membership that started it; null on credits and fees.</summary>
    public Guid? InitiatorId { get; init; }

    public Guid[] AttachmentIds { get; init => field = value ?? []; } = [];

    public Guid[] LabelIds { get; init => field = value ?? []; } = [];

    public bool AttachmentLost { get; init; }

    /// <summary>Null counts as true.</summary>
    public bool? AttachmentRequired { get; init; }

    public Guid? CardId { get; init; }

    public string? CardLastDigits { get; init; }

    public LegacyCategory Category { get; init; } = LegacyCategory.Fallback;

    public Guid? CashflowCategoryId { get; init; }

    public Guid? CashflowSubcategoryId { get; init; }

    /// <summary>File name of the counterparty's logo, without size and ending; null when it has none.</summary>
    public string? Logo { get; init; }

    public string? CleanCounterpartyName { get; init; }

    /// <summary>Other side of transfers, incomes and direct debits.</summary>
    public Counterparty? Counterparty { get; init; }

    /// <summary>What the remaining subject types carry in their nested object (A22).</summary>
    public Detail? Detail { get; init; }
}

internal sealed record Counterparty
{
    public string? AccountNumber { get; init; }

    public string AccountNumberFormat { get; init => field = value ?? "IBAN"; } = "IBAN";

    public string? BankIdentifier { get; init; }

    public string BankIdentifierFormat { get; init => field = value ?? "SWIFT_BIC"; } = "SWIFT_BIC";

    /// <summary>Direct debits only.</summary>
    public string? UniqueMandateReference { get; init; }
}

/// <summary>Nested facts of the rarer subject types; which of them are set goes with the type.</summary>
internal sealed record Detail
{
    public string? GuardingRate { get; init; }

    public string? CheckNumber { get; init; }

    public string? CheckKey { get; init; }

    public int? TotalInstallmentsNumber { get; init; }

    public int? CurrentInstallmentNumber { get; init; }

    public string? NoticeNumber { get; init; }

    public string? CreditorFiscalCode { get; init; }

    public string? Iuv { get; init; }
}

/// <summary>One rate's part of an amount: its VAT, and what is left without it; cents.</summary>
internal sealed record VatPart
{
    public required long AmountCents { get; init; }

    public required long AmountExcludingVatCents { get; init; }

    public required decimal Rate { get; init; }
}

[JsonConverter(typeof(SnakeCase<Side>))]
internal enum Side
{
    Credit,
    Debit,
}

[JsonConverter(typeof(SnakeCase<TransactionStatus>))]
internal enum TransactionStatus
{
    Pending,
    Declined,
    Completed,

    /// <summary>No filter value; only shown under switch transaction-status-reversed (Q49).</summary>
    Reversed,
}

/// <summary>The values that <c>operation_type</c> is known to take.</summary>
[JsonConverter(typeof(SnakeCase<OperationType>))]
internal enum OperationType
{
    Income,
    Transfer,
    Card,
    CardAcquirerPayout,
    DirectDebit,
    DirectDebitCollection,
    DirectDebitHold,
    QontoFee,
    Cheque,
    Recall,
    SwiftIncome,
    PayLater,
    FinancingInstallment,
    AccountRemuneration,
    F24,
    PagopaPayment,
    NrcPayment,
    RibaPayment,
    Investment,
    Other,
}

/// <summary>Names on the wire are CamelCase, as these.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SubjectType>))]
internal enum SubjectType
{
    Card,
    Transfer,
    Income,
    DirectDebit,
    DirectDebitCollection,
    DirectDebitHold,
    WalletToWallet,
    Check,
    SwiftIncome,
    PagopaPayment,
    F24Payment,
    BillingTransfer,
    FinancingIncome,
    FinancingInstallment,
    AccountRemuneration,
    Investment,
    Other,
}

/// <summary>The deprecated <c>category</c> that is still sent.</summary>
[JsonConverter(typeof(SnakeCase<LegacyCategory>))]
internal enum LegacyCategory
{
    Fallback,
    Atm,
    Fees,
    Finance,
    FoodAndGrocery,
    GasStation,
    HardwareAndEquipment,
    HotelAndLodging,
    Insurance,
    ItAndElectronics,
    LegalAndAccounting,
    Logistics,
    Manufacturing,
    Marketing,
    OfficeRental,
    OfficeSupply,
    OnlineService,
    OtherExpense,
    OtherIncome,
    OtherService,
    Refund,
    RestaurantAndBar,
    Salary,
    Sales,
    Subscription,
    Tax,
    Transport,
    Travel,
    TreasuryAndInterco,
    Utility,
    Voucher,
}
