using System.Collections.Immutable;
using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

/// <summary>Which transactions of an account were asked for, and in what order. Filters combine with AND, values of one with OR (A08).</summary>
/// <param name="Statuses">At least one.</param>
/// <param name="Side">Both when null.</param>
/// <param name="OperationTypes">All when empty.</param>
/// <param name="WithAttachments">With, without, or either.</param>
/// <param name="Ranges">One per kept order, in their order: inclusive at both ends, UTC (A09).</param>
/// <param name="Sorting">By one of the kept orders.</param>
internal sealed record TransactionQuery(
    IReadOnlyList<TransactionStatus> Statuses, Side? Side, IReadOnlyList<OperationType> OperationTypes, bool? WithAttachments,
    IReadOnlyList<TimeRange> Ranges, Sorting Sorting)
{
    private static readonly string[] Properties = [.. TransactionOrders.All.Select(order => order.Name)];

    public static TransactionQuery Read(QueryReader query)
    {
        // Without a status filter: completed only (A05). reversed is no filter value (A06).
        var statuses = query.Enums<TransactionStatus>("status", status => status != TransactionStatus.Reversed);
        return new(
            statuses is [] ? [TransactionStatus.Completed] : [.. statuses.Distinct().Order()],
            query.Enum<Side>("side"),
            [.. query.Enums<OperationType>("operation_type").Distinct().Order()],
            query.Flag("with_attachments"),
            [.. Properties.Select(property => new TimeRange(query.Time(property + "_from"), query.Time(property + "_to")))],
            query.Sort(Properties));
    }

    public Selection<Transaction> Select(Table<Transaction> table, Guid account, bool withReversed)
    {
        IReadOnlyList<TransactionStatus> statuses = withReversed && Statuses.Contains(TransactionStatus.Declined) ? [.. Statuses, TransactionStatus.Reversed] : Statuses;
        var sortedBy = Array.IndexOf(Properties, Sorting.Property);
        var plain = Side is null && OperationTypes is [] && WithAttachments is null;
        var ranged = Ranges.Index().Where(range => range.Item.Any).Select(range => range.Index).ToArray();

        // The common questions are a stretch of one kept order, found by rank.
        if (plain && statuses is [var only] && (ranged is [] || ranged is [var one] && one == sortedBy))
        {
            var rows = table.Ordered(sortedBy, TransactionOrders.PartitionOf(account, only));
            var (from, to) = Stretch(rows, sortedBy);
            return new(rows, from, to - from, Sorting.Descending);
        }

        // The rest looks through the shortest such stretch, and its result is kept for the pages that follow.
        var through = ranged is [] ? sortedBy : ranged[0];
        var source = statuses.SelectMany(status =>
        {
            var rows = table.Ordered(through, TransactionOrders.PartitionOf(account, status));
            var (from, to) = Stretch(rows, through);
            return Enumerable.Range(from, to - from).Select(index => rows[index]);
        });
        var order = TransactionOrders.All[sortedBy];
        return table.Select(
            $"{account} {string.Join(',', statuses)} {Side} {string.Join(',', OperationTypes)} {WithAttachments} {string.Join(',', Ranges)} {Sorting}",
            Matches,
            Sorting.Descending ? (x, y) => order.Compare(y, x) : order.Compare,
            source);
    }

    private bool Matches(Transaction transaction) =>
        (Side is null || transaction.Side == Side)
        && (OperationTypes is [] || OperationTypes.Contains(transaction.OperationType))
        && (WithAttachments is null || transaction.AttachmentIds.Length > 0 == WithAttachments)
        && Ranges.Index().All(range => !range.Item.Any || range.Item.Holds(TransactionOrders.Times[range.Index](transaction)));

    private (int From, int To) Stretch(ImmutableSortedSet<Row<Transaction>> rows, int order)
    {
        var (time, range) = (TransactionOrders.Times[order], Ranges[order]);
        if (!range.Any)
            return (0, rows.Count);
        var from = FirstFrom(rows, time, range.From ?? DateTimeOffset.MinValue);

        // A range that ends before it begins holds nothing.
        return (from, Math.Max(from, FirstFrom(rows, time, range.To is { } to ? to.AddTicks(1) : DateTimeOffset.MaxValue)));
    }

    /// <summary>Rank of the first row at or after a time. A row without that time counts as the latest, so no range holds it (A10).</summary>
    private static int FirstFrom(ImmutableSortedSet<Row<Transaction>> rows, Func<Transaction, DateTimeOffset> time, DateTimeOffset from)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (time(rows[middle].Document) < from)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>A stretch of time, open where an end is null.</summary>
internal readonly record struct TimeRange(DateTimeOffset? From, DateTimeOffset? To)
{
    public bool Any => From is not null || To is not null;

    public bool Holds(DateTimeOffset time) => time != DateTimeOffset.MaxValue && (From is null || time >= From) && (To is null || time <= To);

    /// <summary>Names the range to the millisecond, as the kept selections need it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:O}..{To:O}");
}
