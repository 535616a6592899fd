using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Transactions;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;

namespace QontoEmulator.WebApp;

/// <summary>A company in words, as one of its members sees it. Public, with its parts, because Razor components are.</summary>
/// <param name="ApiKey">Null while there is none.</param>
/// <param name="MaySeeApiKey">Whether the member's role allows it.</param>
public sealed record DashboardView(
    string Company, string Member, string Role, IReadOnlyList<AccountLine> Accounts, IReadOnlyList<TransactionLine> Transactions,
    IReadOnlyList<MemberLine> Members, IReadOnlyList<ConnectedApp> Apps, string Login, string? ApiKey, bool MaySeeApiKey)
{
    private const int Latest = 10;
    private static readonly TransactionStatus[] Shown = [TransactionStatus.Pending, TransactionStatus.Completed, TransactionStatus.Declined];

    internal static DashboardView Of(Snapshot data, Organization organization, Membership member)
    {
        var accounts = data.Table<BankAccount>().InOrderOfCreation.Select(row => row.Document).Where(account => account.OrganizationId == organization.Id).ToArray();
        var mayMakeKeys = DashboardApi.MaySeeApiKey(member);
        return new(
            organization.Name,
            $"{member.FirstName} {member.LastName}",
            RoleOf(member),
            [.. accounts.Select(account => new AccountLine(
                account.Name, account.Iban, MoneyOf(account.BalanceCents, account.Currency), MoneyOf(account.AuthorizedBalanceCents, account.Currency),
                account.Status == BankAccountStatus.Closed ? "closed" : account.IsExternalAccount ? "at another bank" : account.Main ? "main" : ""))],
            [.. LatestOf(data, accounts).Select(transaction => new TransactionLine(
                transaction.EmittedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), transaction.Label,
                transaction.Status == TransactionStatus.Completed ? "" : WireNames<TransactionStatus>.Of(transaction.Status),
                (transaction.Side == Side.Credit ? "+" : "−") + MoneyOf(transaction.AmountCents, "EUR"), transaction.Side == Side.Credit))],
            [.. data.Table<Membership>().InOrderOfCreation.Select(row => row.Document).Where(other => other.OrganizationId == organization.Id).Select(other => new MemberLine(
                $"{other.FirstName} {other.LastName}", other.Email ?? "", RoleOf(other), other.Status == MembershipStatus.Active ? "" : WireNames<MembershipStatus>.Of(other.Status)))],
            [.. AppsOf(data, member)],
            organization.Slug,
            mayMakeKeys ? data.Find<ApiKey>(organization.Id)?.Secret : null,
            mayMakeKeys);
    }

    // The kept orders give the newest of each account and status at once, however many there are.
    private static IEnumerable<Transaction> LatestOf(Snapshot data, IEnumerable<BankAccount> accounts) => accounts
        .SelectMany(account => Shown.Select(status => data.Table<Transaction>().Ordered(TransactionOrders.ByEmission, TransactionOrders.PartitionOf(account.Id, status))))
        .SelectMany(rows => rows.Reverse().Take(Latest))
        .Select(row => row.Document)
        .OrderByDescending(transaction => transaction.EmittedAt).ThenByDescending(transaction => transaction.Id)
        .Take(Latest);

    // One line for each app, however often it asked.
    private static IEnumerable<ConnectedApp> AppsOf(Snapshot data, Membership member) => data.Table<Grant>().InOrderOfCreation.Select(row => row.Document)
        .Where(grant => grant.MembershipId == member.Id || grant.UserMembershipIds.Contains(member.Id)).GroupBy(grant => grant.ClientId, StringComparer.Ordinal)
        .Select(grants => new ConnectedApp(
            App.ByClientId(data, grants.Key)?.Name ?? "An app that is gone",
            grants.Key,
            string.Join(", ", grants.SelectMany(grant => grant.Scopes).Distinct(StringComparer.Ordinal))));

    private static string RoleOf(Membership member) => member.Role is { } role ? WireNames<Role>.Of(role) : "";

    private static string MoneyOf(long cents, string currency) => $"{(cents / 100m).ToString("N2", CultureInfo.InvariantCulture)} {currency}";
}

/// <param name="Note">What is special about it; empty when nothing is.</param>
public sealed record AccountLine(string Name, string Iban, string Balance, string Authorized, string Note);

/// <param name="Status">Empty when completed, as most are.</param>
public sealed record TransactionLine(string Date, string Label, string Status, string Amount, bool IsCredit);

/// <param name="Status">Empty when active, as most are.</param>
public sealed record MemberLine(string Name, string Email, string Role, string Status);

public sealed record ConnectedApp(string Name, string ClientId, string Scopes);

/// <summary>A company to choose.</summary>
public sealed record CompanyLink(string Name, string Role, string Address);
