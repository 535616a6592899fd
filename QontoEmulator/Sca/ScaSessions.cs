using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Sca;

/// <summary>How a session goes on: decided by somebody, decided by itself, or expired (platform.md 9.2).</summary>
internal static class ScaSessions
{
    public const string ExpireJob = "sca.expire";
    public const string DecideJob = "sca.decide";

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Allows or denies a waiting session. One that is decided or expired stays as it is.</summary>
    public static ScaSession Decide(Tx tx, ScaSession session, ScaResult result)
    {
        if (session.Result != ScaResult.Waiting)
            return session;
        var decided = session with { Result = result, DecidedAt = tx.Now };
        tx.Put(decided);
        return decided;
    }

    /// <summary>Nobody answered in time: the session counts as denied, and is forgotten an equal time later.</summary>
    public static void Expire(Tx tx, Job job)
    {
        if (tx.Find<ScaSession>(job.Subject) is not { } session)
            return;
        if (tx.Now >= session.ExpiresAt + Life)
        {
            tx.Delete<ScaSession>(session.Id);
            return;
        }

        Decide(tx, session, ScaResult.Deny);
        tx.At(session.ExpiresAt + Life, ExpireJob, session.Id);
    }

    public static void DecideByItself(Tx tx, Job job)
    {
        if (tx.Find<ScaSession>(job.Subject) is { } session)
            Decide(tx, session, tx.State.ScaDecision ?? ScaResult.Allow);
    }
}
