namespace QontoEmulator.Storage;

/// <summary>Part of a table that is always asked for together, such as one account's rows of one status.</summary>
internal readonly record struct Partition(Guid Parent, int Kind);

/// <summary>An order kept up to date at every write, so that any page of it is found by rank.</summary>
/// <param name="name">The property as <c>sort_by</c> names it.</param>
/// <param name="partition">Which part of the table a document stands in.</param>
/// <param name="compare">Ascending order; it must tell any two documents apart.</param>
internal sealed class Order<T>(string name, Func<T, Partition> partition, Comparison<T> compare) : IComparer<Row<T>> where T : Document
{
    public string Name { get; } = name;

    public Partition PartitionOf(T document) => partition(document);

    public int Compare(T x, T y) => compare(x, y);

    public int Compare(Row<T>? x, Row<T>? y) => compare(x!.Document, y!.Document);
}
