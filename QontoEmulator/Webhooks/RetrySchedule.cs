namespace QontoEmulator.Webhooks;

/// <summary>
/// When a delivery that failed is tried again (C32). Qonto publishes "exponential, for a few days"; its sister API says ten tries over
/// two days, and these delays make that.
/// </summary>
internal static class RetrySchedule
{
    /// <summary>What passes before each try, from the one before.</summary>
    public static readonly IReadOnlyList<TimeSpan> Delays =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>After this the event is given up, however often it was tried.</summary>
    public static readonly TimeSpan Life = Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay);

    /// <summary>The moment of the next try; null when the event is given up.</summary>
    /// <param name="tries">How often it was tried.</param>
    /// <param name="created">When it happened. One that waited behind another for all of its life is tried once.</param>
    /// <param name="now">When the last try failed.</param>
    public static DateTimeOffset? Next(int tries, DateTimeOffset created, DateTimeOffset now) =>
        tries < Delays.Count && now - created < Life ? now + Delays[tries] : null;
}
