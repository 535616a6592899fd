namespace QontoEmulator.Tests.Contract;

/// <summary>The committed list of what the contract has and the emulator has not, so that a gap is a decision and never an oversight.</summary>
internal static class NotBuiltYet
{
    public const string Path = "QontoEmulator.Tests/Contract/not-built-yet.txt";

    private static readonly string[] Prefixes = ["/v1/", "/v2/", "/oauth2/", "/register/", "/data_api/", "/.well-known/", "/userinfo"];

    /// <summary>Rows that answer and are not routed, as the lines of the file.</summary>
    public static IReadOnlyList<string> Lines(IEnumerable<EndpointRow> rows, IReadOnlySet<string> routes) =>
        [.. rows.Where(row => row.Answers && !routes.Contains(OperationIndex.Key(row.Method, row.Path))).Select(Line).Order(StringComparer.Ordinal)];

    /// <summary>Routes under the contract's prefixes that no row of endpoints.csv knows, comforts aside. A catch-all is no route of its own.</summary>
    public static IReadOnlyList<string> Unknown(IEnumerable<EndpointRow> rows, IEnumerable<(string Method, string Path)> routes)
    {
        var known = rows.Select(row => OperationIndex.Key(row.Method, row.Path)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. routes.Where(route => Array.Exists(Prefixes, prefix => route.Path.StartsWith(prefix, StringComparison.Ordinal)))
                .Where(route => !route.Path.Contains("{*", StringComparison.Ordinal) && !known.Contains(OperationIndex.Key(route.Method, route.Path)))
                .Where(route => !EmulatorComforts.Has(route.Method, route.Path))
                .Select(route => $"{route.Method} {route.Path}").Order(StringComparer.Ordinal),
        ];
    }

    private static string Line(EndpointRow row) => $"{row.Method} {row.Path}";
}
