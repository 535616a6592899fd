using QontoEmulator.Storage;

namespace QontoEmulator.OAuth;

/// <summary>The one API key of an organization; its id is the organization's.</summary>
internal sealed record ApiKey : Document
{
    public required string Secret { get; init; }
}

/// <summary>A member's consent that an app acts for them in one organization; all tokens that come of it hang on it.</summary>
internal sealed record Grant : Document
{
    public required string ClientId { get; init; }

    /// <summary>Who consented; in User OAuth their membership in the first of the organizations.</summary>
    public required Guid MembershipId { get; init; }

    public required string[] Scopes { get; init; }

    /// <summary>User OAuth: the user's memberships in all organizations consented to. Empty in the usual flow.</summary>
    public Guid[] UserMembershipIds { get; init => field = value ?? []; } = [];

    /// <summary>How the user had signed in, for id_tokens.</summary>
    public SignIn? SignIn { get; init; }

    /// <summary>Whether the control API stood in for the user. Such a consent ends with its last token; a user's own stands until it is withdrawn.</summary>
    public bool ByControlApi { get; init; }
}

/// <summary>A user's sign-in as an id_token tells it.</summary>
/// <param name="UserId">Who.</param>
/// <param name="SessionId">In which session of the web app.</param>
/// <param name="At">When they signed in.</param>
/// <param name="RequestedAt">When the app asked.</param>
/// <param name="Nonce">What the app sent to find its request again.</param>
internal sealed record SignIn(Guid UserId, Guid SessionId, DateTimeOffset At, DateTimeOffset RequestedAt, string? Nonce);

/// <summary>An authorization code, kept by the hash of its text. It is good for one exchange.</summary>
internal sealed record AuthorizationCode : Document, IExpires
{
    public required Guid GrantId { get; init; }

    public required string RedirectUri { get; init; }

    /// <summary>PKCE, S256; null without.</summary>
    public string? CodeChallenge { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>A used one is kept to its end, to know it when it comes again.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>An access token, kept by the hash of its text.</summary>
internal sealed record AccessToken : Document, IExpires
{
    public required Guid GrantId { get; init; }

    public required string ClientId { get; init; }

    public required Guid MembershipId { get; init; }

    public required string[] Scopes { get; init; }

    /// <inheritdoc cref="Grant.UserMembershipIds"/>
    public Guid[] UserMembershipIds { get; init => field = value ?? []; } = [];

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>A refresh token, kept by the hash of its text. It rotates at each use.</summary>
internal sealed record RefreshToken : Document, IExpires
{
    public required Guid GrantId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was first exchanged; it works again for a minute after that, then is dead.</summary>
    public DateTimeOffset? FirstUsedAt { get; init; }
}
