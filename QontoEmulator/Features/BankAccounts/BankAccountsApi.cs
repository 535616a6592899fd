using QontoEmulator.Api;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.BankAccounts;

internal static class BankAccountsApi
{
    private static readonly BankAccountsJson Wire = new(Json.Wire());

    public static void MapBankAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/v2/bank_accounts");

        accounts.Get("", List).RequireScope("organization.read").AllowApiKey().Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null });
        accounts.Get("{id}", Show).RequireScope("organization.read").AllowApiKey();
        accounts.Get("{id}/iban_certificate", DownloadIbanCertificate).RequireScope("organization.read").AllowApiKey();
    }

    // Closed accounts stay in the list (A41); external ones are only shown by the organization, on demand (A44).
    private static ValueTask<Answer> List(Call call)
    {
        var organization = call.Caller.Organization.Id;
        var accounts = call.Data.Table<BankAccount>().Select(
            $"qonto {organization}", account => account.OrganizationId == organization && !account.IsExternalAccount);
        return call.Page("bank_accounts", accounts, Bytes);
    }

    private static ValueTask<Answer> Show(Call call) =>
        Answer.Json(200, new(BankAccountWire.Of(call.Own<BankAccount>().Document)), Wire.BankAccountEnvelope);

    private static ValueTask<Answer> DownloadIbanCertificate(Call call)
    {
        var account = call.Own<BankAccount>().Document;
        if (!call.Caller.Organization.Can(Capability.KybAccepted))
            throw ErrorCatalog.IbanGenerationFailed.Refuse("Capability kyb-accepted is off for this organization (Q13).");
        return Answer.File("application/pdf", IbanCertificate.Draw(call.Caller.Organization, account, call.Now));
    }

    private static ReadOnlyMemory<byte> Bytes(Row<BankAccount> row) =>
        row.Json ??= Answer.JsonBytes(writer => System.Text.Json.JsonSerializer.Serialize(writer, BankAccountWire.Of(row.Document), Wire.BankAccountWire));
}

internal sealed record BankAccountEnvelope(BankAccountWire BankAccount);

/// <summary>An account by itself: with organization_id, without slug, and balances as strings (A38).</summary>
internal sealed record BankAccountWire(
    Guid Id, BankAccountStatus Status, Guid OrganizationId, string Name, bool Main, string Iban, string Bic, string Currency, string Balance, long BalanceCents,
    string AuthorizedBalance, long AuthorizedBalanceCents, DateTimeOffset UpdatedAt, bool IsExternalAccount, string AccountNumber)
{
    public static BankAccountWire Of(BankAccount account) => new(
        account.Id, account.Status, account.OrganizationId, account.Name, account.Main, account.Iban, account.Bic, account.Currency,
        Money.Text(account.BalanceCents), account.BalanceCents, Money.Text(account.AuthorizedBalanceCents), account.AuthorizedBalanceCents,
        account.UpdatedAt, account.IsExternalAccount, account.AccountNumber);
}
