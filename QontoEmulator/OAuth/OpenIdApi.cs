using System.Buffers.Text;
using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Quirks;

namespace QontoEmulator.OAuth;

/// <summary>What OpenID libraries ask for. The real hosts answer 404 to all of it; the keys answer here, because an id_token cannot be checked without (platform.md 3.5).</summary>
internal static class OpenIdApi
{
    private const string KeysPath = "/.well-known/jwks.json";

    public static void MapOpenId(this IEndpointRouteBuilder routes)
    {
        routes.Get(KeysPath, Keys).AllowAnyone();
        routes.Get("/.well-known/openid-configuration", Discover).AllowAnyone().PresentWhile(Switches.OAuthDiscovery);
        routes.Get("/userinfo", UserInfo).RequireScope(ScopeNames.OpenId).PresentWhile(Switches.OAuthDiscovery);
    }

    private static async ValueTask<Answer> Keys(Call call)
    {
        var key = await SigningKey.Of(call.Workspace);
        using var rsa = key.Rsa();
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            writer.WriteStartObject();
            writer.WriteString("use", "sig");
            writer.WriteString("kty", "RSA");
            writer.WriteString("kid", key.Kid);
            writer.WriteString("alg", "RS256");
            writer.WriteString("n", Base64Url.EncodeToString(numbers.Modulus));
            writer.WriteString("e", Base64Url.EncodeToString(numbers.Exponent));
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static ValueTask<Answer> Discover(Call call)
    {
        var issuer = PublicUrl.Of(call.Http);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("issuer", issuer);
            writer.WriteString("authorization_endpoint", issuer + "/oauth2/auth");
            writer.WriteString("token_endpoint", issuer + "/oauth2/token");
            writer.WriteString("revocation_endpoint", issuer + "/oauth2/revoke");
            writer.WriteString("userinfo_endpoint", issuer + "/userinfo");

            // Libraries fetch the keys without a staging token, so the address says whose they are.
            writer.WriteString("jwks_uri", $"{issuer}{KeysPath}?workspace={call.Workspace.Id}");
            Texts(writer, "response_types_supported", ["code"]);
            Texts(writer, "grant_types_supported", ["authorization_code", "refresh_token"]);
            Texts(writer, "subject_types_supported", ["public"]);
            Texts(writer, "id_token_signing_alg_values_supported", ["RS256"]);
            Texts(writer, "token_endpoint_auth_methods_supported", ["client_secret_post", "none"]);
            Texts(writer, "code_challenge_methods_supported", ["S256"]);
            Texts(writer, "scopes_supported", ScopeNames.All);
            Texts(writer, "claims_supported", ["at_hash", "aud", "auth_time", "email", "exp", "iat", "iss", "jti", "nonce", "rat", "sid", "sub"]);
            writer.WriteEndObject();
        });
    }

    private static ValueTask<Answer> UserInfo(Call call)
    {
        var member = call.Caller.Membership!;
        var user = member.UserId is { } id ? call.Data.Find<User>(id) : null;
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("sub", user?.Id ?? member.Id);
            if ((user?.Email ?? member.Email) is { } email)
                writer.WriteString("email", email);
            writer.WriteEndObject();
        });
    }

    private static void Texts(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
