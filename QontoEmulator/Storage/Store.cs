namespace QontoEmulator.Storage;

/// <summary>The data of one workspace: one writer at a time, any number of readers that never wait.</summary>
/// <param name="workspace">Whose data it is.</param>
/// <param name="start">The state to begin with; with a file, one that the file holds already.</param>
/// <param name="now">The workspace's clock.</param>
/// <param name="committer">Makes changes durable; null when everything lives in memory.</param>
/// <param name="changed">Told of every state, durable now, and the one before it; it must not wait.</param>
internal sealed class Store(Guid workspace, Snapshot start, Func<DateTimeOffset> now, Committer? committer, Action<Snapshot, Snapshot>? changed = null)
{
    private readonly Lock writing = new();

    // With a file the applied tip runs ahead of what is durable; readers only ever see the latter.
    private Snapshot tip = start;
    private volatile Snapshot current = start;

    /// <summary>The last durable state. Take it once per request.</summary>
    public Snapshot Current => current;

    /// <summary>Makes a change. When <paramref name="change"/> throws, nothing of it is kept; otherwise all of it is, and is durable when this completes.</summary>
    /// <param name="change">Reads and writes through the transaction; what it returns is handed on, a refusal included.</param>
    /// <param name="at">The time the change happens at, when it is not now: a job runs at the moment it was due.</param>
    /// <exception cref="StorageException">The file could not be written; nothing is kept.</exception>
    public async ValueTask<T> Write<T>(Func<Tx, T> change, DateTimeOffset? at = null)
    {
        T result;
        Task durable;
        lock (writing)
        {
            var tx = new Tx(tip, at ?? now());
            result = change(tx);
            durable = Advance(tx.Commit(), next => new DocumentsChanged(workspace, tx.Changes, next.IdCounter));
        }

        await durable;
        return result;
    }

    /// <summary>Puts another state in place of the whole, as a reset does.</summary>
    /// <param name="change">Makes the new state from the present one.</param>
    /// <param name="record">What the file is to keep of it, from the state before and the one after.</param>
    public async ValueTask Replace(Func<Snapshot, Snapshot> change, Func<Snapshot, Snapshot, FileChange> record)
    {
        Task durable;
        lock (writing)
        {
            var before = tip;
            durable = Advance(change(before), next => record(before, next));
        }

        await durable;
    }

    /// <summary>For the committer: the state is durable now.</summary>
    internal void Publish(Snapshot durable)
    {
        var before = current;
        current = durable;
        changed?.Invoke(before, durable);
    }

    /// <summary>For the committer: the file refused, so everything that is not durable is dropped.</summary>
    internal void DropTip(Exception reason)
    {
        lock (writing)
        {
            tip = current;
            committer!.Withdraw(this, reason);
        }
    }

    private Task Advance(Snapshot next, Func<Snapshot, FileChange> record)
    {
        tip = next;
        if (committer is not null)
            return committer.Enqueue(record(next), this, next);
        Publish(next);
        return Task.CompletedTask;
    }
}
