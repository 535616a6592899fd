using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;

namespace QontoEmulator.Api;

/// <summary>Credentials, their kind, scopes and roles, in this order (platform.md 6), before anything of the body is read.</summary>
internal static class Gate
{
    private const string BearerScheme = "Bearer ";
    private const string OrganizationHeader = "X-Qonto-Organization-Id";

    public static Caller Admit(HttpContext http, Visit visit, EndpointRules rules)
    {
        if (rules.Audience == Audience.Anyone)
        {
            visit.Trail.Add(new(Stage.Credential, "none is asked for"));
            return Caller.Nobody;
        }

        var authorization = http.Request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
            throw (rules.ExplainsBadCredentials ? ErrorCatalog.AuthorizationHeaderMissing : ErrorCatalog.Unauthorized).Refuse(
                "Send 'Authorization: <login>:<secret>' (API key) or 'Authorization: Bearer <token>'; /_emulator/info shows both.");
        return authorization.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase)
            ? AdmitToken(authorization[BearerScheme.Length..].Trim(), http.Request.Headers, visit, rules)
            : AdmitKey(authorization, visit, rules);
    }

    private static Caller AdmitToken(string text, IHeaderDictionary headers, Visit visit, EndpointRules rules)
    {
        if (visit.Data.Find<AccessToken>(Tokens.IdOf(text)) is not { } token)
            throw NotAccepted(rules).Refuse("This access token is not known here: it was never issued, was revoked, or belongs to another workspace.");
        if (token.ExpiresAt <= visit.Workspace.Clock.Now)
            throw NotAccepted(rules).Refuse($"This access token expired at {token.ExpiresAt:O}; use the refresh token.");
        if (visit.Workspace.Store.Current.State.RequireSignature && string.IsNullOrWhiteSpace(headers["Signature"]))
            throw NotAccepted(rules).Refuse("The Signature header is missing, which licensed providers send with every call; setting require-signature asks for it.");
        if (visit.Data.Find<Membership>(MembershipOf(token, headers[OrganizationHeader].ToString(), visit.Data, rules)) is not { Status: MembershipStatus.Active } membership
            || visit.Data.Find<Organization>(membership.OrganizationId) is not { } organization)
            throw NotAccepted(rules).Refuse("The member or organization of this access token is gone.");
        visit.Trail.Add(new(Stage.Credential, "access token of a member", membership.Email));
        if (rules.Scopes.Count > 0 && !rules.Scopes.Any(scope => Array.IndexOf(token.Scopes, scope) >= 0))
            throw ErrorCatalog.MissingScope.Refuse($"This route needs scope {string.Join(" or ", rules.Scopes)}; the token has: {string.Join(' ', token.Scopes)}.");

        if (rules.IsForUsers && token.UserMembershipIds is [])
            throw ErrorCatalog.UserTokenRequired.Refuse("This route is for tokens of User OAuth (identity_type=user); this one is of the membership flow.");

        visit.Trail.Add(new(Stage.Rules, "scope granted", rules.Scopes.FirstOrDefault(scope => Array.IndexOf(token.Scopes, scope) >= 0)));
        if (rules.Roles.Count > 0 && !(membership.Role is { } role && rules.Roles.Contains(role)))
            throw ErrorCatalog.InsufficientRole.Refuse($"This route is for the roles {string.Join(" and ", rules.Roles)}; the member is {membership.Role}.");

        return new() { Organization = organization, Membership = membership, ClientId = token.ClientId, Scopes = token.Scopes, UserMembershipIds = token.UserMembershipIds };
    }

    // A user's token acts for many organizations, so each call names the one it means.
    private static Guid MembershipOf(AccessToken token, string organizationId, Snapshot data, EndpointRules rules)
    {
        if (token.UserMembershipIds is [] || rules.IsForUsers)
            return token.MembershipId;
        var meant = Guid.TryParse(organizationId, out var named) ? Array.Find(token.UserMembershipIds, id => data.Find<Membership>(id)?.OrganizationId == named) : Guid.Empty;
        return meant != Guid.Empty ? meant : throw ErrorCatalog.OrganizationNotConsented.Refuse(
            organizationId.Length == 0 ? $"A token of User OAuth needs the header {OrganizationHeader}." : $"The user has not consented for organization '{organizationId}'.");
    }

    private static Caller AdmitKey(string authorization, Visit visit, EndpointRules rules)
    {
        var organization = OrganizationOf(authorization, visit.Data) ?? throw NotAccepted(rules).Refuse(
            authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
                ? "An API key is sent as it is: no scheme word, no Base64."
                : "No organization has this API key; the form is <login>:<secret>.");
        visit.Trail.Add(new(Stage.Credential, "API key of an organization", organization.Slug));
        if (!rules.AllowsApiKey && !OpenedBySwitch(visit, rules))
            throw ErrorCatalog.OAuthRequired.Refuse("An API key does not open this route; use an access token.");
        visit.Trail.Add(new(Stage.Rules, "an API key opens this route"));
        return new() { Organization = organization };
    }

    private static bool OpenedBySwitch(Visit visit, EndpointRules rules)
    {
        if (rules.ApiKeySwitch is not { } quirk)
            return false;
        var on = visit.Workspace.Is(quirk);
        Explain.Consulted(visit, quirk, on);
        return on;
    }

    private static ErrorKind NotAccepted(EndpointRules rules) =>
        rules.ExplainsBadCredentials ? ErrorCatalog.AuthorizationTokenInvalid : ErrorCatalog.Unauthorized;

    private static Organization? OrganizationOf(string key, Snapshot data)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return null;
        foreach (var row in data.Table<Organization>().Rows)
        {
            if (key.AsSpan(0, colon).SequenceEqual(row.Document.Slug) && data.Find<ApiKey>(row.Document.Id) is { } apiKey && SecretsEqual(key[(colon + 1)..], apiKey.Secret))
                return row.Document;
        }

        return null;
    }

    /// <summary>Compares in constant time, so that a secret cannot be guessed byte by byte.</summary>
    public static bool SecretsEqual(string sent, string kept) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(kept));
}
