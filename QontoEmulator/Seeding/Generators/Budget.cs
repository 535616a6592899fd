namespace QontoEmulator.Seeding.Generators;

/// <summary>How many rows each account gets in each month. The company grows: the last month is the busiest.</summary>
internal sealed class Budget(int total)
{
    /// <summary>Fewer rows than this have no room for every kind beside what recurs.</summary>
    public const int Least = 1_000;

    public const int Most = 5_000_000;

    private readonly int reserve = (int)(total * 9L / 100);
    private readonly int project = (int)(total * 2L / 100);

    /// <summary>How much larger than the committed seed; at least 1.</summary>
    public double Scale { get; } = Math.Max(1, total / (double)SeedCommand.DefaultTransactions);

    private int Main => total - reserve - project - SideAccounts.ExternalCount - NeighbourRows.Count;

    public int ForMain(int month) => Until(month + 1) - Until(month);

    public int ForReserve(int month) => Part(reserve, month - SideAccounts.ReserveFirstMonth, Frame.Months - SideAccounts.ReserveFirstMonth);

    public int ForProject(int month) =>
        Part(project, month - SideAccounts.ProjectFirstMonth, SideAccounts.ProjectLastMonth - SideAccounts.ProjectFirstMonth + 1);

    /// <summary>The share of one of several parts that are as equal as whole numbers can be; none outside of them.</summary>
    public static int Part(int count, int part, int parts) =>
        part < 0 || part >= parts ? 0 : (int)((count * (part + 1L) / parts) - (count * (long)part / parts));

    /// <summary>Rows of the main account before a month: it starts at three quarters of the mean and ends at five quarters.</summary>
    private int Until(int month)
    {
        var share = month / (double)Frame.Months;
        return (int)Math.Round(Main * share * (0.75 + (0.25 * share)), MidpointRounding.AwayFromZero);
    }
}
