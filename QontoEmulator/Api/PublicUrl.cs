namespace QontoEmulator.Api;

/// <summary>The base of every URL that is handed out: as set, else as the request came in, through proxies too. No end slash.</summary>
internal static class PublicUrl
{
    public static string Of(HttpContext http) => http.RequestServices.GetRequiredService<Settings>().PublicUrl ?? OfRequest(http.Request);

    private static string OfRequest(HttpRequest request)
    {
        var scheme = FirstOf(request.Headers["X-Forwarded-Proto"].ToString()) is "https" ? "https" : request.Scheme;
        return FirstOf(request.Headers["X-Forwarded-Host"].ToString()) is { Length: > 0 } host ? $"{scheme}://{host}" : $"{scheme}://{request.Host.Value}";
    }

    private static string FirstOf(string list) => list.Split(',')[0].Trim();
}
