using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.PayeeVerification;

/// <summary>The banks of some payees. They know the holders of accounts here, whoever money moved to or from, and beneficiaries, in this order.</summary>
internal sealed class PayeeBanks
{
    private readonly Dictionary<string, string> holders;
    private readonly MatchResult ofUnknown;

    /// <param name="data">Everybody's: a bank does not care who asks.</param>
    /// <param name="ibans">The accounts that will be asked about.</param>
    public PayeeBanks(Snapshot data, IEnumerable<string> ibans)
    {
        var wanted = ibans.ToHashSet(StringComparer.Ordinal);
        holders = TestPayees.DefaultIbans.ToDictionary(iban => iban, _ => TestPayees.DefaultName, StringComparer.Ordinal);
        ofUnknown = data.State.VopUnknownIban;

        foreach (var account in data.Table<BankAccount>().InOrderOfCreation.Select(row => row.Document))
            Learn(account.Iban, HolderOf(data.Get<Organization>(account.OrganizationId)));
        foreach (var row in data.Table<Transaction>().InOrderOfCreation.Select(row => row.Document))
            Learn(row.Counterparty?.AccountNumber, row.Label);
        foreach (var beneficiary in data.Table<Beneficiary>().InOrderOfCreation.Select(row => row.Document))
            Learn(beneficiary.Iban, beneficiary.Name);

        void Learn(string? iban, string name)
        {
            if (iban is not null && wanted.Contains(iban))
                holders.TryAdd(iban, name);
        }
    }

    public Verdict Verify(string name, string iban)
    {
        var holder = holders.GetValueOrDefault(iban);
        if (TestPayees.Find(name, iban) is { } bound)
            return bound.Result == MatchResult.CloseMatch ? bound with { MatchedName = holder ?? bound.MatchedName } : bound;
        if (holder is null)
            return new(ofUnknown);
        var result = new PayeeName(holder).Compare(new(name));
        return new(result, result == MatchResult.CloseMatch ? holder : null);
    }

    private static string HolderOf(Organization organization) => organization.LegalName ?? organization.Name;
}
