using QontoEmulator.Api;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Quirks;
using QontoEmulator.Sca;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.BankAccounts;

internal static class BankAccountsApi
{
    /// <summary>How many active accounts an organization has at most while capability bank-account-slots is off (Q12).</summary>
    private const int Slots = 2;

    private static readonly BankAccountsJson Wire = new(Json.Wire());

    public static void MapBankAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/v2/bank_accounts");

        accounts.Get("", List).RequireScope("organization.read").AllowApiKey().Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null });
        accounts.Post("", Create).RequireScope("bank_account.write").Idempotent().ExplainBadCredentials();
        accounts.Get("{id}", Show).RequireScope("organization.read").AllowApiKey();
        accounts.Patch("{id}", Update).RequireScope("bank_account.write");
        accounts.Post("{id}/close", Close).RequireScope("bank_account.write").Sca(ScaDemand.Required);
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
        Envelope(call.Own<BankAccount>().Document);

    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBody();
        var name = body.Object("bank_account").RequiredText("name");
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var organization = tx.Get<Organization>(call.Caller.Organization.Id);
            var others = call.AllOwn<BankAccount>(tx).Rows.Select(row => row.Document).ToArray();
            if (!organization.Can(Capability.BankAccountSlots) && others.Count(IsActiveHere) >= Slots)
                throw ErrorCatalog.BankAccountsLimitReached.Refuse($"Capability bank-account-slots is off, and {Slots} accounts are active; close one (Q12).");

            var main = others.Single(other => other.Main);
            var account = new BankAccount
            {
                Id = tx.NewId(),
                OrganizationId = organization.Id,
                Number = others.Max(other => other.Number) + 1,
                Name = name,
                Iban = BankAccounts.Iban.FreeOfQonto(tx, main.Iban[..2]),
                Bic = main.Bic,
                CreatedAt = tx.Now,
                UpdatedAt = tx.Now,
            };
            tx.Put(account);
            BankAccountEvents.Emit(tx, BankAccountEvents.Created, account);
            return Envelope(account);
        });
    }

    // The name is all that can be changed; a body without it changes nothing.
    private static async ValueTask<Answer> Update(Call call)
    {
        var body = await call.ReadBody();
        if (!body.Has("bank_account"))
            body.Refuse("bank_account", ErrorCatalog.Required);
        var fields = body.Object("bank_account");
        var name = fields.Names.Contains("name", StringComparer.Ordinal) ? fields.RequiredText("name") : null;
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var account = call.Own<BankAccount>(tx).Document;
            return name is null ? Envelope(account) : Change(tx, BankAccountEvents.Updated, account with { Name = name });
        });
    }

    // Whether the rules or the strong authentication come first is not known; it is the latter here (A42).
    private static ValueTask<Answer> Close(Call call) => call.Write(tx =>
    {
        var account = call.Own<BankAccount>(tx).Document;
        if (StrongAuthentication.Demand(tx, call, ReadOnlyMemory<byte>.Empty, "bank_account.close", $"Close the account {account.Name}") is { } challenge)
            return challenge;

        if (account.IsExternalAccount)
            throw ErrorCatalog.ExternalAccountCannotBeClosed.Refuse();
        if (account.Main)
            throw ErrorCatalog.MainAccountCannotBeClosed.Refuse();
        if (account.Status == BankAccountStatus.Closed)
            throw ErrorCatalog.AlreadyClosed.Refuse();
        var pending = tx.Table<Transaction>().Ordered(0, TransactionOrders.PartitionOf(account.Id, TransactionStatus.Pending)).Count;
        if (account.BalanceCents != 0 || pending > 0)
            throw ErrorCatalog.NonZeroBalance.Refuse($"The balance is {Money.Text(account.BalanceCents)}, and {pending} transactions are pending.");
        return Change(tx, BankAccountEvents.Closed, account with { Status = BankAccountStatus.Closed });
    });

    // A43.
    private static Answer Change(Tx tx, string name, BankAccount changed)
    {
        var account = changed with { UpdatedAt = tx.Now };
        tx.Put(account);
        BankAccountEvents.Emit(tx, name, account);
        return Envelope(account);
    }

    private static bool IsActiveHere(BankAccount account) => account.Status == BankAccountStatus.Active && !account.IsExternalAccount;

    private static Answer Envelope(BankAccount account) => Answer.Json(200, new(BankAccountWire.Of(account)), Wire.BankAccountEnvelope);

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
