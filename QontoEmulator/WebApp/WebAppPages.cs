namespace QontoEmulator.WebApp;

/// <summary>Where the sandbox web app lives: a page of another host stands below that host's name.</summary>
internal static class WebAppPages
{
    public const string Root = "/sandbox.staging.qonto.co";

    public static bool Has(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.Ordinal);
}
