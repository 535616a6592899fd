using System.Text.Json;

namespace QontoEmulator.Tests.Contract;

/// <summary>Turns the YAML of a contract file into operations and rules.</summary>
internal static class OperationReader
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    public static IEnumerable<Operation> Operations(ContractDocuments documents, string file) =>
        from path in documents[file].GetProperty("paths").EnumerateObject()
        from verb in path.Value.EnumerateObject()
        where Verbs.Contains(verb.Name, StringComparer.Ordinal)
        select Operation(documents, file, path.Name, verb.Name.ToUpperInvariant(), verb.Value);

    public static IEnumerable<ContractError> Errors(JsonElement node, string word) =>
        node.TryGetProperty(word, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(entry => new ContractError(
                entry.GetProperty("status").GetInt32(),
                entry.GetProperty("code").ToString(),
                Text(entry, "when") ?? "",
                (entry.TryGetProperty("inferred", out var inferred) && inferred.GetBoolean()) || Text(entry, "evidence") is "inferred"))
            : [];

    public static IEnumerable<Rule> Rules(ContractDocuments documents, string file, IReadOnlyList<Operation> operations) =>
        documents[file].TryGetProperty("x-behaviours", out var rules)
            ? rules.EnumerateArray().Select(rule => new Rule(
                Text(rule, "id")!,
                file,
                RuleGroups.Resolve(rule.GetProperty("ops"), operations),
                Text(rule, "area"),
                Text(rule, "rule") ?? Text(rule, "name") ?? "",
                Text(rule, "evidence") ?? ""))
            : [];

    private static Operation Operation(ContractDocuments documents, string file, string path, string method, JsonElement node)
    {
        var access = node.GetProperty("x-auth");
        return new(
            file,
            method,
            path,
            Text(node, "operationId")!,
            Strings(node, "tags"),
            access.GetProperty("apiKey").GetBoolean(),
            Strings(access, "scopes"),
            Enum.Parse<Sca>(Text(node, "x-sca")!, ignoreCase: true),
            node.GetProperty("x-idempotency").ValueKind == JsonValueKind.True,
            node.TryGetProperty("deprecated", out var deprecated) && deprecated.GetBoolean(),
            node.TryGetProperty("x-list", out var list) ? List(list) : null,
            [.. Errors(node, "x-errors")],
            node.GetProperty("responses").EnumerateObject().ToDictionary(r => r.Name, r => Content(documents, file, r.Value), StringComparer.Ordinal),
            Text(node, "x-evidence")!);
    }

    private static IReadOnlyDictionary<string, Schema> Content(ContractDocuments documents, string file, JsonElement response)
    {
        var (from, node) = documents.Follow(response, file);
        return node.TryGetProperty("content", out var content)
            ? content.EnumerateObject().ToDictionary(c => c.Name, c => new Schema(c.Value.GetProperty("schema"), from, documents), StringComparer.Ordinal)
            : new Dictionary<string, Schema>(StringComparer.Ordinal);
    }

    private static ListFacts List(JsonElement node) => new(
        node.GetProperty("paged").GetBoolean(),
        Whole(node, "defaultPerPage"),
        Whole(node, "maxPerPage"),
        Text(node, "perPageOver"),
        Answer(node, "onBadPage"),
        Answer(node, "onBadEnum"),
        Answer(node, "onBadSort"),
        Answer(node, "onBadDate"),
        Text(node, "defaultSort"));

    private static ListAnswer Answer(JsonElement node, string word) => node.TryGetProperty(word, out var answer)
        ? answer.ValueKind == JsonValueKind.Object ? new(Whole(answer, "status"), Text(answer, "code"), null) : new(null, null, answer.GetString())
        : new(null, null, "none");

    private static int? Whole(JsonElement node, string word) => node.TryGetProperty(word, out var value) ? value.GetInt32() : null;

    private static string? Text(JsonElement node, string word) => node.TryGetProperty(word, out var value) ? value.ToString() : null;

    private static IReadOnlyList<string> Strings(JsonElement node, string word) =>
        node.TryGetProperty(word, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];
}
