using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.BankAccounts;

/// <summary>A bank account. Both balances are cents and are kept by the ledger, never set by hand.</summary>
internal sealed record BankAccount : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>Counts the organization's accounts from 1; part of slugs.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    public BankAccountStatus Status { get; init; }

    /// <summary>The one account of the organization that fees are taken from (A40).</summary>
    public bool Main { get; init; }

    /// <summary>Empty on external accounts whose bank gave none.</summary>
    public required string Iban { get; init; }

    public required string Bic { get; init; }

    public string Currency { get; init => field = value ?? "EUR"; } = "EUR";

    public bool IsExternalAccount { get; init; }

    /// <summary>Empty string on Qonto accounts.</summary>
    public string AccountNumber { get; init => field = value ?? ""; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Cents; the signed sum of the completed transactions (A36).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long BalanceCents { get; init; }

    /// <summary>Cents; the balance less pending debits (A35).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long AuthorizedBalanceCents { get; init; }
}

[JsonConverter(typeof(SnakeCase<BankAccountStatus>))]
internal enum BankAccountStatus
{
    Active,
    Closed,
}
