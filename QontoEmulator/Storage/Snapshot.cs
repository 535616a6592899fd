using System.Collections.Frozen;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Storage;

/// <summary>The kinds of documents there are. Slices name theirs once; everything else walks this list.</summary>
internal sealed class Schema(IReadOnlyList<TableDefinition> tables)
{
    private readonly FrozenDictionary<Type, int> places =
        tables.Select((table, place) => (table.DocumentType, place)).ToFrozenDictionary(pair => pair.DocumentType, pair => pair.place);

    public IReadOnlyList<TableDefinition> Tables { get; } = tables;

    public int PlaceOf<T>() => places[typeof(T)];

    public int PlaceOf(Type document) => places[document];
}

/// <summary>One state of a workspace's data, whole and unchanging. A request takes it once and answers from it.</summary>
internal class Snapshot
{
    protected Snapshot(Schema schema, Table[] tables, long idCounter)
    {
        Schema = schema;
        Slots = tables;
        IdCounter = idCounter;
    }

    public Schema Schema { get; }

    public IReadOnlyList<Table> Tables => Slots;

    /// <summary>How many ids this state has given out; it makes the next one.</summary>
    public long IdCounter { get; protected set; }

    /// <summary>How the workspace is set.</summary>
    public WorkspaceState State => Get<WorkspaceState>(WorkspaceState.TheId);

    protected Table[] Slots { get; }

    public static Snapshot Of(Schema schema, IEnumerable<Table> tables, long idCounter = 0) => new(schema, [.. tables], idCounter);

    /// <summary>This state with more documents in it.</summary>
    public Snapshot With(IEnumerable<Document> documents)
    {
        var slots = Slots.ToArray();
        foreach (var document in documents)
        {
            var place = Schema.PlaceOf(document.GetType());
            slots[place] = slots[place].Put(document);
        }

        return Of(Schema, slots, IdCounter);
    }

    /// <summary>This state with what a file kept laid over it.</summary>
    public Snapshot Restore(IReadOnlyList<Change> changes, long idCounter)
    {
        var slots = Slots.ToArray();
        foreach (var table in changes.GroupBy(change => change.Table))
        {
            var place = Schema.PlaceOf(table.Key.DocumentType);
            slots[place] = slots[place].Restore([.. table]);
        }

        return Of(Schema, slots, idCounter);
    }

    public Table<T> Table<T>() where T : Document => (Table<T>)Slots[Schema.PlaceOf<T>()];

    public T? Find<T>(Guid id) where T : Document => Table<T>().Find(id)?.Document;

    /// <summary>The document a stored reference points at; it exists, or the store is broken.</summary>
    public T Get<T>(Guid id) where T : Document =>
        Find<T>(id) ?? throw new InvalidOperationException($"{typeof(T).Name} {id} is referred to but not stored.");
}
