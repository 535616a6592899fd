using System.Text.Json;
using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

/// <summary>Changes of transactions, and what webhooks of topic <c>v1/transactions</c> tell of them.</summary>
internal static class TransactionEvents
{
    private static readonly TransactionsJson Wire = new(Json.Event());

    /// <summary>Puts a new transaction.</summary>
    public static Transaction Add(Tx tx, Transaction transaction) => Put(tx, "created", transaction);

    /// <summary>Puts a changed transaction: every change moves updated_at (A31) and is told.</summary>
    public static Transaction Change(Tx tx, Transaction changed) => Put(tx, "updated", changed with { UpdatedAt = tx.Now });

    private static Transaction Put(Tx tx, string name, Transaction transaction)
    {
        tx.Put(transaction);
        tx.Emit("v1/transactions", transaction.OrganizationId, writer =>
            JsonSerializer.Serialize(writer, TransactionEventWire.Of(name, tx, transaction), Wire.TransactionEventWire));
        return transaction;
    }
}

/// <summary>A transaction in a webhook, in the key order of the documented sample. Its nested object goes by the subject type.</summary>
internal sealed record TransactionEventWire(
    string Event, Guid Id, string TransactionId, decimal Amount, string Currency, decimal LocalAmount, string LocalCurrency, Side Side,
    OperationType OperationType, TransactionStatus Status, string Label, string CleanCounterpartyName, DateTimeOffset EmittedAt, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    DateTimeOffset? SettledAt, decimal? SettledBalance, Guid[] AttachmentIds, SubjectType SubjectType, Guid BankAccountId, EventAccountWire BankAccount, string? Note,
    string? Reference, string? CardLastDigits)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventCounterpartyWire? Transfer { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventCounterpartyWire? Income { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventCounterpartyWire? SwiftIncome { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EventCounterpartyWire? DirectDebit { get; init; }

    public static TransactionEventWire Of(string name, Snapshot data, Transaction transaction)
    {
        var account = data.Get<BankAccount>(transaction.BankAccountId);
        var slug = TransactionWire.SlugOf(data.Get<Organization>(transaction.OrganizationId), account, transaction);
        var counterparty = transaction.Counterparty is { } other ? EventCounterpartyWire.Of(other) : null;
        var type = transaction.SubjectType;
        return new(
            name, transaction.Id, slug, Money.Major(transaction.AmountCents), account.Currency, Money.Major(transaction.LocalAmountCents ?? transaction.AmountCents),
            transaction.LocalCurrency ?? account.Currency, transaction.Side, transaction.OperationType, transaction.Status, transaction.Label,
            transaction.CleanCounterpartyName ?? transaction.Label, transaction.EmittedAt, transaction.CreatedAt, transaction.UpdatedAt, transaction.SettledAt,
            Money.Major(transaction.SettledBalanceCents), transaction.AttachmentIds, type, account.Id, EventAccountWire.Of(account), transaction.Note,
            transaction.Reference, transaction.CardLastDigits)
        {
            Transfer = type is SubjectType.Transfer ? counterparty : null,
            Income = type is SubjectType.Income ? counterparty : null,
            SwiftIncome = type is SubjectType.SwiftIncome ? counterparty : null,
            DirectDebit = type is SubjectType.DirectDebit ? counterparty : null,
        };
    }
}

internal sealed record EventAccountWire(Guid Id, string Iban, string Bic, string Name)
{
    public static EventAccountWire Of(BankAccount account) => new(account.Id, account.Iban, account.Bic, account.Name);
}

/// <summary>The other side, with the format in lower case, unlike in the API.</summary>
internal sealed record EventCounterpartyWire(
    string? CounterpartyAccountNumber, string? CounterpartyAccountNumberFormat, string? CounterpartyBankIdentifier, string? CounterpartyBankIdentifierFormat)
{
    public static EventCounterpartyWire Of(Counterparty counterparty) => new(
        counterparty.AccountNumber, counterparty.AccountNumberFormat.ToLowerInvariant(), counterparty.BankIdentifier, counterparty.BankIdentifierFormat);
}
