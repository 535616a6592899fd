using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Organizations;

namespace QontoEmulator.Seeding.Generators;

/// <summary>The accounts in the order of their numbers. Their balances come from the transactions (A36), so none is written.</summary>
internal static class BankAccountGenerator
{
    private const string QontoBic = "QNTOFRP1XXX";

    public static List<BankAccount> Make(Organization company, Organization neighbour)
    {
        var chance = Chance.For("bank_accounts");
        return
        [
            Qonto(company, 1, Names.MainAccount, 0),
            Qonto(company, 2, Names.ReserveAccount, SideAccounts.ReserveFirstMonth),
            Qonto(company, 3, Names.ProjectAccount, SideAccounts.ProjectFirstMonth) with { Status = BankAccountStatus.Closed },
            // An account at another bank may lack IBAN and BIC (A44).
            Qonto(company, 4, Names.ExternalAccount, SideAccounts.ExternalFirstMonth) with
            {
                Iban = "", Bic = "", IsExternalAccount = true, AccountNumber = "IMAG-0000-0004",
            },
            Qonto(neighbour, 1, Names.MainAccount, NeighbourRows.FirstMonth) with { Iban = Iban.OfQonto(21) },
        ];

        BankAccount Qonto(Organization organization, int number, string name, int month) => new()
        {
            Id = chance.Id(),
            OrganizationId = organization.Id,
            Number = number,
            Name = name,
            Main = number == 1,
            Iban = Iban.OfQonto(10 + number),
            Bic = QontoBic,
            CreatedAt = Frame.At(month, 2, chance.Hours(10, 17)),
        };
    }
}
