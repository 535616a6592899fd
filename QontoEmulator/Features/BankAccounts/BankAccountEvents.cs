using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.BankAccounts;

/// <summary>What webhooks of topic <c>v1/accounts</c> tell: created, updated, closed.</summary>
internal static class BankAccountEvents
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Closed = "closed";

    private static readonly BankAccountsJson Wire = new(Json.Event());

    public static void Emit(Tx tx, string name, BankAccount account) => tx.Emit("v1/accounts", account.OrganizationId, writer =>
        JsonSerializer.Serialize(writer, BankAccountEventWire.Of(name, tx.Get<Organization>(account.OrganizationId), account), Wire.BankAccountEventWire));
}

internal sealed record BankAccountEventWire(
    string Event, Guid Id, string Slug, string Iban, string Currency, EventAmountWire AuthorizedBalance, string Name, BankAccountStatus Status,
    DateTimeOffset UpdatedAt)
{
    public static BankAccountEventWire Of(string name, Organization organization, BankAccount account) => new(
        name, account.Id, EmbeddedAccountWire.SlugOf(organization, account), account.Iban, account.Currency,
        new(Money.Text(account.AuthorizedBalanceCents), account.Currency), account.Name, account.Status, account.UpdatedAt);
}

/// <summary>An amount as webhooks write it: a decimal string beside its currency.</summary>
internal sealed record EventAmountWire(string Amount, string Currency);
