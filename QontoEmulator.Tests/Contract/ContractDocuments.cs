using System.Collections.Concurrent;
using System.Text.Json;

namespace QontoEmulator.Tests.Contract;

/// <summary>The YAML files of the contract, by name without extension, and what a <c>$ref</c> in one of them points to.</summary>
internal sealed class ContractDocuments
{
    public static readonly IReadOnlyList<string> DomainFiles = ["accounts", "payments", "invoicing", "cards-webhooks", "onboarding", "platform"];

    private readonly Dictionary<string, JsonElement> _roots;
    private readonly ConcurrentDictionary<string, Schema> _schemas = new(StringComparer.Ordinal);

    public ContractDocuments(string folder) =>
        _roots = DomainFiles.Append("common")
            .ToDictionary(name => name, name => YamlText.ReadFile(Path.Combine(folder, name + ".yaml")), StringComparer.Ordinal);

    public JsonElement this[string file] => _roots[file];

    /// <summary>The schema a reference names; one instance each, so that references may form circles.</summary>
    public Schema Schema(string reference, string from)
    {
        var (file, node) = Target(reference, from);
        return _schemas.GetOrAdd($"{file}#{reference[reference.IndexOf('#', StringComparison.Ordinal)..]}", _ => new Schema(node, file, this));
    }

    /// <summary>The node itself, or the one its <c>$ref</c> names (one level, as the contract uses it for responses).</summary>
    public (string File, JsonElement Node) Follow(JsonElement node, string from) =>
        node.TryGetProperty("$ref", out var reference) ? Target(reference.GetString()!, from) : (from, node);

    private (string File, JsonElement Node) Target(string reference, string from)
    {
        var hash = reference.IndexOf("#/", StringComparison.Ordinal);
        var file = hash == 0 ? from : Path.GetFileNameWithoutExtension(reference[..hash]);
        var node = reference[(hash + 2)..].Split('/').Aggregate(_roots[file], (at, part) =>
            at.GetProperty(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)));
        return (file, node);
    }
}
