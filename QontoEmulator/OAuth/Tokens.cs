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
        ExpiringCredentials.Keep(tx, new AccessToken
        {
            Id = IdOf(access),
            GrantId = grant.Id,
            ClientId = grant.ClientId,
            MembershipId = grant.MembershipId,
            Scopes = granted,
            UserMembershipIds = grant.UserMembershipIds,
            ExpiresAt = tx.Now + AccessLife,
        });

        string? refresh = null;
        if (grant.Scopes.Contains(ScopeNames.OfflineAccess))
        {
            refresh = secrets.NextToken("ory_rt_");
            ExpiringCredentials.Keep(tx, new RefreshToken { Id = IdOf(refresh), GrantId = grant.Id, ExpiresAt = tx.Now + RefreshLife });
        }

        return new(access, refresh, (int)AccessLife.TotalSeconds, string.Join(' ', granted));
    }

    /// <summary>Ends grants with every refresh token and code that came of them, and their access tokens too.</summary>
    public static void EndGrants(Tx tx, IReadOnlySet<Guid> grants)
    {
        EndRefreshing(tx, grants);
        foreach (var row in tx.Table<AccessToken>().Rows.Where(row => grants.Contains(row.Document.GrantId)))
            tx.Delete<AccessToken>(row.Document.Id);
        foreach (var grant in grants)
            tx.Delete<Grant>(grant);
    }

    /// <summary>Ends every refresh token and code of grants; access tokens live on to their end.</summary>
    public static void EndRefreshing(Tx tx, IReadOnlySet<Guid> grants)
    {
        foreach (var row in tx.Table<RefreshToken>().Rows.Where(row => grants.Contains(row.Document.GrantId)))
            tx.Delete<RefreshToken>(row.Document.Id);
        foreach (var row in tx.Table<AuthorizationCode>().Rows.Where(row => grants.Contains(row.Document.GrantId)))
            tx.Delete<AuthorizationCode>(row.Document.Id);
    }
}
