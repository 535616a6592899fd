namespace QontoEmulator.Storage;

/// <summary>Rows that a list answers from, in their order: a stretch of a kept order, or the memoised result of a filter.</summary>
internal sealed class Selection<T>(IReadOnlyList<Row<T>> rows, int from, int count, bool descending) where T : Document
{
    public static readonly Selection<T> None = new([], 0, 0, descending: false);

    public int Count { get; } = count;

    public Row<T> this[int index] => rows[descending ? from + Count - 1 - index : from + index];

    public IEnumerable<Row<T>> Rows => Enumerable.Range(0, Count).Select(index => this[index]);

    public static Selection<T> Of(IReadOnlyList<Row<T>> rows) => new(rows, 0, rows.Count, descending: false);
}
