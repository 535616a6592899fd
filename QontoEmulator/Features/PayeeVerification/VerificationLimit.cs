namespace QontoEmulator.Features.PayeeVerification;

/// <summary>Counts verifications that no transfer follows, per organization (P32); asked under switch vop-rate-limit only. Qonto's threshold is not published.</summary>
internal sealed class VerificationLimit
{
    private const int Most = 30;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Dictionary<Guid, List<DateTimeOffset>> pending = [];

    /// <returns>How long to wait when there are too many; null when another one may be made.</returns>
    public TimeSpan? Wait(Guid organizationId, DateTimeOffset now)
    {
        lock (pending)
        {
            if (!pending.TryGetValue(organizationId, out var times))
                return null;

            // The clock can be set back too.
            times.RemoveAll(time => time + Window <= now || time > now);
            return times.Count < Most ? null : times[0] + Window - now;
        }
    }

    /// <param name="organizationId">Who verified.</param>
    /// <param name="time">When; the token says it again.</param>
    public void Verified(Guid organizationId, DateTimeOffset time)
    {
        lock (pending)
        {
            if (!pending.TryGetValue(organizationId, out var times))
                pending.Add(organizationId, times = []);
            times.Add(time);
        }
    }

    /// <summary>A transfer was made with the token of that moment.</summary>
    public void Followed(Guid organizationId, DateTimeOffset time)
    {
        lock (pending)
            pending.GetValueOrDefault(organizationId)?.Remove(time);
    }
}
