using System.Globalization;
using System.Text;
using System.Text.Json;

namespace QontoEmulator.Tests.Contract;

/// <summary>One answer of the emulator as the contract sees it.</summary>
internal sealed class SeenAnswer
{
    public SeenAnswer(string method, Uri uri, int status, Func<string, string?> header, string? contentType, byte[] body)
    {
        (Method, Path, Status, Body) = (method, uri.AbsolutePath, status, body);
        Operation = ContractFacts.Match(method, Path);
        TraceId = header("X-Tyk-Trace-Id");
        Location = header("Location");
        MediaType = contentType?.Split(';')[0].Trim().ToLowerInvariant();
        Json = MediaType is "application/json" ? Parse(body) : null;
    }

    public string Method { get; }
    public string Path { get; }
    public int Status { get; }
    public byte[] Body { get; }
    public Operation? Operation { get; }
    public string? TraceId { get; }
    public string? Location { get; }
    public string? MediaType { get; }

    /// <summary>The body, when it calls itself JSON and is.</summary>
    public JsonElement? Json { get; }

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A 2xx, or the redirect that is an operation's answer (the authorize calls have no other).</summary>
    public bool IsGood =>
        IsSuccess || (Status is >= 300 and < 400 && Codes.Count == 0
            && Operation?.Responses.ContainsKey(Status.ToString(CultureInfo.InvariantCulture)) == true);

    /// <summary>Whether the staging gate answered, in either of its forms (platform.md, section 2), and no operation did.</summary>
    public bool IsStagingGate =>
        (Status == 302 && Location?.Contains("onelogin", StringComparison.OrdinalIgnoreCase) == true) ||
        (Status == 200 && MediaType is "text/html" && Text.Contains("OneLogin", StringComparison.OrdinalIgnoreCase));

    /// <summary>An answer of the gateway itself, which knows no route here.</summary>
    public bool IsGateway404 => Status == 404 && MediaType is "text/plain";

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The error codes it carries; "-" stands for an error that has none.</summary>
    public IReadOnlyList<string> Codes
    {
        get
        {
            if (IsStagingGate || IsSuccess) return [];
            if (Status is >= 300 and < 400) return Location is null ? [] : [.. QueryValues(Location, "error")];
            if (IsGateway404) return ["not_found"];
            if (Status == 412 && Operation is { Sca: not Sca.None }) return ["-"];
            if (Json is { ValueKind: JsonValueKind.Object } json) return [.. CodesOf(json)];
            // The error page of the OAuth host names the error in its text.
            return [.. Operation?.Errors.Where(e => e.Status == Status && Text.Contains(e.Code, StringComparison.Ordinal)).Select(e => e.Code) ?? []];
        }
    }

    private static IEnumerable<string> CodesOf(JsonElement body)
    {
        if (body.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array)
            return errors.EnumerateArray().Select(error => Word(error, "code") ?? "-").DefaultIfEmpty("-").Distinct(StringComparer.Ordinal);
        if (Word(body, "data") is { } data && Dispatched(data) is { } inner) return CodesOf(inner);
        if (Word(body, "code") is { } code) return [code];
        return Word(body, "error") is { } error && !error.Contains(' ', StringComparison.Ordinal) ? [error] : ["-"];
    }

    // encoded_requests/dispatch wraps the inner answer: base64 of {headers, body} (rule C39).
    private static JsonElement? Dispatched(string data)
    {
        var bytes = new byte[data.Length];
        return Convert.TryFromBase64String(data, bytes, out var length) && Parse(bytes[..length]) is { ValueKind: JsonValueKind.Object } inner &&
            inner.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.Object ? body : null;
    }

    private static string? Word(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IEnumerable<string> QueryValues(string location, string name) =>
        from pair in location[(location.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&')
        where pair.StartsWith(name + "=", StringComparison.Ordinal)
        select Uri.UnescapeDataString(pair[(name.Length + 1)..]);

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonElement.TryParseValue(ref reader, out var json) && !reader.Read() ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
