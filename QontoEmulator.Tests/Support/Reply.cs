using System.Text;
using System.Text.Json;

namespace QontoEmulator.Tests.Support;

/// <summary>An answer, read whole.</summary>
internal sealed class Reply
{
    private readonly Dictionary<string, string> headers;
    private JsonElement? json;

    private Reply(int status, Dictionary<string, string> headers, byte[] bytes)
    {
        Status = status;
        this.headers = headers;
        Bytes = bytes;
    }

    public int Status { get; }

    public byte[] Bytes { get; }

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => json ??= JsonDocument.Parse(Bytes).RootElement;

    /// <summary>The <c>code</c> of the first error.</summary>
    public string? Code => Errors is [var first, ..] ? first.GetProperty("code").GetString() : null;

    public IReadOnlyList<JsonElement> Errors => Json.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateArray()] : [];

    /// <summary>Why the emulator refused; it never stands in the body.</summary>
    public string? Hint => Header("X-Emulator-Hint");

    public string? Header(string name) => headers.GetValueOrDefault(name);

    public static async Task<Reply> Of(HttpResponseMessage response)
    {
        var all = response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, all, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}

internal static class JsonElementExtensions
{
    /// <summary>A value by a dotted path, such as <c>meta.total_count</c> or <c>transactions.0.id</c>.</summary>
    public static JsonElement At(this JsonElement element, string path) => path.Split('.').Aggregate(
        element, (at, name) => at.ValueKind == JsonValueKind.Array ? at[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : at.GetProperty(name));

    public static string? Text(this JsonElement element, string path) => element.At(path).GetString();

    public static bool IsNull(this JsonElement element, string path) => element.At(path).ValueKind == JsonValueKind.Null;

    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string path) => [.. element.At(path).EnumerateArray()];
}
