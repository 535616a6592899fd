using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;

namespace QontoEmulator.Api;

/// <summary>Who makes a call: an organization by its API key, or a member through an app's access token.</summary>
internal sealed record Caller
{
    /// <summary>On routes that ask for no credential.</summary>
    public static readonly Caller Nobody = new();

    private readonly Organization? organization;

    /// <summary>The organization the call is for; only routes behind a credential have one.</summary>
    public Organization Organization
    {
        get => organization ?? throw new InvalidOperationException("This route asks for no credential, so there is no organization.");
        init => organization = value;
    }

    /// <summary>The member behind the token; null with an API key, which acts for the organization.</summary>
    public Membership? Membership { get; init; }

    /// <summary>What the token opens; nothing with an API key, to which no scopes apply.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The app the token was issued to; null with an API key.</summary>
    public string? ClientId { get; init; }

    /// <summary>User OAuth: the memberships in all organizations that the user consented to; empty for every other caller.</summary>
    public IReadOnlyList<Guid> UserMembershipIds { get; init; } = [];
}
