using System.Net;

namespace QontoEmulator.Api;

/// <summary>The base of every URL that is handed out: as set, else as the request came in, through proxies too. No end slash.</summary>
internal static class PublicUrl
{
    public static string Of(HttpContext http) => http.RequestServices.GetRequiredService<Settings>().PublicUrl ?? OfRequest(http.Request);

    /// <summary>Its path alone, without an end slash: what links of pages begin with, because a browser may know this server by another name than programs do.</summary>
    public static string PathOf(HttpContext http) => new Uri(Of(http)).AbsolutePath.TrimEnd('/');

    /// <summary>Whether the caller spoke https, to this server or to a proxy before it.</summary>
    public static bool IsHttps(HttpRequest request) => request.IsHttps || FirstOf(request.Headers["X-Forwarded-Proto"].ToString()) is "https";

    private static string OfRequest(HttpRequest request)
    {
        var scheme = IsHttps(request) ? "https" : request.Scheme;
        var host = FirstOf(request.Headers["X-Forwarded-Host"].ToString()) is var forwarded && IsHost(forwarded) ? forwarded
            : request.Host.Value is { Length: > 0 } asked ? asked
            : LocalAddress(request.HttpContext.Connection);
        return $"{scheme}://{host}";
    }

    // Anything else would break the URL, or the header that it is sent in.
    private static bool IsHost(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']');

    // HTTP/1.0 need not name a host.
    private static string LocalAddress(ConnectionInfo connection) => new IPEndPoint(connection.LocalIpAddress ?? IPAddress.Loopback, connection.LocalPort).ToString();

    private static string FirstOf(string list) => list.Split(',')[0].Trim();
}
