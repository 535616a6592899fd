using System.Collections.Concurrent;

namespace QontoEmulator.Api;

/// <summary>The limits of platform.md 10 per caller's address, on the workspace's clock: asked only under switch rate-limits (Q57).</summary>
internal sealed class RateLimits
{
    private const int MostCallers = 10_000;

    private static readonly Limit[] CallLimits = [new(TimeSpan.FromSeconds(10), 1_000), new(TimeSpan.FromMinutes(10), 10_000)];
    private static readonly Limit UnauthorizedLimit = new(TimeSpan.FromHours(1), 200);

    private readonly ConcurrentDictionary<string, Counted> callers = new(StringComparer.Ordinal);

    /// <summary>Counts a call.</summary>
    /// <returns>How long to wait when a limit is reached; null when the call may go on.</returns>
    public TimeSpan? Admit(string caller, DateTimeOffset now) => With(caller, counted =>
        counted.Unauthorized.Over(UnauthorizedLimit, now, counting: false) ?? counted.Short.Over(CallLimits[0], now) ?? counted.Long.Over(CallLimits[1], now));

    /// <summary>Counts an answer of 401: many of them lead to throttling.</summary>
    public void CountUnauthorized(string caller, DateTimeOffset now) => With(caller, counted => counted.Unauthorized.Over(UnauthorizedLimit, now));

    private TimeSpan? With(string caller, Func<Counted, TimeSpan?> act)
    {
        if (callers.Count > MostCallers)
            callers.Clear();
        var counted = callers.GetOrAdd(caller, _ => new());
        lock (counted)
            return act(counted);
    }

    private readonly record struct Limit(TimeSpan Window, int Most);

    private sealed class Counted
    {
        public Window Short { get; } = new();

        public Window Long { get; } = new();

        public Window Unauthorized { get; } = new();
    }

    /// <summary>Calls in the running window; windows follow each other without a gap.</summary>
    private sealed class Window
    {
        private long index;
        private int count;

        public TimeSpan? Over(Limit limit, DateTimeOffset now, bool counting = true)
        {
            var running = now.UtcTicks / limit.Window.Ticks;
            if (running != index)
                (index, count) = (running, 0);
            if (counting)
                count++;
            return count > limit.Most ? new DateTimeOffset((running + 1) * limit.Window.Ticks, TimeSpan.Zero) - now : null;
        }
    }
}
