namespace QontoEmulator.Workspaces;

/// <summary>A workspace's time: the real one, until it is set, frozen or advanced. UTC, whole milliseconds.</summary>
internal sealed class WorkspaceClock(TimeProvider real, DateTimeOffset? start)
{
    private volatile Reading reading = start is { } time ? new(time - real.GetUtcNow(), FrozenAt: null) : new(TimeSpan.Zero, FrozenAt: null);

    public DateTimeOffset Now => Truncate(reading.FrozenAt ?? (real.GetUtcNow() + reading.Offset));

    public bool IsFrozen => reading.FrozenAt is not null;

    /// <summary>How far ahead of real time it runs; negative when behind.</summary>
    public TimeSpan Offset => Now - Truncate(real.GetUtcNow());

    public void Set(DateTimeOffset now, bool frozen) => reading = new(now - real.GetUtcNow(), frozen ? Truncate(now) : null);

    /// <summary>Back to real time.</summary>
    public void Release() => reading = new(TimeSpan.Zero, FrozenAt: null);

    private static DateTimeOffset Truncate(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));

    private sealed record Reading(TimeSpan Offset, DateTimeOffset? FrozenAt);
}
