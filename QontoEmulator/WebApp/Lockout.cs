using QontoEmulator.OAuth;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.WebApp;

/// <summary>Wrong tries for one e-mail address, whether anybody has it or not. Kept by the hash of the address.</summary>
internal sealed record WrongTries : Document
{
    public required int Count { get; init; }

    /// <summary>When they are forgotten; each further one puts it off.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>After five wrong passwords or codes an address is locked for a quarter of an hour of the workspace's clock.</summary>
internal static class Lockout
{
    public const string ForgetJob = "lockout.forget";
    public const int Allowed = 5;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>Counts a try that was wrong. Of a locked address even a right one is refused.</summary>
    /// <returns>Until when the address is locked; null when it is not.</returns>
    public static DateTimeOffset? Judge(Tx tx, string email, bool right)
    {
        var tries = tx.Find<WrongTries>(IdOf(email)) is { } kept && kept.Until > tx.Now ? kept : null;
        if (tries is { Count: >= Allowed })
            return tries.Until;
        if (right)
            return null;

        tries = new() { Id = IdOf(email), Count = (tries?.Count ?? 0) + 1, Until = tx.Now + Life };
        tx.Put(tries);
        tx.At(tries.Until, ForgetJob, tries.Id);
        return tries.Count >= Allowed ? tries.Until : null;
    }

    /// <summary>Somebody signed in, so the tries before no longer count.</summary>
    public static void Forget(Tx tx, string email) => tx.Delete<WrongTries>(IdOf(email));

    public static void Forget(Tx tx, Job job)
    {
        if (tx.Find<WrongTries>(job.Subject) is { } tries && tries.Until <= tx.Now)
            tx.Delete<WrongTries>(tries.Id);
    }

    private static Guid IdOf(string email) => Tokens.IdOf("tries for " + email.ToLowerInvariant());
}
