using System.Text.RegularExpressions;

namespace QontoEmulator.Tests.Contract;

/// <summary>Finds the operation that a request meets: a literal segment beats a parameter, from the left.</summary>
internal sealed partial class OperationIndex
{
    private readonly Dictionary<(string Method, int Length), Entry[]> _entries;

    public OperationIndex(IEnumerable<Operation> operations) =>
        _entries = operations.Select(operation => new Entry(operation, Segments(operation.Path)))
            .GroupBy(entry => (entry.Operation.Method, entry.Segments.Length))
            .ToDictionary(group => group.Key, group => group.OrderBy(entry => entry.Rank, StringComparer.Ordinal).ToArray());

    public Operation? Find(string method, string path)
    {
        var segments = Segments(path);
        return _entries.TryGetValue((method.ToUpperInvariant(), segments.Length), out var entries)
            ? Array.Find(entries, entry => entry.Matches(segments))?.Operation
            : null;
    }

    /// <summary>Method and path with nameless parameters: endpoints.csv, the YAML and the routes of the app name them differently.</summary>
    public static string Key(string method, string path) => $"{method} {Braces().Replace(path, "{}")}";

    // The official SDK writes trailing slashes (platform.md, section 1).
    private static string[] Segments(string path)
    {
        var query = path.IndexOf('?', StringComparison.Ordinal);
        return (query < 0 ? path : path[..query]).Trim('/').Split('/');
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Braces();

    private sealed record Entry(Operation Operation, string[] Segments)
    {
        public string Rank { get; } = string.Concat(Segments.Select(segment => segment[0] == '{' ? '1' : '0'));

        public bool Matches(string[] path)
        {
            for (var i = 0; i < Segments.Length; i++)
                if (Segments[i][0] == '{' ? path[i].Length == 0 : !string.Equals(Segments[i], path[i], StringComparison.Ordinal)) return false;
            return true;
        }
    }
}
