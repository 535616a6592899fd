using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.OAuth;

/// <summary>What a token call gives out. Lifetime in seconds.</summary>
internal sealed record IssuedTokens(string AccessToken, string? RefreshToken, int ExpiresIn, string Scope);

/// <summary>Issues and ends tokens in the forms and for the lifetimes of platform.md 3.3.</summary>
internal static class Tokens
{
    public const string ExpireJob = "oauth.expire";

    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);
    public static readonly TimeSpan RefreshLife = TimeSpan.FromDays(90);

    /// <summary>How long a used refresh token works again, for clients that lost the answer.</summary>
    public static readonly TimeSpan RefreshGrace = TimeSpan.FromSeconds(60);

    /// <summary>Tokens are stored under a hash: nothing that is kept can be used as a credential.</summary>
    public static Guid IdOf(string token) => new(SHA256.HashData(Encoding.UTF8.GetBytes(token)).AsSpan(0, 16));

    /// <summary>An access token under a grant, and a refresh token when the grant has offline_access.</summary>
    /// <param name="tx">The change that the tokens become part of.</param>
    /// <param name="secrets">The workspace's source of secrets.</param>
    /// <param name="grant">The consent; it must be stored.</param>
    /// <param name="scopes">A subset of the grant's scopes; all of them when null.</param>
    public static IssuedTokens Issue(Tx tx, Secrets secrets, Grant grant, string[]? scopes = null)
    {
        var granted = scopes ?? grant.Scopes;
        var access = secrets.NextToken("ory_at_");
        tx.Put(new AccessToken
        {
            Id = IdOf(access),
            GrantId = grant.Id,
            ClientId = grant.ClientId,
            MembershipId = grant.MembershipId,
            Scopes = granted,
            UserMembershipIds = grant.UserMembershipIds,
            ExpiresAt = tx.Now + AccessLife,
        });
        tx.At(tx.Now + AccessLife, ExpireJob, IdOf(access));

        string? refresh = null;
        if (grant.Scopes.Contains(ScopeNames.OfflineAccess))
        {
            refresh = secrets.NextToken("ory_rt_");
            tx.Put(new RefreshToken { Id = IdOf(refresh), GrantId = grant.Id, ExpiresAt = tx.Now + RefreshLife });
            tx.At(tx.Now + RefreshLife, ExpireJob, IdOf(refresh));
        }

        return new(access, refresh, (int)AccessLife.TotalSeconds, string.Join(' ', granted));
    }

    /// <summary>Forgets a token, code or consent flow whose time is over; nobody could use it any more.</summary>
    public static void Expire(Tx tx, Job job)
    {
        tx.Delete<ConsentFlow>(job.Subject);
        tx.Delete<AuthorizationCode>(job.Subject);
        tx.Delete<AccessToken>(job.Subject);
        tx.Delete<RefreshToken>(job.Subject);
    }

    /// <summary>Whether a token, code or flow of this id is kept.</summary>
    public static bool Knows(Snapshot data, Guid id) =>
        data.Find<AccessToken>(id) is not null || data.Find<RefreshToken>(id) is not null || data.Find<AuthorizationCode>(id) is not null || data.Find<ConsentFlow>(id) is not null;

    /// <summary>Ends every refresh token and code of a grant, and its access tokens too when asked.</summary>
    public static void EndGrant(Tx tx, Guid grantId, bool accessTokens)
    {
        foreach (var row in tx.Table<RefreshToken>().Rows.Where(row => row.Document.GrantId == grantId))
            tx.Delete<RefreshToken>(row.Document.Id);
        foreach (var row in tx.Table<AuthorizationCode>().Rows.Where(row => row.Document.GrantId == grantId))
            tx.Delete<AuthorizationCode>(row.Document.Id);
        if (!accessTokens)
            return;
        foreach (var row in tx.Table<AccessToken>().Rows.Where(row => row.Document.GrantId == grantId))
            tx.Delete<AccessToken>(row.Document.Id);
        tx.Delete<Grant>(grantId);
    }
}
