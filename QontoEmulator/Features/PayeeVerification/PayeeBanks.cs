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

        Learn<BankAccount>(account => account.Iban, account => HolderOf(data.Get<Organization>(account.OrganizationId)));
        Learn<Transaction>(row => row.Counterparty?.AccountNumber, row => row.Label);
        Learn<Beneficiary>(beneficiary => beneficiary.Iban, beneficiary => beneficiary.Name);

        // The oldest one tells the name. There may be a million rows, so they are sorted after the filter.
        void Learn<T>(Func<T, string?> ibanOf, Func<T, string> nameOf) where T : Document
        {
            foreach (var row in data.Table<T>().Rows.Where(row => ibanOf(row.Document) is { } iban && wanted.Contains(iban)).OrderBy(row => row.Sequence))
                holders.TryAdd(ibanOf(row.Document)!, nameOf(row.Document));
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
