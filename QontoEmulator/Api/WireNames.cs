using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QontoEmulator.Api;

/// <summary>Enum values written <c>like_this</c>.</summary>
internal sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) where T : struct, Enum;

/// <summary>Enum values written <c>like-this</c>.</summary>
internal sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) where T : struct, Enum;

/// <summary>The snake_case names of an enum, for filters.</summary>
internal static class WireNames<T> where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>()
        .ToFrozenDictionary(value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);

    private static readonly FrozenDictionary<T, string> Names = Values.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    public static string Of(T value) => Names[value];

    public static bool TryParse(string name, out T value) => Values.TryGetValue(name, out value);
}
