using System.Text;

namespace QontoEmulator.Tests.Contract;

/// <summary>Writes docs/conformance.md: what of the contract is built, and what of that the tests exercise.</summary>
internal static class ConformanceTable
{
    private static readonly ILookup<string, Rule> RulesOf = ContractFacts.Rules
        .SelectMany(rule => rule.Operations.Select(operation => (operation, rule)))
        .ToLookup(pair => pair.operation, pair => pair.rule, StringComparer.Ordinal);

    public static string Write(Coverage coverage)
    {
        var text = new StringBuilder("""
            # Conformance

            Written by the tests; do not edit. `UPDATE=1 dotnet test` writes it anew, a plain `dotnet test` fails when it is not true.

            - built: the route exists
            - answer: a test got a 2xx (or the redirect, where that is the answer) and it satisfied the contract's schema
            - errors: how many of the operation's own error answers tests have provoked
            - rules: how many of the contract's behaviour rules that name the operation are shown by a passed test


            """.ReplaceLineEndings("\n"));
        var domains = ContractFacts.Endpoints.Where(row => row.Answers).GroupBy(row => row.Domain, StringComparer.Ordinal).ToList();

        text.Append("## Summary\n\n| domain | operations built | answers | errors | rules |\n|---|---|---|---|---|\n");
        foreach (var domain in domains) text.Append(Sum(domain.Key, [.. domain], coverage));
        text.Append(Sum("**all**", [.. domains.SelectMany(domain => domain)], coverage));

        foreach (var domain in domains)
        {
            text.Append($"\n## {domain.Key}\n\n| operation | built | answer | errors | rules |\n|---|---|---|---|---|\n");
            foreach (var row in domain) text.Append(Line(row, coverage));
        }

        text.Append("\n## Rules without a test\n\n");
        foreach (var file in ContractDocuments.DomainFiles) text.Append(Untested(file, coverage));
        return text.ToString();
    }

    private static string Sum(string name, IReadOnlyList<EndpointRow> rows, Coverage coverage)
    {
        var operations = rows.Select(row => ContractFacts.OperationOf(row)!).ToList();
        var errors = operations.SelectMany(Errors).ToList();
        var rules = operations.SelectMany(operation => RulesOf[operation.OperationId]).Distinct().ToList();
        return $"| {name} | {rows.Count(coverage.IsBuilt)}/{rows.Count} | {operations.Count(coverage.Succeeded)}/{rows.Count} " +
            $"| {errors.Count(error => Seen(error, coverage))}/{errors.Count} | {Shown(rules, coverage)} |\n";
    }

    private static string Line(EndpointRow row, Coverage coverage)
    {
        var operation = ContractFacts.OperationOf(row)!;
        var errors = Errors(operation).ToList();
        return $"| {row.Method} `{row.Path}` | {YesNo(coverage.IsBuilt(row))} | {YesNo(coverage.Succeeded(operation))} " +
            $"| {errors.Count(error => Seen(error, coverage))}/{errors.Count} | {Shown([.. RulesOf[operation.OperationId]], coverage)} |\n";
    }

    private static string Untested(string file, Coverage coverage)
    {
        // platform.yaml has no rules of its own: the quirks stand for it.
        List<string> rules = file is "platform"
            ? [.. ContractFacts.Quirks.Select(quirk => quirk.Id)]
            : [.. ContractFacts.Rules.Where(rule => string.Equals(rule.File, file, StringComparison.Ordinal)).Select(rule => rule.Id)];
        var untested = rules.Where(id => !coverage.RulesShown.Contains(id)).ToList();
        var started = ContractFacts.Operations.Any(operation => string.Equals(operation.File, file, StringComparison.Ordinal) && coverage.IsBuilt(operation));
        var names = started && untested.Count > 0 ? ": " + string.Join(", ", untested) : "";
        return $"- {(file is "platform" ? "platform (quirks)" : file)}: {untested.Count} of {rules.Count}{names}\n";
    }

    private static IEnumerable<(Operation Operation, int Status, string Code)> Errors(Operation operation) =>
        operation.Errors.Select(error => (operation, error.Status, error.Code)).Distinct();

    private static bool Seen((Operation Operation, int Status, string Code) error, Coverage coverage) =>
        coverage.ErrorSeen(error.Operation, error.Status, error.Code);

    private static string Shown(List<Rule> rules, Coverage coverage) => $"{rules.Count(rule => coverage.RulesShown.Contains(rule.Id))}/{rules.Count}";

    private static string YesNo(bool value) => value ? "yes" : "no";
}
