using QontoEmulator.Storage;

namespace QontoEmulator.OAuth;

/// <summary>A registered application. Its staging token opens the workspace it lives in.</summary>
internal sealed record App : Document
{
    public required string Name { get; init; }

    public required string ClientId { get; init; }

    /// <summary>Null on public clients, which prove themselves by PKCE.</summary>
    public string? ClientSecret { get; init; }

    public required string StagingToken { get; init; }

    /// <summary>What it may ask for.</summary>
    public string[] Scopes { get; init; } = [];
}

/// <summary>The one API key of an organization; its id is the organization's.</summary>
internal sealed record ApiKey : Document
{
    public required string Secret { get; init; }
}

/// <summary>A member's consent that an app acts for them in one organization; all tokens that come of it hang on it.</summary>
internal sealed record Grant : Document
{
    public required string ClientId { get; init; }

    public required Guid MembershipId { get; init; }

    public required string[] Scopes { get; init; }
}

/// <summary>An access token, kept by the hash of its text.</summary>
internal sealed record AccessToken : Document
{
    public required Guid GrantId { get; init; }

    public required string ClientId { get; init; }

    public required Guid MembershipId { get; init; }

    public required string[] Scopes { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A refresh token, kept by the hash of its text. It rotates at each use.</summary>
internal sealed record RefreshToken : Document
{
    public required Guid GrantId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was first exchanged; it works again for a minute after that, then is dead.</summary>
    public DateTimeOffset? FirstUsedAt { get; init; }
}
