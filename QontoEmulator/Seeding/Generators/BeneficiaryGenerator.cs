using System.Text.Json;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>
/// Whoever was paid by transfer is a validated beneficiary; those who earn a salary are trusted. Three others that money passed to or from are
/// kept too, one of them declined. The one that was paid last changed last, so the first of a list is validated and not trusted.
/// </summary>
internal sealed class BeneficiaryGenerator(Chance chance)
{
    private static readonly BeneficiaryStatus[] NeverPaid = [BeneficiaryStatus.Pending, BeneficiaryStatus.Declined, BeneficiaryStatus.Pending];

    private readonly Dictionary<(Guid Organization, string Iban), Dealings> known = [];

    /// <summary>Takes rows in order of creation.</summary>
    public void Follow(Transaction row)
    {
        if (row is not { Status: TransactionStatus.Completed, Counterparty.AccountNumber: { } iban })
            return;
        var dealings = known.GetValueOrDefault((row.OrganizationId, iban)) ?? new(row, null, null);
        known[(row.OrganizationId, iban)] = row is { Side: Side.Debit, SubjectType: SubjectType.Transfer }
            ? dealings with { FirstPayment = dealings.FirstPayment ?? row, LastPayment = row }
            : dealings;
    }

    /// <summary>In order of creation.</summary>
    public IEnumerable<Beneficiary> Make() => Paid().Concat(Unpaid()).OrderBy(beneficiary => beneficiary.CreatedAt);

    private IEnumerable<Beneficiary> Paid()
    {
        foreach (var dealings in known.Values)
        {
            if (dealings is not { FirstPayment: { } first, LastPayment: { } last })
                continue;
            var salary = first.Category == LegacyCategory.Salary;
            yield return Of(first, BeneficiaryStatus.Validated) with
            {
                Email = salary ? null : $"factures@{PlainName.Of(first.Label)}.example",
                ActivityTag = JsonNamingPolicy.SnakeCaseLower.ConvertName(first.Category.ToString()),
                Trusted = salary,
                UpdatedAt = (salary ? first : last).SettledAt!.Value,
            };
        }
    }

    private IEnumerable<Beneficiary> Unpaid() => known
        .Where(pair => pair.Value.FirstPayment is null)
        .GroupBy(pair => pair.Key.Organization, pair => pair.Value.First)
        .SelectMany(rows => rows.Zip(NeverPaid, Of));

    private Beneficiary Of(Transaction row, BeneficiaryStatus status) => new()
    {
        Id = chance.IdAt(row.CreatedAt),
        OrganizationId = row.OrganizationId,
        Name = row.Label,
        Iban = row.Counterparty!.AccountNumber!,
        Bic = row.Counterparty.BankIdentifier,
        Status = status,
        CreatedAt = row.CreatedAt,
        UpdatedAt = row.CreatedAt,
    };

    private sealed record Dealings(Transaction First, Transaction? FirstPayment, Transaction? LastPayment);
}
