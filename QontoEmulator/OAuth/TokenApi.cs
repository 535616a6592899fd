using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Api;
using QontoEmulator.Portal;
using QontoEmulator.Storage;

namespace QontoEmulator.OAuth;

/// <summary>The token endpoint: one handler per grant (platform.md 3.2). Client authentication is client_secret_post.</summary>
internal static class TokenApi
{
    private static readonly Dictionary<string, Func<Call, App, IFormCollection, ValueTask<Answer>>> Grants = new(StringComparer.Ordinal)
    {
        ["authorization_code"] = ExchangeCode,
        ["refresh_token"] = Refresh,
    };

    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        routes.Post("/oauth2/token", Issue).AllowAnyone();
        routes.Post("/v2/oauth2/token", Issue).AllowAnyone();
        routes.Post("/oauth2/revoke", Revoke).AllowAnyone();
    }

    private static async ValueTask<Answer> Issue(Call call)
    {
        var form = await ReadForm(call);
        var grantType = Required(form, "grant_type");
        var app = Authenticate(call, form);
        return Grants.TryGetValue(grantType, out var grant) ? await grant(call, app, form) : throw OAuthException.UnsupportedGrantType(grantType);
    }

    private static async ValueTask<Answer> ExchangeCode(Call call, App app, IFormCollection form)
    {
        var (id, redirectUri) = (Tokens.IdOf(Required(form, "code")), Required(form, "redirect_uri"));
        var verifier = form["code_verifier"].ToString();
        return await Exchange(call, tx =>
        {
            if (tx.Find<AuthorizationCode>(id) is not { } code || tx.Get<Grant>(code.GrantId) is not { } grant || grant.ClientId != app.ClientId)
                return Refused("This authorization code is not known, or belongs to another client.");
            if (code.ExpiresAt <= tx.Now)
                return Refused($"This authorization code expired at {code.ExpiresAt:O}.");
            if (code.UsedAt is { } used)
            {
                // Somebody else may have read it: the server ends everything that came of it.
                Tokens.EndGrants(tx, new HashSet<Guid> { grant.Id });
                return Refused($"This authorization code was used at {used:O}; the tokens it gave are ended now.");
            }

            if (code.RedirectUri != redirectUri)
                return Refused("redirect_uri is not the one that the code was asked for with.");
            if (code.CodeChallenge is { } challenge && !Gate.SecretsEqual(ChallengeOf(verifier), challenge))
                return Refused(verifier.Length == 0 ? "The code was asked for with a code_challenge, so code_verifier is needed." : "code_verifier does not match the code_challenge.");

            tx.Put(code with { UsedAt = tx.Now });
            return (grant, Tokens.Issue(tx, call.Workspace.Secrets, grant), null);
        });
    }

    private static ValueTask<Answer> Refresh(Call call, App app, IFormCollection form)
    {
        var id = Tokens.IdOf(Required(form, "refresh_token"));
        var asked = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Exchange(call, tx =>
        {
            if (tx.Find<RefreshToken>(id) is not { } token || tx.Get<Grant>(token.GrantId) is not { } grant || grant.ClientId != app.ClientId)
                return Refused("This refresh token is not known, or belongs to another client.");
            if (token.ExpiresAt <= tx.Now)
                return Refused($"This refresh token expired at {token.ExpiresAt:O}.");
            if (token.FirstUsedAt is { } used && tx.Now > used + Tokens.RefreshGrace)
            {
                // A dead token that comes back was stolen or kept by mistake: the server ends its whole chain.
                Tokens.EndRefreshing(tx, new HashSet<Guid> { grant.Id });
                return Refused($"This refresh token was used at {used:O} and worked again for 60 s only; its chain is ended now.");
            }

            if (asked.FirstOrDefault(scope => !grant.Scopes.Contains(scope)) is { } foreign)
                return (null, null, OAuthException.InvalidScope(foreign));

            tx.Put(token with { FirstUsedAt = token.FirstUsedAt ?? tx.Now });
            return (grant, Tokens.Issue(tx, call.Workspace.Secrets, grant, asked is [] ? null : asked), null);
        });
    }

    // A refusal is returned, not thrown, because what it ended must stay ended.
    private static async ValueTask<Answer> Exchange(Call call, Func<Tx, (Grant? Grant, IssuedTokens? Tokens, OAuthException? Refusal)> exchange)
    {
        var (grant, tokens, refusal) = await call.Store.Write(exchange);
        return refusal is null ? Give(tokens!, await IdToken.For(call, grant!, tokens!)) : throw refusal;
    }

    private static (Grant?, IssuedTokens?, OAuthException?) Refused(string hint) => (null, null, OAuthException.InvalidGrant(hint));

    private static string ChallengeOf(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier)));

    private static async ValueTask<Answer> Revoke(Call call)
    {
        var form = await ReadForm(call);
        var app = Authenticate(call, form);
        var id = Tokens.IdOf(Required(form, "token"));
        await call.Store.Write(tx =>
        {
            // RFC 7009: an unknown token is no error. Ending a refresh token ends what came of the same consent.
            if (tx.Find<AccessToken>(id) is { } access && access.ClientId == app.ClientId)
                tx.Delete<AccessToken>(id);
            else if (tx.Find<RefreshToken>(id) is { } refresh && tx.Get<Grant>(refresh.GrantId).ClientId == app.ClientId)
                Tokens.EndGrants(tx, new HashSet<Guid> { refresh.GrantId });
            return true;
        });
        return Answer.Empty(200);
    }

    private static App Authenticate(Call call, IFormCollection form)
    {
        if (call.Http.Request.Headers.Authorization.Count > 0)
            throw OAuthException.InvalidClient("Client id and secret belong into the form body; HTTP Basic is refused here.");
        var clientId = Required(form, "client_id");
        var app = App.ByClientId(call.Data, clientId)
            ?? throw OAuthException.InvalidClient(AppRegistry.WhyUnknown(call.Data, clientId));
        return app.ClientSecret is null || Gate.SecretsEqual(form["client_secret"].ToString(), app.ClientSecret)
            ? app
            : throw OAuthException.InvalidClient("The client secret is wrong or missing.");
    }

    /// <exception cref="OAuthException">The body is no form, or cannot be read.</exception>
    public static async ValueTask<IFormCollection> ReadForm(Call call)
    {
        try
        {
            return call.Http.Request.HasFormContentType
                ? await call.Http.Request.ReadFormAsync(call.Http.RequestAborted)
                : throw OAuthException.InvalidRequest("The body must be application/x-www-form-urlencoded.");
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            // IOException is a multipart body that ends too soon, and one that is too large.
            throw OAuthException.InvalidRequest("The form cannot be read.");
        }
    }

    private static string Required(IFormCollection form, string name) =>
        form[name].ToString() is { Length: > 0 } value ? value : throw OAuthException.InvalidRequest($"Request parameter '{name}' is missing.");

    private static Answer Give(IssuedTokens tokens, string? idToken) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("access_token", tokens.AccessToken);
        writer.WriteNumber("expires_in", tokens.ExpiresIn);
        if (idToken is not null)
            writer.WriteString("id_token", idToken);
        if (tokens.RefreshToken is not null)
            writer.WriteString("refresh_token", tokens.RefreshToken);
        writer.WriteString("scope", tokens.Scope);
        writer.WriteString("token_type", "bearer");
        writer.WriteEndObject();
    }).With(("Cache-Control", "no-store"), ("Pragma", "no-cache"));
}
