using QontoEmulator.Api;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.BulkTransfers;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Features.Statements;
using QontoEmulator.Features.Transactions;
using QontoEmulator.OAuth;
using QontoEmulator.Portal;
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
        [ExpiringCredentials.ForgetJob] = ExpiringCredentials.Forget,
        [Lockout.ForgetJob] = Lockout.Forget,
        [AppReviews.DecideJob] = AppReviews.DecideByItself,
        [PortalAccount.DecideJob] = PortalAccount.DecideByItself,
        [StatementsOfMonth.Job] = StatementsOfMonth.Make,
        [SepaTransferSteps.ProcessJob] = SepaTransferSteps.Process,
        [SepaTransferSteps.SettleJob] = SepaTransferSteps.Settle,
        [BulkTransfer.MakeJob] = BulkTransfer.Make,
        [Ledger.SettleJob] = Ledger.Settle,
    };

    /// <summary>The moment of the earliest job; null when there is none.</summary>
    public static DateTimeOffset? NextDue(Snapshot data) => First(data)?.Due;

    /// <summary>Carries out everything that is due by a moment, in order. Jobs may add jobs; one that fails is given up, and those behind it go on.</summary>
    /// <exception cref="StorageException">The file could not be written; what is due stays due.</exception>
    public static async ValueTask<Drained> Drain(Store store, DateTimeOffset until)
    {
        var (done, failed) = (0, new List<FailedJob>());
        while (First(store.Current) is { } next && next.Due <= until)
        {
            try
            {
                done += await Carry(store, next, Acts[next.Kind]) ? 1 : 0;
            }
            catch (Exception defect) when (defect is not StorageException)
            {
                await Carry(store, next, (_, _) => { });
                failed.Add(new(next, defect));
            }
        }

        return new(done, failed);
    }

    private static ValueTask<bool> Carry(Store store, Job job, Action<Tx, Job> act) => store.Write(
        tx =>
        {
            // Another request may have been faster.
            if (tx.Find<Job>(job.Id) is null)
                return false;
            tx.Delete<Job>(job.Id);
            act(tx, job);
            return true;
        },
        at: job.Due);

    private static Job? First(Snapshot data) => data.Table<Job>().Ordered(0, default) is { Count: > 0 } jobs ? jobs[0].Document : null;
}

/// <param name="Done">How many jobs were carried out.</param>
/// <param name="Failed">Those that were given up.</param>
internal readonly record struct Drained(int Done, IReadOnlyList<FailedJob> Failed);

/// <summary>A job that could not be carried out; nothing of it was kept.</summary>
internal sealed record FailedJob(Job Job, Exception Defect)
{
    public string Hint => $"The job {Job.Kind}, due at {TimeConverter.Text(Job.Due)}, failed and was given up; the console shows why.";

    public void Log(ILogger log) => log.LogError(Defect, "The job {Kind} about {Subject}, due at {Due:O}, failed and was given up", Job.Kind, Job.Subject, Job.Due);
}
