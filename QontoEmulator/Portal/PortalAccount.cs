using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Portal;

[JsonConverter(typeof(SnakeCase<AccountState>))]
internal enum AccountState
{
    Pending,
    Active,
    Rejected,
}

/// <summary>Somebody who may use the Developer Portal. Who has a Qonto account is let in at once; others are reviewed (platform.md 12).</summary>
internal sealed record PortalAccount : Document
{
    public const string DecideJob = "portal.account_review";

    /// <summary>"About 48 hours".</summary>
    public static readonly TimeSpan ReviewDelay = TimeSpan.FromHours(48);

    public required string Email { get; init; }

    /// <summary>The user of the sandbox web app; null for one who signed up by e-mail, with a password of its own.</summary>
    public Guid? UserId { get; init; }

    /// <summary>What it is for, in the words of who signed up.</summary>
    public string? Purpose { get; init; }

    public required AccountState State { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it approves itself; null once it is decided.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public static PortalAccount? ByEmail(Snapshot data, string email) =>
        data.Table<PortalAccount>().InOrderOfCreation.Select(row => row.Document).FirstOrDefault(account => string.Equals(account.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <returns>Whether there was anything to decide.</returns>
    public static bool Decide(Tx tx, PortalAccount account, bool approves, string? reason)
    {
        if (account.State != AccountState.Pending)
            return false;
        tx.Put(account with { State = approves ? AccountState.Active : AccountState.Rejected, Reason = reason, DueAt = null });
        PortalMails.AccountDecided(tx, account, approves, reason);
        return true;
    }

    public static void DecideByItself(Tx tx, Job job)
    {
        if (tx.Find<PortalAccount>(job.Subject) is { } account)
            Decide(tx, account, approves: true, reason: null);
    }
}

/// <summary>A browser that is signed in to the Developer Portal. Kept by the hash of its cookie's value.</summary>
internal sealed record PortalSession : Document, IExpires
{
    public required Guid AccountId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
