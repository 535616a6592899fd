using System.Text.Json;
using System.Text.RegularExpressions;

namespace QontoEmulator.Tests.Contract;

/// <summary>The groups of common.yaml, x-op-groups, that <c>ops</c> of a rule may name. A group reaches over the rule's own file.</summary>
internal static partial class RuleGroups
{
    public static IReadOnlySet<string> Resolve(JsonElement ops, IReadOnlyList<Operation> inFile) => ops.ValueKind == JsonValueKind.Array
        ? ops.EnumerateArray().Select(id => id.GetString()!).ToHashSet(StringComparer.Ordinal)
        : inFile.Where(operation => Holds(ops.GetString()!, operation)).Select(operation => operation.OperationId).ToHashSet(StringComparer.Ordinal);

    private static bool Holds(string group, Operation operation) => group switch
    {
        "all" => true,
        "lists" => operation.List is not null,
        "writes" => operation.Method is not "GET",
        "sca" => operation.Sca != Sca.None,
        "by-id" => IdInBraces().IsMatch(operation.Path),
        "idempotent" => operation.Idempotent,
        "oauth-only" => !operation.AllowsApiKey,
        // Outgoing deliveries and statements about scope belong to no operation.
        "deliveries" or "none" => false,
        _ => throw new InvalidDataException($"common.yaml has no group {group}"),
    };

    [GeneratedRegex(@"\{\w*id\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdInBraces();
}
