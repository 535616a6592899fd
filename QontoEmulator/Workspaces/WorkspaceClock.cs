using QontoEmulator.Storage;

namespace QontoEmulator.Workspaces;

/// <summary>A workspace's time: the real one, until it is set, frozen or advanced. UTC, whole milliseconds.</summary>
internal sealed class WorkspaceClock(TimeProvider real, Func<Snapshot> current)
{
    public DateTimeOffset Now => current().State is var state && state.FrozenAt is { } frozen ? frozen : Truncate(real.GetUtcNow().AddMilliseconds(state.ClockOffsetMs));

    public bool IsFrozen => current().State.FrozenAt is not null;

    /// <summary>How far ahead of real time it is; negative when behind.</summary>
    public TimeSpan Offset => current().State is { FrozenAt: { } frozen } ? frozen - Truncate(real.GetUtcNow()) : TimeSpan.FromMilliseconds(current().State.ClockOffsetMs);

    /// <summary>Sets the time as part of a change.</summary>
    public void Set(Tx tx, DateTimeOffset now, bool frozen) =>
        tx.Put(tx.State with { ClockOffsetMs = (now - real.GetUtcNow()).TotalMilliseconds, FrozenAt = frozen ? Truncate(now.ToUniversalTime()) : null });

    /// <summary>Back to real time.</summary>
    public static void Release(Tx tx) => tx.Put(tx.State with { ClockOffsetMs = 0, FrozenAt = null });

    public static DateTimeOffset Truncate(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
