using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Shops, suppliers and clients on the main account.</summary>
internal sealed class DailyRows(Chance chance, Cast cast, Clerk clerk)
{
    /// <summary>The first day that a row of the last month may still be pending from.</summary>
    private const int StillPending = 24;

    private int invoices = 100;
    private int orders = 400;

    /// <summary>One payment. Pending ones are of the last days, since whatever is older has settled.</summary>
    public Transaction Payment(int month, TransactionStatus status = TransactionStatus.Completed)
    {
        var from = status == TransactionStatus.Pending ? StillPending : 1;
        return chance.Share(0, 1) switch
        {
            < 0.70 => clerk.CardPayment(cast.Main, chance.Pick(Names.Merchants), clerk.Draw(Pace.Card, month, from, 27, status)),
            < 0.93 => Supplier(chance.Pick(Names.Suppliers), month, from, status),
            _ => Collected(chance.Pick(Names.Utilities), month, from, status),
        };
    }

    /// <summary>Money that clients sent and that has not arrived yet.</summary>
    public Transaction PendingIncome(int month) => Income(
        chance.Cents(40_000, 900_000), clerk.Draw(Pace.Incoming, month, StillPending, 27, TransactionStatus.Pending));

    /// <summary>What clients pay in a month, drawn so that it adds up to a total, about.</summary>
    public IEnumerable<Transaction> Incomes(int month, int count, long totalCents)
    {
        var weights = Enumerable.Range(0, count).Select(_ => chance.Share(0.3, 1.7)).ToList();
        var whole = weights.Sum();
        return weights.Select(weight => Income((long)(totalCents * weight / whole), clerk.Draw(Pace.Incoming, month, 1, 27)));
    }

    private Transaction Supplier(Business supplier, int month, int from, TransactionStatus status)
    {
        var at = clerk.Draw(chance.Odds(0.4) ? Pace.Instant : Pace.Classic, month, from, 27, status);
        var reference = FormattableString.Invariant($"FAC-{at.EmittedAt.Year}-{orders++}");
        return (clerk.Transfer(cast.Main, supplier.Name, chance.Cents(supplier.Least, supplier.Most), supplier.Category, reference, at) with
        {
            Logo = supplier.Logo,
        }).WithVat(supplier.Vat, chance);
    }

    private Transaction Collected(Business creditor, int month, int from, TransactionStatus status)
    {
        var at = clerk.Draw(Pace.Collected, month, from, 27, status);
        return clerk.DirectDebit(cast.Main, creditor, chance.Cents(creditor.Least, creditor.Most), $"Échéance {at.EmittedAt:MM/yyyy}", at);
    }

    private Transaction Income(long cents, Moments at) => clerk.Income(
        cast.Main, chance.Pick(Names.Clients), cents, FormattableString.Invariant($"CH-{at.EmittedAt.Year}-{invoices++:0000}"), at)
        .WithVat(chance.Odds(0.7) ? 20m : null, chance);
}
