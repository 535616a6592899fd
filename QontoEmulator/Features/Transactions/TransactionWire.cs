using System.Globalization;
using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.CashFlowCategories;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

/// <summary>A transaction as the live API writes it, in its key order. At most one nested object, named by the subject type (A22).</summary>
internal sealed record TransactionWire(
    Guid Id, string TransactionId, decimal Amount, long AmountCents, decimal? SettledBalance, long? SettledBalanceCents, Guid[] AttachmentIds, LogoWire Logo,
    decimal LocalAmount, long LocalAmountCents, Side Side, OperationType OperationType, string Currency, string LocalCurrency, string Label,
    DateTimeOffset? SettledAt, DateTimeOffset EmittedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, TransactionStatus Status, string? Note,
    string? Reference, decimal? VatAmount, long? VatAmountCents, decimal? VatRate, Guid? InitiatorId, Guid[] LabelIds, bool AttachmentLost,
    bool AttachmentRequired, string? CardLastDigits, LegacyCategory Category, CashFlowWire? CashflowCategory, CashFlowWire? CashflowSubcategory, Guid? CardId,
    SubjectType SubjectType, Guid BankAccountId, bool IsExternalTransaction, string? CleanCounterpartyName)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CounterpartyWire? Transfer { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CounterpartyWire? Income { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CounterpartyWire? SwiftIncome { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CounterpartyWire? DirectDebit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CounterpartyWire? DirectDebitCollection { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HoldWire? DirectDebitHold { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CheckWire? Check { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InstallmentWire? FinancingInstallment { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PagopaWire? PagopaPayment { get; init; }

    public static TransactionWire Of(Snapshot data, Transaction transaction)
    {
        var account = data.Get<BankAccount>(transaction.BankAccountId);
        var local = transaction.LocalAmountCents ?? transaction.AmountCents;
        var counterparty = transaction.Counterparty is { } other ? CounterpartyWire.Of(other) : null;
        var (type, detail) = (transaction.SubjectType, transaction.Detail ?? new());
        return new(
            transaction.Id, SlugOf(data.Get<Organization>(transaction.OrganizationId), account, transaction), Money.Major(transaction.AmountCents),
            transaction.AmountCents, Money.Major(transaction.SettledBalanceCents), transaction.SettledBalanceCents, transaction.AttachmentIds,
            LogoWire.Of(transaction.Logo), Money.Major(local), local, transaction.Side, transaction.OperationType, account.Currency,
            transaction.LocalCurrency ?? account.Currency, transaction.Label, transaction.SettledAt, transaction.EmittedAt, transaction.CreatedAt,
            transaction.UpdatedAt, transaction.Status, transaction.Note, transaction.Reference, Money.Major(transaction.VatAmountCents),
            transaction.VatAmountCents, transaction.VatRate, transaction.InitiatorId, transaction.LabelIds, transaction.AttachmentLost,
            transaction.AttachmentRequired ?? true, transaction.CardLastDigits, transaction.Category, CashFlowWire.Of(data, transaction.CashflowCategoryId),
            CashFlowWire.Of(data, transaction.CashflowSubcategoryId), transaction.CardId, type, account.Id, account.IsExternalAccount,
            transaction.CleanCounterpartyName)
        {
            Transfer = type is SubjectType.Transfer ? counterparty : null,
            Income = type is SubjectType.Income ? counterparty : null,
            SwiftIncome = type is SubjectType.SwiftIncome ? counterparty : null,
            DirectDebit = type is SubjectType.DirectDebit ? counterparty : null,
            DirectDebitCollection = type is SubjectType.DirectDebitCollection ? counterparty : null,
            DirectDebitHold = type is SubjectType.DirectDebitHold ? new(detail.GuardingRate) : null,
            Check = type is SubjectType.Check ? new(detail.CheckNumber, detail.CheckKey) : null,
            FinancingInstallment = type is SubjectType.FinancingInstallment ? new(detail.TotalInstallmentsNumber, detail.CurrentInstallmentNumber) : null,
            PagopaPayment = type is SubjectType.PagopaPayment ? new(detail.NoticeNumber, detail.CreditorFiscalCode, detail.Iuv) : null,
        };
    }

    /// <summary>Older rows end in a counter, newer ones in their UUIDv7 with the last group split in two (A24).</summary>
    public static string SlugOf(Organization organization, BankAccount account, Transaction transaction)
    {
        var id = transaction.Id.ToString("D", CultureInfo.InvariantCulture);
        var suffix = transaction.Number?.ToString(CultureInfo.InvariantCulture) ?? $"{id[..30]}-{id[30..]}";
        return $"{organization.Slug}-{account.Number}-transaction-{suffix}";
    }
}

/// <summary>An empty object when there is no logo (A25).</summary>
internal sealed record LogoWire(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Small,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Medium)
{
    // The addresses are invented: logos are served by a host outside of the API.
    public static LogoWire Of(string? logo) => logo is null
        ? new(null, null)
        : new($"https://logos.example/{logo}-small.png", $"https://logos.example/{logo}-medium.png");
}

internal sealed record CashFlowWire(Guid Id, string Name)
{
    public static CashFlowWire? Of(Snapshot data, Guid? id) => id is { } given && data.Find<CashFlowCategory>(given) is { } category ? new(given, category.Name) : null;
}

internal sealed record CounterpartyWire(
    string? CounterpartyAccountNumber, string? CounterpartyAccountNumberFormat, string? CounterpartyBankIdentifier, string? CounterpartyBankIdentifierFormat,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UniqueMandateReference)
{
    public static CounterpartyWire Of(Counterparty counterparty) => new(
        counterparty.AccountNumber, counterparty.AccountNumberFormat, counterparty.BankIdentifier, counterparty.BankIdentifierFormat,
        counterparty.UniqueMandateReference);
}

internal sealed record HoldWire(string? GuardingRate);

internal sealed record CheckWire(string? CheckNumber, string? CheckKey);

internal sealed record InstallmentWire(int? TotalInstallmentsNumber, int? CurrentInstallmentNumber);

internal sealed record PagopaWire(string? NoticeNumber, string? CreditorFiscalCode, string? Iuv);

internal sealed record VatDetailsWire(IEnumerable<VatPartWire> Items)
{
    /// <summary>The parts of a mixed amount, the one part of a plain one, none without VAT.</summary>
    public static VatDetailsWire Of(Transaction transaction) => transaction switch
    {
        { VatDetails: { } parts } => new(parts.Select(part => VatPartWire.Of(part.AmountCents, part.AmountExcludingVatCents, part.Rate))),
        { VatRate: { } rate and not -1, VatAmountCents: { } vat } => new([VatPartWire.Of(vat, transaction.AmountCents - vat, rate)]),
        _ => new([]),
    };
}

internal sealed record VatPartWire(decimal Amount, long AmountCents, decimal AmountExcludingVat, long AmountExcludingVatCents, decimal Rate)
{
    public static VatPartWire Of(long vatCents, long netCents, decimal rate) => new(Money.Major(vatCents), vatCents, Money.Major(netCents), netCents, rate);
}
