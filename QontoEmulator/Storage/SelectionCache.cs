namespace QontoEmulator.Storage;

/// <summary>The latest results of filters over one state of a table; it dies with that state.</summary>
internal sealed class SelectionCache<T> where T : Document
{
    private const int MaxEntries = 32;
    private const int MaxRows = 4_000_000;

    private readonly Lock guard = new();
    private readonly LinkedList<(string Key, Row<T>[] Rows)> newestFirst = new();
    private int rows;

    public Row<T>[] GetOrAdd(string key, Func<Row<T>[]> compute)
    {
        lock (guard)
        {
            for (var node = newestFirst.First; node is not null; node = node.Next)
            {
                if (!string.Equals(node.Value.Key, key, StringComparison.Ordinal))
                    continue;
                newestFirst.Remove(node);
                newestFirst.AddFirst(node);
                return node.Value.Rows;
            }
        }

        // Computed outside the lock: two readers may do the work twice, none waits for a long scan of another question.
        var found = compute();
        lock (guard)
        {
            newestFirst.AddFirst((key, found));
            rows += found.Length;
            while (newestFirst.Count > 1 && (newestFirst.Count > MaxEntries || rows > MaxRows))
            {
                rows -= newestFirst.Last!.Value.Rows.Length;
                newestFirst.RemoveLast();
            }
        }

        return found;
    }
}
