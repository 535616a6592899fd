using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;

namespace QontoEmulator.OAuth;

/// <summary>Tells an app who signed in: a JWT, RS256, with the claims of platform.md 3.3.</summary>
internal static class IdToken
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>The id_token beside some tokens; null unless scope openid was granted.</summary>
    public static async ValueTask<string?> For(Call call, Grant grant, IssuedTokens tokens)
    {
        if (!tokens.Scope.Split(' ').Contains(ScopeNames.OpenId, StringComparer.Ordinal) || grant.SignIn is not { } signIn || call.Store.Current.Find<User>(signIn.UserId) is not { } user)
            return null;
        var key = await SigningKey.Of(call.Workspace);
        var header = Answer.JsonBytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("alg", "RS256");
            writer.WriteString("kid", key.Kid);
            writer.WriteString("typ", "JWT");
            writer.WriteEndObject();
        });
        var now = call.Now;
        var claims = Answer.JsonBytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("at_hash", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(tokens.AccessToken)).AsSpan(0, 16)));
            writer.WriteStartArray("aud");
            writer.WriteStringValue(grant.ClientId);
            writer.WriteEndArray();
            writer.WriteNumber("auth_time", signIn.At.ToUnixTimeSeconds());
            writer.WriteString("email", user.Email);
            writer.WriteNumber("exp", (now + Life).ToUnixTimeSeconds());
            writer.WriteNumber("iat", now.ToUnixTimeSeconds());
            writer.WriteString("iss", PublicUrl.Of(call.Http));
            writer.WriteString("jti", call.Workspace.Chance.NextGuid());
            if (signIn.Nonce is not null)
                writer.WriteString("nonce", signIn.Nonce);
            writer.WriteNumber("rat", signIn.RequestedAt.ToUnixTimeSeconds());
            writer.WriteString("sid", signIn.SessionId);
            writer.WriteString("sub", user.Id);
            writer.WriteEndObject();
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        using var rsa = key.Rsa();
        return $"{signed}.{Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}
