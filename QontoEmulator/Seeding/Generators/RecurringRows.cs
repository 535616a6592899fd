using System.Globalization;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>What comes back every month on the main account.</summary>
internal sealed class RecurringRows(Chance chance, Cast cast, Clerk clerk)
{
    private static readonly Business Landlord = new(Names.Landlord, LegacyCategory.OfficeRental, 290_000, 290_000, 20m);
    private static readonly Business SocialCharges = new(Names.SocialCharges, LegacyCategory.Tax, 440_000, 560_000);

    public IEnumerable<Transaction> Month(int month)
    {
        var period = Frame.MonthAt(month).Start.ToString("MM/yyyy", CultureInfo.InvariantCulture);
        yield return Fee(month, period);
        yield return clerk.DirectDebit(cast.Main, Landlord, Landlord.Most, $"Loyer {period}", clerk.Draw(Pace.Collected, month, 3, 6));
        yield return clerk.DirectDebit(cast.Main, SocialCharges, chance.Cents(SocialCharges.Least, SocialCharges.Most), $"Cotisations {period}",
            clerk.Draw(Pace.Collected, month, 15, 16));
        yield return clerk.Transfer(cast.Main, Names.Accountant, 54_000, LegacyCategory.LegalAndAccounting, $"Honoraires {period}",
            clerk.Draw(Pace.Classic, month, 9, 14)).WithVat(20m, chance);

        foreach (var utility in new[] { 0, 1, 2, 3 + (month % 3) }.Select(place => Names.Utilities[place]))
        {
            yield return clerk.DirectDebit(cast.Main, utility, chance.Cents(utility.Least, utility.Most), $"Prélèvement {period}",
                clerk.Draw(Pace.Collected, month, 5, 20));
        }

        foreach (var salary in Salaries(month, period))
            yield return salary;

        if (Financing(month) is { } financing)
            yield return financing;
    }

    /// <summary>A28.</summary>
    private Transaction Fee(int month, string period) =>
        (clerk.Book(cast.Main, Kind.Fee, "Qonto", 11_880, clerk.Draw(Pace.Instant, month, 1, 2)) with
        {
            Reference = $"Facture Qonto {period}",
            Logo = "qonto",
        }).WithVat(20m, chance);

    private IEnumerable<Transaction> Salaries(int month, string period)
    {
        var staff = cast.Members.Where(member => member.Role != Role.Accountant)
            .Select(member => $"{member.FirstName} {member.LastName}").Concat(Names.Workers);
        var hired = 5 + (month / 8);
        return staff.Take(hired).Select((name, place) => clerk.Transfer(
            cast.Main, name, 318_000 - (place * 17_350), LegacyCategory.Salary, $"Salaire {period}", clerk.Draw(Pace.Classic, month, 25, 26)));
    }

    /// <summary>Twice a year an invoice is paid later: the lender pays it, and gets the money back in three months.</summary>
    private Transaction? Financing(int month) => (month % 6) switch
    {
        1 => clerk.Book(cast.Main, Kind.FinancingIncome, Names.Lender, 600_000, clerk.Draw(Pace.Incoming, month, 8, 20)),
        var part and >= 2 and <= 4 => clerk.Book(cast.Main, Kind.FinancingInstallment, Names.Lender, 204_000, clerk.Draw(Pace.Instant, month, 8, 9)) with
        {
            Detail = new() { TotalInstallmentsNumber = 3, CurrentInstallmentNumber = part - 1 },
        },
        _ => null,
    };
}
