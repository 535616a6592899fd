using System.Buffers.Binary;

namespace QontoEmulator.Journal;

/// <summary>
/// The last requests of all workspaces, as bytes under one cap for the process; the oldest go first, whosever they are, and are counted.
/// Bytes in a few large blocks rather than objects: nothing here is looked at by the garbage collector, and taking one in is one copy.
/// </summary>
/// <param name="blocks">How many blocks there may be.</param>
/// <param name="blockBytes">Size of one; no entry may be larger.</param>
internal sealed class JournalRing(int blocks = 64, int blockBytes = 256 * 1024)
{
    // Before every entry: its length, the workspace, its number.
    private const int HeadBytes = sizeof(int) + 16 + sizeof(long);

    private readonly Lock gate = new();
    private readonly Queue<Block> ring = new();
    private readonly Dictionary<Guid, Mark> marks = [];
    private Block? last;
    private long number;

    /// <summary>Takes an entry in. What is larger than a block is left out and counted.</summary>
    public void Append(Guid workspace, ReadOnlySpan<byte> entry)
    {
        lock (gate)
        {
            var mark = marks.TryGetValue(workspace, out var known) ? known : marks[workspace] = new();
            number++;
            if (HeadBytes + entry.Length > blockBytes)
            {
                mark.Dropped++;
                return;
            }

            if (last is null || last.Used + HeadBytes + entry.Length > blockBytes)
                last = NextBlock();
            var target = last.Bytes.AsSpan(last.Used);
            BinaryPrimitives.WriteInt32LittleEndian(target, entry.Length);
            workspace.TryWriteBytes(target[sizeof(int)..]);
            BinaryPrimitives.WriteInt64LittleEndian(target[(sizeof(int) + 16)..], number);
            entry.CopyTo(target[HeadBytes..]);
            last.Used += HeadBytes + entry.Length;
        }
    }

    /// <summary>The entries of a workspace, oldest first, and how many more there were before them.</summary>
    public (IReadOnlyList<(long Number, byte[] Entry)> Entries, long Dropped) Read(Guid workspace, long since = 0)
    {
        lock (gate)
        {
            if (!marks.TryGetValue(workspace, out var mark))
                return ([], 0);
            var found = new List<(long, byte[])>();
            foreach (var block in ring)
            {
                foreach (var (owner, at, entry) in block)
                {
                    if (owner == workspace && at > Math.Max(since, mark.ClearedThrough))
                        found.Add((at, block.Bytes[entry]));
                }
            }

            return (found, mark.Dropped);
        }
    }

    /// <summary>Forgets what a workspace did so far.</summary>
    public void Clear(Guid workspace)
    {
        lock (gate)
            marks[workspace] = new() { ClearedThrough = number };
    }

    /// <summary>Forgets a workspace that is gone. Its bytes stay until others need the room.</summary>
    public void Forget(Guid workspace)
    {
        lock (gate)
            marks.Remove(workspace);
    }

    private Block NextBlock()
    {
        Block block;
        if (ring.Count < blocks)
        {
            block = new(GC.AllocateUninitializedArray<byte>(blockBytes));
        }
        else
        {
            block = ring.Dequeue();
            foreach (var (owner, at, _) in block)
            {
                if (marks.TryGetValue(owner, out var mark) && at > mark.ClearedThrough)
                    mark.Dropped++;
            }

            block.Used = 0;
        }

        ring.Enqueue(block);
        return block;
    }

    private sealed class Mark
    {
        public long ClearedThrough { get; init; }

        public long Dropped { get; set; }
    }

    private sealed class Block(byte[] bytes)
    {
        public byte[] Bytes { get; } = bytes;

        public int Used { get; set; }

        public IEnumerator<(Guid Workspace, long Number, Range Entry)> GetEnumerator()
        {
            for (var at = 0; at < Used;)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(Bytes.AsSpan(at));
                var start = at + HeadBytes;
                yield return (new(Bytes.AsSpan(at + sizeof(int), 16)), BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(at + sizeof(int) + 16)), start..(start + length));
                at = start + length;
            }
        }
    }
}
