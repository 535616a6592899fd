using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QontoEmulator.Tests.Contract;

/// <summary>One schema node of the contract, read once. Only the words that the contract uses are known.</summary>
internal sealed class Schema
{
    private readonly Lazy<IReadOnlyList<Schema>> _parts;
    private readonly Lazy<FrozenSet<string>?> _knownKeys;
    private readonly Lazy<bool> _hasAlternatives;

    public Schema(JsonElement node, string file, ContractDocuments documents)
    {
        File = file;
        Schema Read(JsonElement child) => new(child, file, documents);
        Schema[] List(string word) => node.TryGetProperty(word, out var list) ? [.. list.EnumerateArray().Select(Read)] : [];
        Schema? One(string word) => node.TryGetProperty(word, out var child) && child.ValueKind == JsonValueKind.Object ? Read(child) : null;
        int? Whole(string word) => node.TryGetProperty(word, out var value) ? value.GetInt32() : null;
        decimal? Number(string word) => node.TryGetProperty(word, out var value) ? value.GetDecimal() : null;

        Types = node.TryGetProperty("type", out var type) ? [.. Strings(type)] : [];
        if (node.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean() && Types.Count > 0) Types = [.. Types, "null"];
        Required = node.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.Array ? [.. Strings(required)] : [];
        Properties = node.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToFrozenDictionary(p => p.Name, p => Read(p.Value), StringComparer.Ordinal)
            : FrozenDictionary<string, Schema>.Empty;
        AllowsOtherKeys = node.TryGetProperty("additionalProperties", out var others) && others.ValueKind != JsonValueKind.False;
        OtherKeys = One("additionalProperties");
        Enum = node.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray()] : null;
        Const = node.TryGetProperty("const", out var constant) ? constant : null;
        Format = node.TryGetProperty("format", out var format) ? format.GetString() : null;
        Pattern = node.TryGetProperty("pattern", out var pattern)
            ? new Regex(pattern.GetString()!, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
            : null;
        (Minimum, Maximum) = (Number("minimum"), Number("maximum"));
        (MinLength, MaxLength, MinItems, MaxItems) = (Whole("minLength"), Whole("maxLength"), Whole("minItems"), Whole("maxItems"));
        Items = One("items");
        Alternatives = [.. List("oneOf"), .. List("anyOf")];
        var together = List("allOf");
        // References may form circles, so they are followed only when asked for.
        _parts = new(() => node.TryGetProperty("$ref", out var reference) ? [documents.Schema(reference.GetString()!, file), .. together] : together);
        _hasAlternatives = new(() => Alternatives.Count > 0 || Parts.Any(part => part.HasAlternatives));
        _knownKeys = new(FindKnownKeys);
    }

    /// <summary>Name of the contract file, without extension: how strict a date-time is depends on it.</summary>
    public string File { get; }

    public IReadOnlyList<string> Types { get; }
    public IReadOnlyList<string> Required { get; }
    public FrozenDictionary<string, Schema> Properties { get; }
    public bool AllowsOtherKeys { get; }
    public Schema? OtherKeys { get; }
    public IReadOnlyList<JsonElement>? Enum { get; }
    public JsonElement? Const { get; }
    public string? Format { get; }
    public Regex? Pattern { get; }
    public decimal? Minimum { get; }
    public decimal? Maximum { get; }
    public int? MinLength { get; }
    public int? MaxLength { get; }
    public int? MinItems { get; }
    public int? MaxItems { get; }
    public Schema? Items { get; }

    /// <summary>oneOf and anyOf alike, one match is enough: the contract's alternatives overlap (one of two shapes, or any object).</summary>
    public IReadOnlyList<Schema> Alternatives { get; }

    /// <summary>Every key an object may have by this schema, its reference and its allOf parts; null when any key may come.</summary>
    public FrozenSet<string>? KnownKeys => _knownKeys.Value;

    /// <summary>What holds together with this node: its reference (OpenAPI 3.1 allows words beside it) and its allOf parts.</summary>
    public IReadOnlyList<Schema> Parts => _parts.Value;

    /// <summary>Whether alternatives stand here or in a part; then each of them says which keys it knows.</summary>
    public bool HasAlternatives => _hasAlternatives.Value;

    private FrozenSet<string>? FindKnownKeys()
    {
        var all = Parts.Prepend(this).ToList();
        if (all.Exists(part => part.AllowsOtherKeys)) return null;
        var keys = Properties.Keys.Concat(Parts.SelectMany(part => part.KnownKeys ?? FrozenSet<string>.Empty)).ToFrozenSet(StringComparer.Ordinal);
        return keys.Count == 0 ? null : keys;
    }

    private static IEnumerable<string> Strings(JsonElement node) =>
        node.ValueKind == JsonValueKind.Array ? node.EnumerateArray().Select(item => item.GetString() ?? "null") : [node.GetString() ?? "null"];
}
