using System.Collections.Frozen;

namespace QontoEmulator.Tests.Contract;

/// <summary>The contract, read once: operations, error codes, endpoints.csv, rules and quirks.</summary>
internal static class ContractFacts
{
    private static readonly Lazy<Facts> Loaded = new(() => new Facts(Path.Combine(AppContext.BaseDirectory, "Contract", "facts")));

    public static ContractDocuments Documents => Loaded.Value.Documents;

    /// <summary>Every operation of the six domain files.</summary>
    public static IReadOnlyList<Operation> Operations => Loaded.Value.Operations;

    /// <summary>The rows of endpoints.csv in their order.</summary>
    public static IReadOnlyList<EndpointRow> Endpoints => Loaded.Value.Endpoints;

    public static IReadOnlyList<Rule> Rules => Loaded.Value.Rules;

    public static IReadOnlyList<Quirk> Quirks => Loaded.Value.Quirks;

    /// <summary>x-common-errors of common.yaml: any Business API operation may answer them.</summary>
    public static IReadOnlyList<ContractError> CommonErrors => Loaded.Value.CommonErrors;

    /// <summary>What <see cref="RuleAttribute"/> may name: rules, quirks, and sections of platform.md as "§3.3".</summary>
    public static IReadOnlySet<string> RuleIds => Loaded.Value.RuleIds;

    /// <summary>The operation that a request meets; a trailing slash and the query do not count.</summary>
    public static Operation? Match(string method, string path) => Loaded.Value.Index.Find(method, path);

    /// <summary>The operation of a row of endpoints.csv; five absent rows have none.</summary>
    public static Operation? OperationOf(EndpointRow row) => Loaded.Value.ByKey.GetValueOrDefault(OperationIndex.Key(row.Method, row.Path));

    /// <summary>The row of endpoints.csv of an operation.</summary>
    public static EndpointRow RowOf(Operation operation) => Loaded.Value.Rows[OperationIndex.Key(operation.Method, operation.Path)];

    /// <summary>The errors a whole file adds to the common ones (payments.yaml does).</summary>
    public static IReadOnlyList<ContractError> FileErrors(string file) => Loaded.Value.FileErrors[file];

    private sealed class Facts
    {
        public Facts(string folder)
        {
            Documents = new(folder);
            Operations = [.. ContractDocuments.DomainFiles.SelectMany(file => OperationReader.Operations(Documents, file))];
            var byFile = Operations.ToLookup(operation => operation.File, StringComparer.Ordinal);
            Rules = [.. ContractDocuments.DomainFiles.SelectMany(file => OperationReader.Rules(Documents, file, [.. byFile[file]]))];
            CommonErrors = [.. OperationReader.Errors(Documents["common"], "x-common-errors")];
            FileErrors = ContractDocuments.DomainFiles.ToFrozenDictionary(
                file => file, file => (IReadOnlyList<ContractError>)[.. OperationReader.Errors(Documents[file], "x-common-errors")], StringComparer.Ordinal);
            Endpoints = [.. File.ReadLines(Path.Combine(folder, "endpoints.csv")).Skip(1).Select(Row)];
            var platform = File.ReadAllText(Path.Combine(folder, "platform.md"));
            Quirks = [.. PlatformText.Quirks(platform)];
            RuleIds = Rules.Select(rule => rule.Id).Concat(Quirks.Select(quirk => quirk.Id)).Concat(PlatformText.Sections(platform))
                .ToFrozenSet(StringComparer.Ordinal);
            Index = new(Operations);
            ByKey = Operations.ToFrozenDictionary(operation => OperationIndex.Key(operation.Method, operation.Path), StringComparer.Ordinal);
            Rows = Endpoints.ToFrozenDictionary(row => OperationIndex.Key(row.Method, row.Path), StringComparer.Ordinal);
        }

        public ContractDocuments Documents { get; }
        public IReadOnlyList<Operation> Operations { get; }
        public IReadOnlyList<Rule> Rules { get; }
        public IReadOnlyList<ContractError> CommonErrors { get; }
        public FrozenDictionary<string, IReadOnlyList<ContractError>> FileErrors { get; }
        public IReadOnlyList<EndpointRow> Endpoints { get; }
        public IReadOnlyList<Quirk> Quirks { get; }
        public IReadOnlySet<string> RuleIds { get; }
        public OperationIndex Index { get; }
        public FrozenDictionary<string, Operation> ByKey { get; }
        public FrozenDictionary<string, EndpointRow> Rows { get; }

        // No cell of the file is quoted: scopes are separated by blanks or bars, never by commas.
        private static EndpointRow Row(string line)
        {
            var cell = line.Split(',');
            return new(cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[6] is "yes", cell[7], cell[8], cell[9]);
        }
    }
}
