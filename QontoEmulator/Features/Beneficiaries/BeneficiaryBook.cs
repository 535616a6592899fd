using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Beneficiaries;

/// <summary>All changes of beneficiaries, by their own operations and by payments. Each is told to webhooks here.</summary>
internal static class BeneficiaryBook
{
    /// <summary>Spaces and case of the IBAN do not matter.</summary>
    public static Beneficiary? ByIban(Snapshot data, Guid organizationId, string iban)
    {
        var normal = Iban.Normal(iban);
        return data.Table<Beneficiary>().Rows
            .Select(row => row.Document)
            .FirstOrDefault(beneficiary => beneficiary.OrganizationId == organizationId && beneficiary.Iban == normal);
    }

    /// <summary>The beneficiary of an inline payee: a known IBAN is reused with the new details, an unknown one is added, untrusted and pending (P22).</summary>
    public static Beneficiary Remember(Tx tx, Guid organizationId, Payee payee) => ByIban(tx, organizationId, payee.Iban) is { } known
        ? Change(tx, known, known with { Name = payee.Name, Bic = payee.Bic ?? known.Bic, Email = payee.Email ?? known.Email, ActivityTag = payee.ActivityTag ?? known.ActivityTag })
        : Add(tx, organizationId, payee);

    /// <summary>A new beneficiary is untrusted and pending, however it came about (P16).</summary>
    public static Beneficiary Add(Tx tx, Guid organizationId, Payee payee)
    {
        var beneficiary = new Beneficiary
        {
            Id = tx.NewId(),
            OrganizationId = organizationId,
            Name = payee.Name,
            Iban = Iban.Normal(payee.Iban),
            Bic = payee.Bic ?? Iban.BicOf(Iban.Normal(payee.Iban)),
            Email = payee.Email,
            ActivityTag = payee.ActivityTag,
            Status = BeneficiaryStatus.Pending,
            CreatedAt = tx.Now,
            UpdatedAt = tx.Now,
        };
        return Put(tx, BeneficiaryEvents.Created, beneficiary);
    }

    /// <summary>Confirmed by strong authentication or by a payment (P15); nothing changes for one that is already.</summary>
    public static Beneficiary Validate(Tx tx, Beneficiary beneficiary) => beneficiary.Status == BeneficiaryStatus.Pending
        ? Change(tx, beneficiary, beneficiary with { Status = BeneficiaryStatus.Validated })
        : beneficiary;

    /// <summary>Paid without strong authentication from now on, which confirms it as well (P15, P18).</summary>
    public static Beneficiary Trust(Tx tx, Beneficiary beneficiary) => Change(tx, beneficiary, beneficiary with
    {
        Trusted = true,
        Status = beneficiary.Status == BeneficiaryStatus.Pending ? BeneficiaryStatus.Validated : beneficiary.Status,
    });

    public static Beneficiary Untrust(Tx tx, Beneficiary beneficiary) => Change(tx, beneficiary, beneficiary with { Trusted = false });

    /// <summary>Puts a changed beneficiary; one that says the same as before keeps its time.</summary>
    public static Beneficiary Change(Tx tx, Beneficiary before, Beneficiary after) =>
        before == after ? before : Put(tx, BeneficiaryEvents.Updated, after with { UpdatedAt = tx.Now });

    private static Beneficiary Put(Tx tx, string name, Beneficiary beneficiary)
    {
        tx.Put(beneficiary);
        BeneficiaryEvents.Emit(tx, name, beneficiary);
        return beneficiary;
    }
}
