using QontoEmulator.Api;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.Statements;
using QontoEmulator.OAuth;
using QontoEmulator.Sca;
using QontoEmulator.Storage;
using QontoEmulator.WebApp;

namespace QontoEmulator.Workspaces;

/// <summary>What is due on a workspace's clock, carried out in order, each act at the moment it was due.</summary>
internal static class Agenda
{
    public static readonly IReadOnlyList<Order<Job>> ByDue =
    [
        new("due", _ => default, (x, y) => x.Due.CompareTo(y.Due) is var order and not 0 ? order : x.Id.CompareTo(y.Id)),
    ];

    /// <summary>What each kind of job does. A slice that has something happen later names it here.</summary>
    private static readonly Dictionary<string, Action<Tx, Job>> Acts = new(StringComparer.Ordinal)
    {
        [PendingAttachment.AppearJob] = PendingAttachment.Appear,
        [Idempotency.ForgetJob] = Idempotency.Forget,
        [ScaSessions.ExpireJob] = ScaSessions.Expire,
        [ScaSessions.DecideJob] = ScaSessions.DecideByItself,
        [Tokens.ExpireJob] = Tokens.Expire,
        [Lockout.ForgetJob] = Lockout.Forget,
        [WebSessions.ExpireJob] = WebSessions.Expire,
        [StatementsOfMonth.Job] = StatementsOfMonth.Make,
    };

    /// <summary>The moment of the earliest job; null when there is none.</summary>
    public static DateTimeOffset? NextDue(Snapshot data) => First(data)?.Due;

    /// <summary>Carries out everything that is due by a moment, in order. Jobs may add jobs.</summary>
    /// <returns>How many were carried out.</returns>
    public static async ValueTask<int> Drain(Store store, DateTimeOffset until)
    {
        var done = 0;
        while (First(store.Current) is { } next && next.Due <= until)
        {
            var ran = await store.Write(
                tx =>
                {
                    // Another request may have been faster.
                    if (tx.Find<Job>(next.Id) is null)
                        return false;
                    tx.Delete<Job>(next.Id);
                    Acts[next.Kind](tx, next);
                    return true;
                },
                at: next.Due);
            done += ran ? 1 : 0;
        }

        return done;
    }

    private static Job? First(Snapshot data) => data.Table<Job>().Ordered(0, default) is { Count: > 0 } jobs ? jobs[0].Document : null;
}
