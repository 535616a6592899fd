using QontoEmulator.Features.Memberships;
using QontoEmulator.Quirks;

namespace QontoEmulator.Api;

/// <summary>When an operation asks for strong authentication.</summary>
internal enum ScaDemand
{
    None,
    Conditional,
    Required,
}

/// <summary>Who may call a route at all.</summary>
internal enum Audience
{
    /// <summary>Members and organizations, by credential.</summary>
    Credentialed,

    /// <summary>Anyone who passed the staging gate: the token endpoint, mocked SCA sessions.</summary>
    Anyone,
}

/// <summary>What a route demands, said beside it and enforced by the gate before anything of the body is read.</summary>
internal sealed class EndpointRules
{
    public Audience Audience { get; private set; } = Audience.Credentialed;

    public bool AllowsApiKey { get; private set; }

    public Switch? ApiKeySwitch { get; private set; }

    /// <summary>Any one of these opens the route to a token.</summary>
    public IReadOnlyList<string> Scopes { get; private set; } = [];

    /// <summary>Any one of these opens the route to a member; empty means every role. An API key acts for the organization and has none.</summary>
    public IReadOnlyList<Role> Roles { get; private set; } = [];

    /// <summary>Whether a 401 tells what was wrong with the header or token, instead of unauthorized.</summary>
    public bool ExplainsBadCredentials { get; private set; }

    /// <summary>Whether errors have no <c>errors[]</c> around them (C06).</summary>
    public bool HasFlatErrors { get; private set; }

    /// <summary>While this is on, the route does not exist.</summary>
    public Switch? AbsentUnder { get; private set; }

    /// <summary>Only while this is on, the route exists.</summary>
    public Switch? PresentUnder { get; private set; }

    /// <summary>Whether the route is for a user as such (platform.md 3.6), who names no organization; all others are for members.</summary>
    public bool IsForUsers { get; private set; }

    /// <summary>For the contract test only: the handler itself demands SCA inside its write.</summary>
    public ScaDemand Demand { get; private set; }

    public bool IsIdempotent { get; private set; }

    public ListPolicy? ListPolicy { get; private set; }

    public EndpointRules RequireScope(params IReadOnlyList<string> anyOf)
    {
        Scopes = anyOf;
        return this;
    }

    public EndpointRules AllowApiKey()
    {
        AllowsApiKey = true;
        return this;
    }

    /// <summary>OAuth-only by default; an API key opens it where a switch is on.</summary>
    public EndpointRules AllowApiKeyUnder(Switch quirk)
    {
        ApiKeySwitch = quirk;
        return this;
    }

    public EndpointRules RequireRole(params IReadOnlyList<Role> anyOf)
    {
        Roles = anyOf;
        return this;
    }

    /// <summary>A 401 says authorization_header_missing or authorization_token_invalid here.</summary>
    public EndpointRules ExplainBadCredentials()
    {
        ExplainsBadCredentials = true;
        return this;
    }

    /// <summary>An error is one bare object here, unless switch webhook-error-envelope is on.</summary>
    public EndpointRules FlatErrors()
    {
        HasFlatErrors = true;
        return this;
    }

    /// <summary>The route exists only while a switch is off.</summary>
    public EndpointRules AbsentWhile(Switch quirk)
    {
        AbsentUnder = quirk;
        return this;
    }

    /// <summary>The route exists only while a switch is on.</summary>
    public EndpointRules PresentWhile(Switch quirk)
    {
        PresentUnder = quirk;
        return this;
    }

    /// <summary>Tokens of User OAuth alone open the route, and no organization is named.</summary>
    public EndpointRules ForUsers()
    {
        IsForUsers = true;
        return this;
    }

    /// <summary>No credential is asked for.</summary>
    public EndpointRules AllowAnyone()
    {
        Audience = Audience.Anyone;
        return this;
    }

    public EndpointRules Sca(ScaDemand demand)
    {
        Demand = demand;
        return this;
    }

    public EndpointRules Idempotent()
    {
        IsIdempotent = true;
        return this;
    }

    public EndpointRules Lists(ListPolicy policy)
    {
        ListPolicy = policy;
        return this;
    }
}
