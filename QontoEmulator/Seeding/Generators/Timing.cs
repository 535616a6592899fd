using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>How long a movement takes from its order to its settlement.</summary>
internal enum Pace
{
    /// <summary>Money that arrives: recorded as it settles, or seconds before (A29).</summary>
    Incoming,

    /// <summary>About three seconds (A30).</summary>
    Instant,

    /// <summary>Hours, or the next day (A30).</summary>
    Classic,

    /// <summary>One or two days after the payment.</summary>
    Card,

    /// <summary>Some hours.</summary>
    Collected,
}

/// <summary>The times of one row.</summary>
internal readonly record struct Moments(
    TransactionStatus Status, DateTimeOffset EmittedAt, DateTimeOffset CreatedAt, DateTimeOffset? SettledAt, DateTimeOffset UpdatedAt);

/// <summary>Draws the times of rows; all lie in the month asked for, but that of a later change.</summary>
internal sealed class Timing(Chance chance)
{
    /// <param name="pace">How long settlement takes.</param>
    /// <param name="month">Place in the frame.</param>
    /// <param name="from">First day that the row may be emitted on.</param>
    /// <param name="to">Last day; brought forward where settlement would leave the frame's days.</param>
    /// <param name="status">Only completed rows have settled (A21).</param>
    public Moments Draw(Pace pace, int month, int from, int to, TransactionStatus status = TransactionStatus.Completed)
    {
        var last = Math.Min(to, pace == Pace.Card ? Frame.LastDay - 2 : Frame.LastDay - 1);
        var hours = pace == Pace.Card ? chance.Hours(6, 23) : chance.Hours(7, 19);
        var emitted = Frame.At(month, chance.Between(Math.Min(from, last), last), hours);
        return At(pace, emitted, status);
    }

    private Moments At(Pace pace, DateTimeOffset emitted, TransactionStatus status)
    {
        var created = emitted + chance.Milliseconds(pace == Pace.Incoming ? 15 : -60, 140);
        if (status != TransactionStatus.Completed)
            return new(status, emitted, created, null, created + chance.Milliseconds(40, status == TransactionStatus.Declined ? 4_000 : 900));

        var settled = pace switch
        {
            Pace.Incoming => chance.Odds(0.5) ? emitted : emitted + chance.Milliseconds(300, 4_000),
            Pace.Instant => emitted + chance.Milliseconds(2_400, 3_700),
            Pace.Classic => emitted + (chance.Odds(0.5) ? chance.Hours(2, 7) : chance.Hours(16, 26)),
            Pace.Card => emitted - emitted.TimeOfDay + TimeSpan.FromDays(chance.Between(1, 2)) + chance.Hours(4, 10),
            _ => emitted + chance.Hours(1, 5),
        };
        return new(status, emitted, created, settled, ChangedAfter(settled > created ? settled : created));
    }

    /// <summary>Mostly the settlement itself; sometimes a note or a label hours or months later (A31).</summary>
    private DateTimeOffset ChangedAfter(DateTimeOffset time)
    {
        var share = chance.Share(0, 1);
        var month = Frame.IndexOf(time);
        var changed = share switch
        {
            < 0.65 => time + chance.Milliseconds(40, 900),
            < 0.85 => time + chance.Milliseconds(60_000, 18_000_000),
            _ when month < Frame.LastIndex => Frame.At(
                chance.Between(month + 1, Frame.LastIndex), chance.Between(1, Frame.LastDay), chance.Hours(7, 20)),
            _ => time + chance.Milliseconds(1_000, 60_000),
        };
        return Frame.Holds(changed) ? changed : time + chance.Milliseconds(40, 900);
    }
}
