using System.Text.RegularExpressions;
using QontoEmulator.Api;
using QontoEmulator.Portal;
using QontoEmulator.Quirks;

namespace QontoEmulator.OAuth;

/// <summary>What an app asks for at <c>/oauth2/auth</c>, checked (platform.md 3.1).</summary>
internal sealed partial record AuthorizationRequest
{
    // Hydra's default; below it a state is "too weak".
    private const int ShortestState = 8;

    // prompt, max_age and whatever else comes is accepted quietly.
    private static readonly string[] Known =
    [
        "client_id", "redirect_uri", "state", "response_type", "scope", "organization_id", "registration_id", "identity_type", "code_challenge", "code_challenge_method", "nonce", "login_hint",
    ];

    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required string State { get; init; }

    public required string[] Scopes { get; init; }

    public Guid? OrganizationId { get; init; }

    /// <summary>Names the organization to propose: the one that came of this registration.</summary>
    public Guid? RegistrationId { get; init; }

    /// <summary>Whether it is a user who consents, for several organizations.</summary>
    public bool IsForUser { get; init; }

    public string? CodeChallenge { get; init; }

    public string? Nonce { get; init; }

    public string? LoginHint { get; init; }

    /// <summary>Path and query to begin anew with, as the browser knows them.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <exception cref="AuthorizationException">What is wrong, in the order in which Hydra looks.</exception>
    public static (AuthorizationRequest Request, App App) Read(Call call)
    {
        var query = call.Http.Request.Query;
        var clientId = Value("client_id");
        var app = App.ByClientId(call.Data, clientId)
            ?? throw (clientId.Length == 0
                ? new AuthorizationException("invalid_request", "The parameter client_id is missing.", "/_emulator/info shows the client of each workspace.")
                : new("invalid_client", "The requested OAuth 2.0 Client does not exist.", AppRegistry.WhyUnknown(call.Data, clientId)));
        var redirectUri = Value("redirect_uri");
        if (redirectUri.Length == 0 || query["redirect_uri"].Count > 1 || !app.IsRegistered(redirectUri))
            throw new AuthorizationException(
                "invalid_request",
                redirectUri.Length == 0 ? "The parameter redirect_uri is missing." : $"The redirect_uri '{redirectUri}' is not registered for this client.",
                $"redirect_uri must equal a registered one{(app.AnyLoopbackRedirect ? "; any address of localhost counts as registered for this client" : "")}.");

        var state = Value("state");
        if (Array.Find(Known, name => query[name].Count > 1) is { } repeated)
            throw Refuse("invalid_request", $"The parameter '{repeated}' must not be given twice.");
        if (state.Length < ShortestState)
            throw Refuse(
                "invalid_state",
                "The state is missing or does not have enough characters and is therefore considered too weak. " +
                $"Request parameter 'state' must be at least be {ShortestState} characters long to ensure sufficient entropy.");
        if (Value("response_type") is var type && type != "code")
            throw type.Length == 0
                ? Refuse("invalid_request", "The parameter 'response_type' is missing.")
                : Refuse("unsupported_response_type", "The authorization server does not support obtaining a token using this method.", "Only response_type=code is offered.");

        var isForUser = Value("identity_type") is "user";
        if (!isForUser && Value("identity_type").Length > 0)
            throw Refuse("invalid_request", "The parameter 'identity_type' must be 'user' or absent.");
        if (app.Flow == (isForUser ? IdentityFlow.Membership : IdentityFlow.User))
            throw Refuse("unauthorized_client", "The client is not authorized to request an authorization code using this method.", $"This app asks for the consent of a {app.Flow}, never the other one.");
        return (new()
        {
            ClientId = clientId,
            RedirectUri = redirectUri,
            State = state,
            Scopes = Scopes(),
            OrganizationId = Id("organization_id"),
            RegistrationId = Id("registration_id"),
            IsForUser = isForUser,
            CodeChallenge = Challenge(),
            Nonce = Value("nonce") is { Length: > 0 } nonce ? nonce : null,
            LoginHint = Value("login_hint") is { Length: > 0 } hint ? hint : null,
            Address = OAuthPages.AddressOf(call.Http),
            ReceivedAt = call.Now,
        }, app);

        string Value(string name) => query[name] is [var first, ..] ? first ?? "" : "";

        AuthorizationException Refuse(string error, string description, string? hint = null) => new(error, description, hint, redirectUri, state);

        Guid? Id(string name) => Value(name) is not { Length: > 0 } text ? null
            : Guid.TryParseExact(text, "D", out var id) ? id
            : throw Refuse("invalid_request", $"The parameter '{name}' must be a UUID.");

        string[] Scopes()
        {
            var asked = Value("scope").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Meant).Distinct(StringComparer.Ordinal).ToArray();
            if (asked is [])
                throw Refuse("invalid_request", "The parameter 'scope' is missing.");
            if (Array.Find(asked, scope => !app.MayAsk(scope, call.Workspace.Profile)) is { } foreign)
                throw Refuse("invalid_scope", $"The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope '{foreign}'.", WhyNot(app, foreign));
            if (isForUser && Array.IndexOf(asked, ScopeNames.UserOrganizations) < 0)
                throw Refuse("invalid_scope", $"The requested scope is invalid, unknown, or malformed. identity_type=user needs scope '{ScopeNames.UserOrganizations}'.");
            return asked;
        }

        string Meant(string scope) => Array.IndexOf(app.Scopes, scope) < 0 && ScopeNames.OtherForm(scope) is { } other && call.Is(Switches.LenientScopeNames) ? other : scope;

        string? Challenge()
        {
            var (challenge, method) = (Value("code_challenge"), Value("code_challenge_method"));
            if (challenge.Length == 0)
                return app.ClientSecret is not null && method.Length == 0
                    ? null
                    : throw Refuse("invalid_request", "Clients without a secret must include a code_challenge when performing the authorize code flow, but it is missing.");
            if (method != "S256")
                throw Refuse("invalid_request", "Clients must use code_challenge_method=S256, plain is not allowed.");
            return ChallengeForm().IsMatch(challenge) ? challenge : throw Refuse("invalid_request", "The code_challenge must be 43 characters of base64url: the SHA-256 of the verifier.");
        }
    }

    private static string WhyNot(App app, string scope) =>
        Array.IndexOf(app.Scopes, scope) >= 0 ? $"Scope '{scope}' is sensitive, and the review of this app has not approved it; the sandbox would grant it."
        : ScopeNames.OtherForm(scope) is { } other ? $"The scope is called '{other}'; switch lenient-scope-names takes either form."
        : ScopeNames.All.Contains(scope, StringComparer.Ordinal) ? $"The app was not given scope '{scope}'."
        : $"There is no scope '{scope}'.";

    [GeneratedRegex(@"^[A-Za-z0-9_-]{43}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChallengeForm();
}
