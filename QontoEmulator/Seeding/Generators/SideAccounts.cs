using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>The company's other accounts. They live on what the main account moves to them, so most months bring rows on both.</summary>
internal sealed class SideAccounts(Chance chance, Cast cast, Clerk clerk)
{
    public const int ReserveFirstMonth = 1;
    public const int ProjectFirstMonth = 3;
    public const int ProjectLastMonth = 10;
    public const int ExternalFirstMonth = Frame.Months - ExternalCount;
    public const int ExternalCount = 20;

    /// <summary>Payments start when the month's money has arrived.</summary>
    private const int FirstPayment = 9;

    private long projectBalance;

    /// <summary>Taxes and savings: money in early in the month, most of it spent, interest on the rest.</summary>
    /// <param name="month">Place in the frame.</param>
    /// <param name="count">Rows on the account; the main account's leg is added to them.</param>
    public IEnumerable<Transaction> Reserve(int month, int count)
    {
        if (count == 0)
            yield break;

        var payments = count - (month == ReserveFirstMonth ? 1 : 2);
        var (debit, credit) = clerk.Move(
            cast.Main, cast.Reserve, 300_000 + (payments * 40_000L), "Provision TVA", clerk.Draw(Pace.Instant, month, 5, 7));
        yield return debit;
        yield return credit;

        if (month > ReserveFirstMonth)
        {
            yield return clerk.Book(cast.Reserve, Kind.Remuneration, "Qonto", chance.Cents(400, 6_000), clerk.Draw(Pace.Incoming, month, 1, 2)) with
            {
                Logo = "qonto",
            };
        }

        for (var i = 0; i < payments; i++)
        {
            var cents = chance.Cents(credit.AmountCents / 5, credit.AmountCents * 17 / 20) / payments;
            yield return clerk.Transfer(
                cast.Reserve, Names.TaxOffice, cents, LegacyCategory.Tax, $"TVA {debit.EmittedAt:MM/yyyy}", clerk.Draw(Pace.Classic, month, FirstPayment, 27));
        }
    }

    /// <summary>One building site: when it is done, what is left goes back and the account is closed with nothing on it (A40).</summary>
    /// <inheritdoc cref="Reserve"/>
    public IEnumerable<Transaction> Project(int month, int count)
    {
        if (count == 0)
            yield break;

        var last = month == ProjectLastMonth;
        var payments = count - (last ? 2 : 1);
        var (debit, credit) = clerk.Move(
            cast.Main, cast.Project, 150_000 + (payments * 30_000L), "Budget Belvédère", clerk.Draw(Pace.Instant, month, 5, 7));
        yield return debit;
        yield return credit;
        projectBalance += credit.AmountCents;

        for (var i = 0; i < payments; i++)
        {
            var supplier = chance.Pick(Names.Suppliers);
            var cents = chance.Cents(credit.AmountCents / 5, credit.AmountCents * 9 / 10) / payments;
            yield return clerk.Transfer(
                cast.Project, supplier.Name, cents, supplier.Category, "Belvédère", clerk.Draw(Pace.Classic, month, FirstPayment, 24))
                .WithVat(supplier.Vat, chance);
            projectBalance -= cents;
        }

        if (!last)
            yield break;
        var (leaving, arriving) = clerk.Move(cast.Project, cast.Main, projectBalance, "Clôture du compte", clerk.Draw(Pace.Instant, month, 27, 27));
        yield return leaving;
        yield return arriving;
    }

    /// <summary>An account at another bank, looked at only: one row a month, and nobody here started it.</summary>
    public IEnumerable<Transaction> External(int month)
    {
        if (month < ExternalFirstMonth)
            yield break;
        yield return (month - ExternalFirstMonth) % 3 == 0
            ? clerk.Income(cast.External, chance.Pick(Names.Clients), chance.Cents(400_000, 900_000), "Virement reçu", clerk.Draw(Pace.Incoming, month, 4, 26))
            : clerk.Transfer(cast.External, chance.Pick(Names.Suppliers).Name, chance.Cents(9_000, 180_000), LegacyCategory.OtherExpense,
                "Virement émis", clerk.Draw(Pace.Classic, month, 4, 26)) with
            { InitiatorId = null };
    }
}
