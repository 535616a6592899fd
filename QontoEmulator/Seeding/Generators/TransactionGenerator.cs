using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Every row of a seed, month by month and in order of creation. One month at a time is held, whatever the number of rows.</summary>
internal sealed class TransactionGenerator
{
    private const long Capital = 6_000_000;
    private const long ShareholderLoan = 21_000_000;

    private readonly Chance chance = Chance.For("transactions");
    private readonly Cast cast;
    private readonly Budget budget;
    private readonly AttachmentGenerator attachments;
    private readonly Clerk clerk;
    private readonly Filing filing;
    private readonly SideAccounts side;
    private readonly RecurringRows recurring;
    private readonly RareRows rare;
    private readonly DailyRows daily;
    private readonly NeighbourRows neighbour;

    public TransactionGenerator(Cast cast, BankAccount neighbourAccount, Membership neighbourOwner, AttachmentGenerator attachments, int total)
    {
        this.cast = cast;
        this.attachments = attachments;
        budget = new(total);
        clerk = new(chance, cast);
        filing = new(chance, cast);
        side = new(chance, cast, clerk);
        recurring = new(chance, cast, clerk);
        rare = new(chance, cast, clerk);
        daily = new(chance, cast, clerk);
        neighbour = new(chance, clerk, neighbourAccount, neighbourOwner);
    }

    public IEnumerable<Transaction> Rows()
    {
        var numbers = new Dictionary<Guid, int>();
        for (var month = 0; month < Frame.Months; month++)
        {
            var rows = Month(month);
            attachments.AttachTo(rows, month);
            rows.Sort((x, y) => x.CreatedAt.CompareTo(y.CreatedAt) is var order and not 0 ? order : x.Id.CompareTo(y.Id));
            foreach (var row in rows)
                yield return month < Frame.FirstRecentIndex ? row with { Number = Next(numbers, row.BankAccountId) } : row;
        }
    }

    private static int Next(Dictionary<Guid, int> numbers, Guid account) => numbers[account] = numbers.GetValueOrDefault(account) + 1;

    private List<Transaction> Month(int month)
    {
        List<Transaction> opening = month == 0 ? [.. Opening()] : [];
        List<Transaction> rows = [.. side.Reserve(month, budget.ForReserve(month)), .. side.Project(month, budget.ForProject(month))];
        AddMain(rows, month, budget.ForMain(month) - opening.Count);
        rows.AddRange(side.External(month));
        return [.. opening, .. rows.Select(filing.File), .. neighbour.Month(month)];
    }

    /// <summary>Deposits that carry the main account through all months, whatever their order of payments.</summary>
    private IEnumerable<Transaction> Opening()
    {
        var owner = cast.Member(Role.Owner);
        var purpose = cast.CashFlow("Apports");
        (string Reference, long Cents)[] deposits =
        [
            ("Dépôt de capital", Capital),
            ("Apport en compte courant d'associés", (long)(ShareholderLoan * budget.Scale)),
        ];
        foreach (var (place, (reference, cents)) in deposits.Index())
        {
            var at = clerk.Timing.Draw(Pace.Incoming, 0, 4 + place, 4 + place);
            yield return clerk.Income(cast.Main, $"{owner.FirstName} {owner.LastName}", cents, reference, at) with
            {
                CashflowCategoryId = purpose.ParentId,
                CashflowSubcategoryId = purpose.Id,
            };
        }
    }

    /// <param name="rows">Side accounts' rows with their legs on the main account, which count among its rows.</param>
    /// <param name="month">Place in the frame.</param>
    /// <param name="count">Rows on the main account.</param>
    private void AddMain(List<Transaction> rows, int month, int count)
    {
        var others = rows.Count(row => row.BankAccountId != cast.Main.Id);
        rows.AddRange(recurring.Month(month));
        rows.AddRange(Repeat(Math.Max(3, count / 20), () => rare.Next(month)));
        rows.AddRange(Unfinished(month, count));

        var incomes = Math.Max(5, count * 16 / 100);
        rows.AddRange(Repeat(count - (rows.Count - others) - incomes, () => daily.Payment(month)));

        // Clients pay a little more than the month costs, so the account never falls below what the first days' deposits cover.
        var spent = rows.Where(row => row.BankAccountId == cast.Main.Id && row is { Side: Side.Debit, Status: TransactionStatus.Completed })
            .Sum(row => row.AmountCents);
        rows.AddRange(daily.Incomes(month, incomes, (long)(spent * chance.Share(1.01, 1.07))));
    }

    /// <summary>What is not completed: some declined rows in most months, a few reversed ones (Q49), and the pending ones of the last days.</summary>
    private IEnumerable<Transaction> Unfinished(int month, int count)
    {
        var last = month == Frame.LastIndex;
        var declined = Math.Max(last ? 5 : 1 - (month % 2), count / 50);
        foreach (var row in Repeat(declined, () => daily.Payment(month, TransactionStatus.Declined)))
            yield return row;
        if (month % 6 == 5)
            yield return daily.Payment(month, TransactionStatus.Reversed);
        if (!last)
            yield break;
        yield return daily.PendingIncome(month);
        foreach (var row in Repeat(Math.Max(7, count / 200), () => daily.Payment(month, TransactionStatus.Pending)))
            yield return row;
    }

    private static IEnumerable<Transaction> Repeat(int times, Func<Transaction> make)
    {
        for (var i = 0; i < times; i++)
            yield return make();
    }
}
