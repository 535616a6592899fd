using QontoEmulator.Storage;

namespace QontoEmulator.Features.Beneficiaries;

/// <summary>Who is being paid, as a body says it: inline in a transfer, or to be created.</summary>
internal sealed record Payee(string Name, string Iban, string? Bic, string? Email, string? ActivityTag);

/// <summary>Changes of beneficiaries that payments bring about.</summary>
internal static class BeneficiaryBook
{
    public static Beneficiary? ByIban(Snapshot data, Guid organizationId, string iban) => data.Table<Beneficiary>().Rows
        .Select(row => row.Document)
        .FirstOrDefault(beneficiary => beneficiary.OrganizationId == organizationId && beneficiary.Iban == iban);

    /// <summary>The beneficiary of an inline payee: a known IBAN is reused with the new details, an unknown one is added, untrusted and pending (P22).</summary>
    public static Beneficiary Remember(Tx tx, Guid organizationId, Payee payee) => ByIban(tx, organizationId, payee.Iban) is { } known
        ? Change(tx, known, known with { Name = payee.Name, Bic = payee.Bic ?? known.Bic, Email = payee.Email ?? known.Email, ActivityTag = payee.ActivityTag ?? known.ActivityTag })
        : Add(tx, organizationId, payee);

    public static Beneficiary Add(Tx tx, Guid organizationId, Payee payee)
    {
        var beneficiary = new Beneficiary
        {
            Id = tx.NewId(),
            OrganizationId = organizationId,
            Name = payee.Name,
            Iban = payee.Iban,
            Bic = payee.Bic,
            Email = payee.Email,
            ActivityTag = payee.ActivityTag,
            Status = BeneficiaryStatus.Pending,
            CreatedAt = tx.Now,
            UpdatedAt = tx.Now,
        };
        tx.Put(beneficiary);
        return beneficiary;
    }

    /// <summary>Confirmed by strong authentication, by trust or by a payment (P15); nothing changes for one that is already.</summary>
    public static Beneficiary Validate(Tx tx, Beneficiary beneficiary) => beneficiary.Status == BeneficiaryStatus.Pending
        ? Change(tx, beneficiary, beneficiary with { Status = BeneficiaryStatus.Validated })
        : beneficiary;

    /// <summary>Puts a changed beneficiary; one that says the same as before keeps its time.</summary>
    public static Beneficiary Change(Tx tx, Beneficiary before, Beneficiary after)
    {
        if (before == after)
            return before;
        var changed = after with { UpdatedAt = tx.Now };
        tx.Put(changed);
        return changed;
    }
}
