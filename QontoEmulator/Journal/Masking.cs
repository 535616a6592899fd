using System.Text.RegularExpressions;

namespace QontoEmulator.Journal;

/// <summary>The request headers that the journal shows; of the secret ones only that they came.</summary>
internal static class ShownHeaders
{
    public static readonly (string Name, bool IsSecret)[] All =
    [
        ("Authorization", true), ("Content-Type", false), ("Accept-Language", false), ("Cookie", true), ("Origin", false), ("User-Agent", false),
        ("Qonto-Partner-Id", false), ("Signature", true), ("X-Qonto-2fa-Preference", false), ("X-Qonto-Idempotency-Key", false), ("X-Qonto-MFA", true),
        ("X-Qonto-Organization-Id", false), ("X-Qonto-Sca-Session-Token", true), ("X-Qonto-Staging-Token", true),
    ];
}

/// <summary>Takes secrets out of what is shown: a journal is pasted into issues and chats.</summary>
internal static partial class Masking
{
    private const string Mask = "***";
    private const int Patience = 1000;

    /// <summary>Keeps what kind of credential it is: the scheme, or the login of an API key.</summary>
    public static string Header(string? value)
    {
        if (value is null)
            return Mask;
        var end = value.AsSpan().IndexOfAny(' ', ':');
        return end < 0 ? Mask : string.Concat(value.AsSpan(0, end + 1), Mask);
    }

    /// <summary>A path, query or URL, or a text that holds one: values of secret parameters, and path segments that are SCA tokens.</summary>
    public static string Url(string url) => TokenSegment().Replace(Form(url), "${before}" + Mask);

    /// <summary>A body, perhaps cut off anywhere.</summary>
    public static string Body(string text, string contentType) => contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        ? Form(text)
        : Known().Replace(SecretVariable().Replace(Signature().Replace(Member().Replace(text, "${before}" + Mask + "${after}"), "${before}" + Mask), "${before}" + Mask), Mask);

    private static string Form(string text) =>
        Known().Replace(Pair().Replace(text, pair => IsSecret(Uri.UnescapeDataString(pair.Groups["name"].Value)) ? $"{pair.Groups["name"].Value}={Mask}" : pair.Value), Mask);

    private static bool IsSecret(string name) => name.ToLowerInvariant() is
        "code" or "client_secret" or "code_verifier" or "token" or "access_token" or "refresh_token" or "id_token" or "password" or "secret" or "x-amz-signature"
        or "staging_token" or "sca_session_token" or "consent_challenge";

    [GeneratedRegex(@"(?<name>[^?&=\s]+)=(?<value>[^&\s]*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<before>/)[A-Za-z0-9_-]{64}(?![A-Za-z0-9_-])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex TokenSegment();

    // "code" stays: in JSON it is what an error is called.
    [GeneratedRegex(
        """(?<before>"(access_token|refresh_token|id_token|token|client_secret|code_verifier|secret|secret_key|password|partner_token|staging_token|sca_session_token|sca_recovery_token|vop_proof_token|proof_token)"\s*:\s*")([^"\\]|\\.)*(?<after>"?)""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        Patience)]
    private static partial Regex Member();

    // Of a Postman environment.
    [GeneratedRegex("""(?<before>"type":"secret","value":")[^"]*""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex SecretVariable();

    [GeneratedRegex("(?<before>X-Amz-Signature=)[0-9a-f]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Patience)]
    private static partial Regex Signature();

    // Secrets that are known by their own form, wherever they stand.
    [GeneratedRegex(@"\b(ory_(at|rt|ac)_|whsec_)[A-Za-z0-9_.\-]+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patience)]
    private static partial Regex Known();
}
