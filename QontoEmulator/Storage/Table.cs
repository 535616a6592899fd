using System.Collections.Immutable;
using QontoEmulator.Seeding;

namespace QontoEmulator.Storage;

/// <summary>All documents of one kind, immutable: every change makes a new table that shares what did not change.</summary>
internal abstract class Table(TableDefinition definition)
{
    public TableDefinition Definition { get; } = definition;

    public abstract int Count { get; }

    public abstract IEnumerable<Document> Documents { get; }

    public abstract Table Put(Document document);

    /// <summary>What changed from an earlier state of this table to this one.</summary>
    public abstract IEnumerable<Change> Since(Table earlier);

    /// <summary>This table with changes laid over it, as a file kept them.</summary>
    public abstract Table Restore(IReadOnlyList<Change> changes);
}

/// <inheritdoc/>
internal sealed class Table<T> : Table where T : Document
{
    private readonly TableDefinition<T> definition;
    private readonly ImmutableDictionary<Guid, Row<T>> rows;
    private readonly ImmutableDictionary<(int Order, Partition Partition), ImmutableSortedSet<Row<T>>> orders;
    private readonly long nextSequence;
    private readonly Lazy<SelectionCache<T>> selections = new();

    private Table(
        TableDefinition<T> definition,
        ImmutableDictionary<Guid, Row<T>> rows,
        ImmutableDictionary<(int Order, Partition Partition), ImmutableSortedSet<Row<T>>> orders,
        long nextSequence) : base(definition)
    {
        this.definition = definition;
        this.rows = rows;
        this.orders = orders;
        this.nextSequence = nextSequence;
    }

    public override int Count => rows.Count;

    /// <summary>Every document in order of creation.</summary>
    public override IEnumerable<Document> Documents => InOrderOfCreation.Select(row => row.Document);

    public IEnumerable<Row<T>> Rows => rows.Values;

    public IEnumerable<Row<T>> InOrderOfCreation => Select("", static _ => true).Rows;

    public static Table<T> Create(TableDefinition<T> definition, IEnumerable<T> documents)
    {
        var byId = ImmutableDictionary.CreateBuilder<Guid, Row<T>>();
        var sequence = 0L;
        foreach (var document in documents)
        {
            if (!byId.TryAdd(document.Id, new(document, sequence++)))
                throw new SeedException($"two documents have the id {document.Id}");
        }

        return Build(definition, byId, sequence);
    }

    private static Table<T> Build(TableDefinition<T> definition, ImmutableDictionary<Guid, Row<T>>.Builder byId, long nextSequence)
    {
        var ordered = ImmutableDictionary.CreateBuilder<(int, Partition), ImmutableSortedSet<Row<T>>>();
        for (var i = 0; i < definition.Orders.Count; i++)
        {
            var order = definition.Orders[i];
            foreach (var partition in byId.Values.GroupBy(row => order.PartitionOf(row.Document)))
                ordered.Add((i, partition.Key), partition.ToImmutableSortedSet(order));
        }

        return new(definition, byId.ToImmutable(), ordered.ToImmutable(), nextSequence);
    }

    public Row<T>? Find(Guid id) => rows.GetValueOrDefault(id);

    public override Table Put(Document document) => Put((T)document);

    /// <summary>Puts a document in place of the one with its id, or behind all others.</summary>
    public Table<T> Put(T document)
    {
        var old = rows.GetValueOrDefault(document.Id);
        var row = new Row<T>(document, old?.Sequence ?? nextSequence);
        return new(definition, rows.SetItem(document.Id, row), Reorder(old, row), old is null ? nextSequence + 1 : nextSequence);
    }

    public Table<T> Delete(Guid id) =>
        rows.TryGetValue(id, out var old) ? new(definition, rows.Remove(id), Reorder(old, null), nextSequence) : this;

    public override IEnumerable<Change> Since(Table earlier)
    {
        if (ReferenceEquals(earlier, this))
            yield break;
        var before = ((Table<T>)earlier).rows;
        foreach (var (id, row) in rows)
        {
            if (!ReferenceEquals(before.GetValueOrDefault(id), row))
                yield return new(definition, id, row.Sequence, row.Document);
        }

        foreach (var id in before.Keys.Where(id => !rows.ContainsKey(id)))
            yield return new(definition, id, 0, null);
    }

    public override Table Restore(IReadOnlyList<Change> changes)
    {
        var byId = rows.ToBuilder();
        foreach (var change in changes)
        {
            if (change.Document is T document)
                byId[change.Id] = new(document, change.Sequence);
            else
                byId.Remove(change.Id);
        }

        return Build(definition, byId, Math.Max(nextSequence, changes.Max(change => change.Sequence) + 1));
    }

    /// <summary>A kept order of one partition, ascending. Empty when nothing stands in it.</summary>
    public ImmutableSortedSet<Row<T>> Ordered(int order, Partition partition) => orders.GetValueOrDefault((order, partition), []);

    /// <summary>Rows that pass a filter, sorted; kept for the next page of the same question to the same state of the table.</summary>
    /// <param name="key">Names filter and sort; equal keys must mean equal results.</param>
    /// <param name="filter">Which documents to keep.</param>
    /// <param name="compare">Sort; order of creation when absent or a tie.</param>
    /// <param name="source">Rows to look through; all when absent.</param>
    public Selection<T> Select(string key, Func<T, bool> filter, Comparison<T>? compare = null, IEnumerable<Row<T>>? source = null) =>
        Selection<T>.Of(selections.Value.GetOrAdd(key, () =>
        {
            var found = (source ?? rows.Values).Where(row => filter(row.Document)).ToArray();
            Array.Sort(found, (x, y) => compare?.Invoke(x.Document, y.Document) is { } order and not 0 ? order : x.Sequence.CompareTo(y.Sequence));
            return found;
        }));

    private ImmutableDictionary<(int, Partition), ImmutableSortedSet<Row<T>>> Reorder(Row<T>? old, Row<T>? row)
    {
        var result = orders;
        for (var i = 0; i < definition.Orders.Count; i++)
        {
            var order = definition.Orders[i];
            if (old is not null)
            {
                var key = (i, order.PartitionOf(old.Document));
                result = result.SetItem(key, result[key].Remove(old));
            }

            if (row is not null)
            {
                var key = (i, order.PartitionOf(row.Document));
                result = result.SetItem(key, result.GetValueOrDefault(key, ImmutableSortedSet.Create<Row<T>>(order)).Add(row));
            }
        }

        return result;
    }
}
