using QontoEmulator.Portal;
using QontoEmulator.Storage;
using QontoEmulator.WebApp;
using QontoEmulator.Workspaces;

namespace QontoEmulator.OAuth;

/// <summary>A credential that nobody can use from some time on.</summary>
internal interface IExpires
{
    DateTimeOffset ExpiresAt { get; }
}

/// <summary>
/// Forgets credentials whose time is over. Whoever uses one asks for its time; this only keeps them from piling up, so one job does for all,
/// and a reset has just that one to take along.
/// </summary>
internal static class ExpiringCredentials
{
    public const string ForgetJob = "credentials.forget";

    /// <summary>The one job of it.</summary>
    public static readonly Guid JobId = Tokens.IdOf(ForgetJob);

    // Thousands that end one after the other are forgotten together.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    public static void Keep<T>(Tx tx, T credential) where T : Document, IExpires
    {
        tx.Put(credential);
        Plan(tx, credential.ExpiresAt);
    }

    public static void Forget(Tx tx, Job job)
    {
        DateTimeOffset?[] next =
        [
            Forget<AuthorizationCode>(tx), Forget<AccessToken>(tx), Forget<RefreshToken>(tx), Forget<ConsentFlow>(tx), Forget<WebSession>(tx), Forget<PortalSession>(tx),
        ];
        ForgetStandIns(tx);
        if (next.Min() is { } earliest)
            Plan(tx, earliest > tx.Now + Pause ? earliest : tx.Now + Pause);
    }

    private static void ForgetStandIns(Tx tx)
    {
        var inUse = tx.Table<AccessToken>().Rows.Select(row => row.Document.GrantId).Concat(tx.Table<RefreshToken>().Rows.Select(row => row.Document.GrantId)).ToHashSet();
        foreach (var row in tx.Table<Grant>().Rows.Where(row => row.Document.ByControlApi && !inUse.Contains(row.Document.Id)))
            tx.Delete<Grant>(row.Document.Id);
    }

    private static void Plan(Tx tx, DateTimeOffset due)
    {
        if (!(tx.Find<Job>(JobId)?.Due <= due))
            tx.Put(new Job { Id = JobId, Due = due, Kind = ForgetJob, Subject = JobId });
    }

    /// <returns>When the first of those left ends; null when none is left.</returns>
    private static DateTimeOffset? Forget<T>(Tx tx) where T : Document, IExpires
    {
        DateTimeOffset? next = null;
        foreach (var row in tx.Table<T>().Rows)
        {
            var end = row.Document.ExpiresAt;
            if (end <= tx.Now)
                tx.Delete<T>(row.Document.Id);
            else if (!(next <= end))
                next = end;
        }

        return next;
    }
}
