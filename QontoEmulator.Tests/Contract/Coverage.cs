namespace QontoEmulator.Tests.Contract;

/// <summary>What the emulator routes and what a test run showed of it; the table is written from nothing else.</summary>
/// <param name="Routes">Keys of the routes, see <see cref="OperationIndex.Key"/>.</param>
/// <param name="Succeeded">Whether a 2xx of the operation was seen.</param>
/// <param name="ErrorSeen">Whether a status and code of the operation was seen.</param>
/// <param name="RulesShown">Ids borne by passed tests.</param>
internal sealed record Coverage(
    IReadOnlySet<string> Routes, Func<Operation, bool> Succeeded, Func<Operation, int, string, bool> ErrorSeen, IReadOnlySet<string> RulesShown)
{
    public static Coverage OfThisRun(IReadOnlySet<(string Method, string Path)> routes) =>
        new(Keys(routes), Exercised.Succeeded, Exercised.Seen, Exercised.RulesShown());

    public bool IsBuilt(EndpointRow row) => Routes.Contains(OperationIndex.Key(row.Method, row.Path));

    public bool IsBuilt(Operation operation) => Routes.Contains(OperationIndex.Key(operation.Method, operation.Path));

    public static IReadOnlySet<string> Keys(IEnumerable<(string Method, string Path)> routes) =>
        routes.Select(route => OperationIndex.Key(route.Method, route.Path)).ToHashSet(StringComparer.Ordinal);
}
