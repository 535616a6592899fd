using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QontoEmulator.Tests.Contract;

/// <summary>What is wrong with a value, and where: a JSON pointer, "" for the whole.</summary>
internal sealed record Violation(string Pointer, string Problem)
{
    public override string ToString() => $"{(Pointer.Length == 0 ? "/" : Pointer)}: {Problem}";
}

/// <summary>Checks JSON against a schema of the contract.</summary>
/// <remarks>A key that the schema does not list is refused too, unless told otherwise: an invented field is a mistake of the emulator.</remarks>
internal static partial class SchemaChecker
{
    private static readonly FrozenSet<string> StrictDateTimes = FrozenSet.ToFrozenSet(["accounts", "common"], StringComparer.Ordinal);

    public static IReadOnlyList<Violation> Check(JsonElement value, Schema schema, bool refuseUnknownKeys = true)
    {
        var found = new List<Violation>();
        new Walk(refuseUnknownKeys, found).Whole(value, schema, "", []);
        return found;
    }

    private readonly struct Walk(bool refuseUnknownKeys, List<Violation> found)
    {
        /// <summary>Checks a value and, once for all parts of its schema together, the names of its keys.</summary>
        public void Whole(JsonElement value, Schema schema, string at, FrozenSet<string> alsoKnown)
        {
            Part(value, schema, at, alsoKnown);
            if (!refuseUnknownKeys || value.ValueKind != JsonValueKind.Object || schema.HasAlternatives || schema.KnownKeys is not { } known) return;
            foreach (var key in value.EnumerateObject().Where(p => !known.Contains(p.Name) && !alsoKnown.Contains(p.Name)))
                Add($"{at}/{Escape(key.Name)}", "unknown key");
        }

        private void Part(JsonElement value, Schema schema, string at, FrozenSet<string> alsoKnown)
        {
            foreach (var part in schema.Parts) Part(value, part, at, alsoKnown);
            if (schema.Alternatives.Count > 0) Alternatives(value, schema, at, alsoKnown);
            if (schema.Types.Count > 0 && !schema.Types.Any(type => Is(value, type)))
            {
                Add(at, $"expected {string.Join(" or ", schema.Types)}, got {Kind(value)}");
                return;
            }

            if (schema.Enum is { } values && !values.Any(one => JsonElement.DeepEquals(one, value)))
                Add(at, $"{value.GetRawText()} is not one of {string.Join(", ", values.Select(one => one.GetRawText()))}");
            if (schema.Const is { } constant && !JsonElement.DeepEquals(constant, value))
                Add(at, $"expected {constant.GetRawText()}, got {value.GetRawText()}");
            switch (value.ValueKind)
            {
                case JsonValueKind.String: Text(value.GetString()!, schema, at); break;
                case JsonValueKind.Number when value.TryGetDecimal(out var number): Number(number, schema, at); break;
                case JsonValueKind.Array: List(value, schema, at); break;
                case JsonValueKind.Object: Object(value, schema, at); break;
            }
        }

        private void Alternatives(JsonElement value, Schema schema, string at, FrozenSet<string> alsoKnown)
        {
            var known = schema.KnownKeys is { } keys ? alsoKnown.Union(keys, StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal) : alsoKnown;
            List<Violation>? nearest = null;
            foreach (var alternative in schema.Alternatives)
            {
                var tried = new List<Violation>();
                new Walk(refuseUnknownKeys, tried).Whole(value, alternative, at, known);
                if (tried.Count == 0) return;
                // A wrong type says less than anything found inside a value of the right type.
                if (nearest is null || Distance(tried, at) < Distance(nearest, at)) nearest = tried;
            }

            found.AddRange(nearest!);
        }

        private static int Distance(List<Violation> tried, string at) =>
            tried.Exists(v => v.Pointer.Length == at.Length && v.Problem.StartsWith("expected", StringComparison.Ordinal)) ? int.MaxValue : tried.Count;

        private void Text(string text, Schema schema, string at)
        {
            if (schema.Format is { } format && !HasFormat(text, format, StrictDateTimes.Contains(schema.File))) Add(at, $"\"{text}\" is not a {format}");
            if (schema.Pattern is { } pattern && !pattern.IsMatch(text)) Add(at, $"\"{text}\" does not match {pattern}");
            if (text.Length < schema.MinLength) Add(at, $"shorter than {schema.MinLength}");
            if (text.Length > schema.MaxLength) Add(at, $"longer than {schema.MaxLength}");
        }

        private void Number(decimal number, Schema schema, string at)
        {
            if (number < schema.Minimum) Add(at, string.Create(CultureInfo.InvariantCulture, $"{number} is below {schema.Minimum}"));
            if (number > schema.Maximum) Add(at, string.Create(CultureInfo.InvariantCulture, $"{number} is above {schema.Maximum}"));
        }

        private void List(JsonElement list, Schema schema, string at)
        {
            var count = list.GetArrayLength();
            if (count < schema.MinItems) Add(at, $"fewer than {schema.MinItems} items");
            if (count > schema.MaxItems) Add(at, $"more than {schema.MaxItems} items");
            if (schema.Items is not { } items) return;
            var index = 0;
            foreach (var item in list.EnumerateArray()) Whole(item, items, $"{at}/{index++}", []);
        }

        private void Object(JsonElement value, Schema schema, string at)
        {
            foreach (var key in schema.Required)
                if (!value.TryGetProperty(key, out _)) Add(at, $"required key {key} is missing");
            foreach (var property in value.EnumerateObject())
            {
                var known = schema.Properties.TryGetValue(property.Name, out var own) ? own : schema.OtherKeys;
                if (known is not null) Whole(property.Value, known, $"{at}/{Escape(property.Name)}", []);
            }
        }

        private void Add(string at, string problem) => found.Add(new(at, problem));
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && decimal.IsInteger(number),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => string.Equals(Kind(value), type, StringComparison.Ordinal),
    };

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    // Rule A32 binds the banking side; invoices may carry offsets (platform.md, section 7).
    private static bool HasFormat(string text, string format, bool strict) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => (strict ? Milliseconds() : AnyIso()).IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        // A path alone is an absolute file URI to .NET on Unix.
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase),
        "email" => Email().IsMatch(text),
        _ => true,
    };

    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyIso();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Email();
}
