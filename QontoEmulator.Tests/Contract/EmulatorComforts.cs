namespace QontoEmulator.Tests.Contract;

/// <summary>Routes under the contract's paths that the real API does not have. Each exists under a switch that the contract lists as a comfort.</summary>
internal static class EmulatorComforts
{
    public static readonly IReadOnlyList<(string Method, string Path, string Quirk)> All = [("DELETE", "/v2/teams/{id}", "Q26")];

    /// <summary>Whether a template or a request's path is one of them.</summary>
    public static bool Has(string method, string path) => All.Any(route => route.Method == method && Meets(route.Path.Split('/'), path.Split('/')));

    private static bool Meets(string[] template, string[] path) =>
        template.Length == path.Length && template.Zip(path).All(pair => pair.First[0..Math.Min(1, pair.First.Length)] == "{" || pair.First == pair.Second);
}
