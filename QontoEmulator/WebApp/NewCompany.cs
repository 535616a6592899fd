using System.Globalization;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Teams;
using QontoEmulator.Seeding.Generators;
using QontoEmulator.Storage;

namespace QontoEmulator.WebApp;

/// <summary>The company of a user who signed up: an owner, a team and a main account. It has no API key until one is made.</summary>
internal static class NewCompany
{
    private const int FirstNumber = 9001;

    public static void Found(Tx tx, User owner, string name)
    {
        // Country, plan and what it may do follow the workspace's first company, so that a bare seed stays bare (inferred).
        var first = tx.Table<Organization>().InOrderOfCreation.First().Document;
        var main = tx.Table<BankAccount>().InOrderOfCreation.First(row => row.Document.OrganizationId == first.Id && row.Document.Main).Document;
        var number = FirstNumber + tx.Table<Organization>().InOrderOfCreation.Count();
        var organization = new Organization
        {
            Id = tx.NewId(),
            Name = name,
            LegalName = name,
            Slug = string.Create(CultureInfo.InvariantCulture, $"{(PlainName.Of(name) is { Length: > 0 } plain ? plain : "company")}-{number}"),
            Locale = first.Locale,
            LegalCountry = first.LegalCountry,
            LegalForm = first.LegalForm,
            LegalNumber = string.Create(CultureInfo.InvariantCulture, $"000{number}0000099"),
            LegalRegistrationDate = DateOnly.FromDateTime(tx.Now.UtcDateTime),
            Address = first.Address,
            ContractSignedAt = tx.Now,
            Plan = first.Plan,
            Capabilities = first.Capabilities,
        };
        var team = new Team { Id = tx.NewId(), OrganizationId = organization.Id, Name = name };
        var account = new BankAccount
        {
            Id = tx.NewId(),
            OrganizationId = organization.Id,
            Number = 1,
            Name = main.Name,
            Main = true,
            Iban = Iban.FreeOfQonto(tx, main.Iban[..2]),
            Bic = main.Bic,
            CreatedAt = tx.Now,
            UpdatedAt = tx.Now,
        };
        tx.Put(organization);
        tx.Put(team);
        tx.Put(new Membership
        {
            Id = tx.NewId(),
            OrganizationId = organization.Id,
            UserId = owner.Id,
            FirstName = owner.FirstName,
            LastName = owner.LastName,
            Email = owner.Email,
            Role = Role.Owner,
            Status = MembershipStatus.Active,
            TeamId = team.Id,
            Locale = organization.Locale,
        });
        tx.Put(account);
    }
}
