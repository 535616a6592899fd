namespace QontoEmulator.Storage;

/// <summary>The data of one workspace: one writer at a time, any number of readers that never wait.</summary>
internal sealed class Store(Snapshot seed, Func<DateTimeOffset> now)
{
    private readonly Lock writing = new();
    private volatile Snapshot current = seed;

    /// <summary>The last committed state. Take it once per request.</summary>
    public Snapshot Current => current;

    /// <summary>Makes a change. When <paramref name="change"/> throws, nothing of it is kept; otherwise all of it is.</summary>
    /// <param name="change">Reads and writes through the transaction; what it returns is handed on, a refusal included.</param>
    /// <param name="at">The time the change happens at, when it is not now: a job runs at the moment it was due.</param>
    public ValueTask<T> Write<T>(Func<Tx, T> change, DateTimeOffset? at = null)
    {
        lock (writing)
        {
            var tx = new Tx(current, at ?? now());
            var result = change(tx);
            current = tx.Commit();
            return ValueTask.FromResult(result);
        }
    }

    /// <summary>Puts another state in place of the whole: reset, restore, import.</summary>
    public ValueTask Replace(Func<Snapshot, Snapshot> change)
    {
        lock (writing)
            current = change(current);
        return ValueTask.CompletedTask;
    }
}
