using System.Net;

namespace QontoEmulator.Portal;

/// <summary>What a redirect URI must be, so that it can be compared letter by letter and sends codes nowhere unsafe.</summary>
internal static class RedirectUris
{
    public const int Most = 10;
    public const int Longest = 2000;

    /// <summary>What is wrong with a list of them; null when nothing is.</summary>
    public static string? WhyRefused(IReadOnlyList<string> uris, AppEnvironment environment)
    {
        if (uris.Count > Most)
            return $"an app has at most {Most} in one environment";
        var problems = uris.Select(uri => WhyRefused(uri, environment) is { } why ? $"{Shorten(uri)} {why}" : null).OfType<string>().ToList();
        problems.AddRange(uris.GroupBy(uri => uri, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"{Shorten(same.Key)} is given twice"));
        return problems is [] ? null : string.Join("; ", problems);
    }

    private static string? WhyRefused(string uri, AppEnvironment environment)
    {
        if (uri.Length > Longest)
            return $"is longer than {Longest} characters";
        if (uri.Contains('*', StringComparison.Ordinal))
            return "has a wildcard; every URI is registered whole";
        if (uri.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '\\' or '"' or '<' or '>')
            || !Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Host.Length == 0)
            return "is no absolute URI, such as https://example.com/callback";
        if (uri.Contains('#', StringComparison.Ordinal))
            return "has a fragment (#), which servers never see";
        if (parsed.UserInfo.Length > 0)
            return "has a user name or password in it";
        if (parsed.Scheme == Uri.UriSchemeHttps)
            return null;
        if (parsed.Scheme != Uri.UriSchemeHttp)
            return "must begin with https://";
        if (!IsLoopback(parsed.Host))
            return "must begin with https://; plain http is for localhost only";
        return environment == AppEnvironment.Sandbox ? null : "must begin with https://; http://localhost is for the sandbox only";
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static string Shorten(string uri) => uri.Length > 80 ? $"{uri[..79]}…" : uri;
}
