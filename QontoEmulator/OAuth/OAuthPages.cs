using QontoEmulator.Api;

namespace QontoEmulator.OAuth;

/// <summary>Where the OAuth host's pages live, and which client a call to it names.</summary>
internal static class OAuthPages
{
    /// <summary>A page of another host stands below that host's name.</summary>
    public const string Root = "/oauth-sandbox.staging.qonto.co";

    public static bool Has(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.Ordinal);

    /// <summary>Keys and discovery: libraries fetch them without any header of ours, so they pass the wall.</summary>
    public static bool IsWellKnown(HttpRequest request) => request.Path.StartsWithSegments("/.well-known", StringComparison.Ordinal);

    public static bool IsAuthorization(HttpRequest request) => request.Path.Value is "/oauth2/auth" or "/v2/oauth2/auth";

    /// <summary>Path and query of a request, as the browser knows them, to come back to.</summary>
    public static string AddressOf(HttpContext http) =>
        $"{PublicUrl.PathOf(http)}{http.Request.Path.ToUriComponent()}{QueryString.Create(http.Request.Query).ToUriComponent()}";

    /// <summary>The client id in the address or the form; it tells the workspace of a call without staging token. Null when there is none.</summary>
    public static async ValueTask<string?> ClientOf(HttpRequest request)
    {
        if (IsAuthorization(request))
            return request.Query["client_id"];
        if (request.Headers.ContainsKey(StagingGate.Header) || !request.HasFormContentType || request.Path.Value is not ("/oauth2/token" or "/v2/oauth2/token" or "/oauth2/revoke"))
            return null;
        try
        {
            return (await request.ReadFormAsync(request.HttpContext.RequestAborted))["client_id"];
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or IOException)
        {
            // The handler meets it again, and answers.
            return null;
        }
    }
}
