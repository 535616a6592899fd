using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;

namespace QontoEmulator.Api;

/// <summary>Credentials, their kind, and scopes, in this order (platform.md 6), before anything of the body is read.</summary>
internal static class Gate
{
    private const string BearerScheme = "Bearer ";

    public static Caller Admit(HttpContext http, Visit visit, EndpointRules rules)
    {
        if (rules.Audience == Audience.Anyone)
            return Caller.Nobody;

        var authorization = http.Request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
            throw ErrorCatalog.Unauthorized.Refuse("Send 'Authorization: <login>:<secret>' (API key) or 'Authorization: Bearer <token>'; /_emulator/info shows both.");
        return authorization.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase)
            ? AdmitToken(authorization[BearerScheme.Length..].Trim(), visit, rules)
            : AdmitKey(authorization, visit, rules);
    }

    private static Caller AdmitToken(string text, Visit visit, EndpointRules rules)
    {
        if (visit.Data.Find<AccessToken>(Tokens.IdOf(text)) is not { } token)
            throw ErrorCatalog.Unauthorized.Refuse("This access token is not known here: it was never issued, was revoked, or belongs to another workspace.");
        if (token.ExpiresAt <= visit.Workspace.Clock.Now)
            throw ErrorCatalog.Unauthorized.Refuse($"This access token expired at {token.ExpiresAt:O}; use the refresh token.");
        if (visit.Data.Find<Membership>(token.MembershipId) is not { Status: MembershipStatus.Active } membership
            || visit.Data.Find<Organization>(membership.OrganizationId) is not { } organization)
            throw ErrorCatalog.Unauthorized.Refuse("The member or organization of this access token is gone.");
        if (rules.Scopes.Count > 0 && !rules.Scopes.Any(scope => Array.IndexOf(token.Scopes, scope) >= 0))
            throw ErrorCatalog.MissingScope.Refuse($"This route needs scope {string.Join(" or ", rules.Scopes)}; the token has: {string.Join(' ', token.Scopes)}.");

        return new() { Organization = organization, Membership = membership, ClientId = token.ClientId };
    }

    private static Caller AdmitKey(string authorization, Visit visit, EndpointRules rules)
    {
        var organization = OrganizationOf(authorization, visit.Data) ?? throw ErrorCatalog.Unauthorized.Refuse(
            authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
                ? "An API key is sent as it is: no scheme word, no Base64."
                : "No organization has this API key; the form is <login>:<secret>.");
        if (!rules.AllowsApiKey && !(rules.ApiKeySwitch is { } quirk && visit.Workspace.Is(quirk)))
            throw ErrorCatalog.OAuthRequired.Refuse("An API key does not open this route; use an access token.");
        return new() { Organization = organization };
    }

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
