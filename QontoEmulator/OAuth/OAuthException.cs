using QontoEmulator.Api;

namespace QontoEmulator.OAuth;

/// <summary>A refusal of the OAuth host, in Hydra's form (platform.md 3.5).</summary>
/// <param name="status">HTTP status.</param>
/// <param name="error">The <c>error</c> of RFC 6749.</param>
/// <param name="description">The <c>error_description</c>.</param>
/// <param name="hint">For <c>X-Emulator-Hint</c>.</param>
internal sealed class OAuthException(int status, string error, string description, string? hint = null) : Exception(description)
{
    public int Status { get; } = status;

    public string? Hint { get; } = hint;

    public static OAuthException InvalidClient(string hint) => new(401, "invalid_client", "Client authentication failed.", hint);

    public static OAuthException InvalidGrant(string hint) => new(400, "invalid_grant", "The authorization code or refresh token is invalid, expired or revoked.", hint);

    public static OAuthException InvalidRequest(string description) => new(400, "invalid_request", description, description);

    public static OAuthException UnsupportedGrantType(string grant) => new(
        400, "unsupported_grant_type", "The grant type is not supported.", $"'{grant}' is not offered; use authorization_code or refresh_token.");

    public static OAuthException InvalidScope(string scope) => new(
        400, "invalid_scope", "The requested scope is invalid, unknown or malformed.", $"Scope '{scope}' was not granted.");

    public Answer ToAnswer() => Answer.Json(Status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteString("error_description", Message);
        writer.WriteNumber("status_code", Status);
        writer.WriteEndObject();
    });
}
