using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;

namespace QontoEmulator.Features.Organizations;

internal sealed record OrganizationEnvelope(OrganizationWire Organization);

internal sealed record LegacyOrganizationEnvelope(LegacyOrganizationWire Organization);

/// <summary>The organization as the live API writes it, name and address included.</summary>
internal sealed record OrganizationWire(
    Guid Id, string Name, string Slug, string? LegalName, string Locale, long LegalShareCapital, string LegalCountry, DateOnly? LegalRegistrationDate,
    string LegalForm, string LegalAddress, Address? Address, string? LegalSector, DateTimeOffset? ContractSignedAt, string LegalNumber,
    IEnumerable<EmbeddedAccountWire> BankAccounts)
{
    public static OrganizationWire Of(Organization organization, IEnumerable<BankAccount> accounts) => new(
        organization.Id, organization.Name, organization.Slug, organization.LegalName, organization.Locale, organization.LegalShareCapital,
        organization.LegalCountry, organization.LegalRegistrationDate, organization.LegalForm, OneLine(organization.Address), organization.Address,
        organization.LegalSector, organization.ContractSignedAt, organization.LegalNumber,
        accounts.Select(account => EmbeddedAccountWire.Of(organization, account)));

    public static string OneLine(Address? address) => address is null
        ? ""
        : string.Join(' ', new[] { address.FirstLine, address.SecondLine, address.ThirdLine, address.Zipcode, address.City, address.Country }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>An account inside the organization: with slug, without organization_id, and balances as numbers (A38).</summary>
internal sealed record EmbeddedAccountWire(
    Guid Id, string Slug, string Name, BankAccountStatus Status, bool Main, string Iban, string Bic, DateTimeOffset UpdatedAt, bool IsExternalAccount,
    string AccountNumber, string Currency, decimal Balance, long BalanceCents, decimal AuthorizedBalance, long AuthorizedBalanceCents)
{
    public static EmbeddedAccountWire Of(Organization organization, BankAccount account) => new(
        account.Id, SlugOf(organization, account), account.Name, account.Status, account.Main, account.Iban, account.Bic, account.UpdatedAt,
        account.IsExternalAccount, account.AccountNumber, account.Currency, Money.Major(account.BalanceCents), account.BalanceCents,
        Money.Major(account.AuthorizedBalanceCents), account.AuthorizedBalanceCents);

    public static string SlugOf(Organization organization, BankAccount account) => $"{organization.Slug}-bank-account-{account.Number}";
}

/// <summary>What the routes by slug answered before their sunset.</summary>
internal sealed record LegacyOrganizationWire(string Slug, string? LegalName, IEnumerable<LegacyAccountWire> BankAccounts)
{
    public static LegacyOrganizationWire Of(Organization organization, IEnumerable<BankAccount> accounts) => new(
        organization.Slug, organization.LegalName, accounts.Select(account => LegacyAccountWire.Of(organization, account)));
}

internal sealed record LegacyAccountWire(
    string Slug, string Iban, string Bic, string Currency, decimal Balance, long BalanceCents, decimal AuthorizedBalance, long AuthorizedBalanceCents,
    DateTimeOffset UpdatedAt, BankAccountStatus Status)
{
    public static LegacyAccountWire Of(Organization organization, BankAccount account) => new(
        EmbeddedAccountWire.SlugOf(organization, account), account.Iban, account.Bic, account.Currency, Money.Major(account.BalanceCents), account.BalanceCents,
        Money.Major(account.AuthorizedBalanceCents), account.AuthorizedBalanceCents, account.UpdatedAt, account.Status);
}
