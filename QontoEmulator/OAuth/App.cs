using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.OAuth;

/// <summary>A registered application. Its staging token opens the workspace it lives in.</summary>
internal sealed record App : Document
{
    public required string Name { get; init; }

    /// <summary>A picture as a <c>data:</c> URL; null for none.</summary>
    public string? Logo { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Null on public clients, which prove themselves by PKCE.</summary>
    public string? ClientSecret { get; init; }

    public required string StagingToken { get; init; }

    /// <summary>What it may ask for.</summary>
    public string[] Scopes { get; init => field = value ?? []; } = [];

    /// <summary>Where codes may be sent to, letter by letter.</summary>
    public string[] RedirectUris { get; init => field = value ?? []; } = [];

    /// <summary>Whether every redirect URI of this machine counts as registered; for the client that a workspace begins with.</summary>
    public bool AnyLoopbackRedirect { get; init; }

    public UseCase UseCase { get; init; }

    /// <summary>Sensitive scopes that the review granted; the others are refused in production.</summary>
    public string[] ApprovedScopes { get; init => field = value ?? []; } = [];

    public IdentityFlow Flow { get; init; }

    /// <summary>Whether the user is taken to have signed in and allowed everything, so that tests need no browser.</summary>
    public bool AutoApprove { get; init; }

    /// <summary>Whether a profile lets it ask for a scope. Apps that automate one's own business are not reviewed (platform.md 12).</summary>
    public bool MayAsk(string scope, Profile profile) =>
        Array.IndexOf(Scopes, scope) >= 0
        && (profile != Profile.Production || UseCase == UseCase.Automate || !ScopeNames.Sensitive.Contains(scope) || Array.IndexOf(ApprovedScopes, scope) >= 0);

    /// <summary>Whether codes may be sent to an address. What is no printable ASCII could not even be redirected to.</summary>
    public bool IsRegistered(string redirectUri) =>
        redirectUri.All(c => c is > ' ' and <= '~') && (Array.IndexOf(RedirectUris, redirectUri) >= 0 || (AnyLoopbackRedirect && IsLoopback(redirectUri)));

    public static App? ByClientId(Snapshot data, string? clientId) => data.Table<App>().Rows.Select(row => row.Document).FirstOrDefault(app => app.ClientId == clientId);

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { IsLoopback: true, UserInfo: "", Fragment: "" };
}

/// <summary>What an app is for; it decides over scopes and review, and stays as it was chosen.</summary>
[JsonConverter(typeof(SnakeCase<UseCase>))]
internal enum UseCase
{
    Automate,
    Connect,
    Embed,
    CompanyCreation,
}

/// <summary>Whose consent an app asks for: an app has the one flow or the other (platform.md 3.6).</summary>
[JsonConverter(typeof(SnakeCase<IdentityFlow>))]
internal enum IdentityFlow
{
    /// <summary>A member's, for one organization.</summary>
    Membership,

    /// <summary>A user's, for several organizations.</summary>
    User,

    /// <summary>Either, for the client that a workspace begins with.</summary>
    Any,
}
