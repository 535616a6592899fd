using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Sca;

/// <summary>How a session goes on: decided by somebody, decided by itself, or left to expire (§9.2).</summary>
internal static class ScaSessions
{
    public const string ExpireJob = "sca.expire";
    public const string DecideJob = "sca.decide";

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Allows or denies a waiting session. One that is decided or expired stays as it is.</summary>
    /// <returns>Whether this call decided it.</returns>
    public static bool Decide(Tx tx, Guid id, ScaResult result)
    {
        if (tx.Find<ScaSession>(id) is not { } session || session.ResultAt(tx.Now) != ScaResult.Waiting)
            return false;
        tx.Put(session with { Result = result, DecidedAt = tx.Now });
        return true;
    }

    /// <summary>Plans the end of a new session, and its decision when the workspace is set to decide by itself.</summary>
    public static void Begin(Tx tx, ScaSession session)
    {
        tx.Put(session);

        // A token stays known as long again as it lived, so that a late retry hears that it expired or was used.
        tx.At(session.ExpiresAt + Life, ExpireJob, session.Id);
        if (tx.State is { ScaDecision: not null, ScaDecisionSeconds: var seconds })
            tx.At(tx.Now.AddSeconds(seconds), DecideJob, session.Id);
    }

    public static void Expire(Tx tx, Job job) => tx.Delete<ScaSession>(job.Subject);

    /// <summary>The setting of the moment counts; when it was taken back meanwhile, the session waits for somebody.</summary>
    public static void DecideByItself(Tx tx, Job job)
    {
        if (tx.State.ScaDecision is { } decision)
            Decide(tx, job.Subject, decision);
    }
}
