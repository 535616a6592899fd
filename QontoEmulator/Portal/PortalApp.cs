using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;

namespace QontoEmulator.Portal;

[JsonConverter(typeof(SnakeCase<AppEnvironment>))]
internal enum AppEnvironment
{
    Sandbox,
    Production,
}

/// <summary>How a review stands. A sandbox is never blocked by it.</summary>
[JsonConverter(typeof(SnakeCase<ReviewState>))]
internal enum ReviewState
{
    /// <summary>Nothing was submitted since the last change that needs a review.</summary>
    Draft,
    Pending,
    Approved,
    Rejected,
}

/// <summary>
/// An app as the Developer Portal knows it, with both environments. What OAuth accepts of it in the environment that this emulator plays is
/// the <see cref="App"/> of the same id, kept in step by <see cref="AppRegistry"/>.
/// </summary>
internal sealed record PortalApp : Document
{
    public required string Name { get; init; }

    /// <summary>It cannot be changed: a wrong one means a new app and a new client id.</summary>
    public required UseCase UseCase { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whose it is; null for one that everybody sees, because it came with the workspace or was made by the control API.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Whether it came with the workspace. <c>/_emulator/info</c> hands out its credentials, so it cannot be deleted.</summary>
    public bool CameWithWorkspace { get; init; }

    public string[] Scopes { get; init => field = value ?? []; } = [];

    public string[] SandboxRedirectUris { get; init => field = value ?? []; } = [];

    public string[] ProductionRedirectUris { get; init => field = value ?? []; } = [];

    /// <summary>Why it has to read accounts.</summary>
    public string? AisReason { get; init; }

    /// <summary>Why it has to pay.</summary>
    public string? PisReason { get; init; }

    /// <summary>The contract with Qonto, for the use cases that need one.</summary>
    public string? Contract { get; init; }

    /// <inheritdoc cref="App.Logo"/>
    public string? Logo { get; init; }

    public required string StagingToken { get; init; }

    public required AppKeys Sandbox { get; init; }

    /// <summary>Null until it is published.</summary>
    public AppKeys? Production { get; init; }

    public DateTimeOffset? PublishedAt { get; init; }

    public AppReview Review { get; init => field = value ?? AppReview.None; } = AppReview.None;

    /// <summary>The sensitive scopes that a review approved.</summary>
    public string[] ApprovedScopes { get; init => field = value ?? []; } = [];

    public bool ContractApproved { get; init; }

    public IReadOnlyList<string> RedirectUris(AppEnvironment environment) => environment == AppEnvironment.Sandbox ? SandboxRedirectUris : ProductionRedirectUris;

    public AppKeys? Keys(AppEnvironment environment) => environment == AppEnvironment.Sandbox ? Sandbox : Production;
}

/// <summary>What an app proves itself by in one environment.</summary>
/// <param name="ClientId">For OAuth.</param>
/// <param name="ClientSecret">Its secret.</param>
/// <param name="PartnerId">For Onboarding; null in every other use case.</param>
/// <param name="PartnerToken">The static token that goes with it.</param>
internal sealed record AppKeys(string ClientId, string ClientSecret, string? PartnerId = null, string? PartnerToken = null);

/// <param name="State">How it stands.</param>
/// <param name="Reason">Why it was rejected.</param>
/// <param name="SubmittedAt">When it was asked for last.</param>
/// <param name="DecidedAt">When it was decided last.</param>
/// <param name="DueAt">When it decides itself; null when somebody has to.</param>
internal sealed record AppReview(
    ReviewState State, string? Reason = null, DateTimeOffset? SubmittedAt = null, DateTimeOffset? DecidedAt = null, DateTimeOffset? DueAt = null)
{
    public static readonly AppReview None = new(ReviewState.Draft);
}
