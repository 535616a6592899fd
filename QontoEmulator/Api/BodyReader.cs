using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace QontoEmulator.Api;

/// <summary>Reads a JSON body and collects what is wrong with it, each with its pointer, so that all of it is answered at once.</summary>
internal sealed class BodyReader
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;
    private readonly JsonElement root;
    private readonly string pointer;
    private readonly List<(int Status, ApiError Error)> refused;
    private readonly ErrorKind? wrongType;
    private readonly ErrorKind missing;

    private BodyReader(ReadOnlyMemory<byte> raw, JsonElement root, string pointer, List<(int, ApiError)> refused, ErrorKind? wrongType, ErrorKind missing)
    {
        Raw = raw;
        this.root = root;
        this.wrongType = wrongType;
        this.missing = missing;
        this.pointer = pointer;
        this.refused = refused;
    }

    /// <summary>The whole body as it was sent, which strong authentication is bound to.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>What is wrong so far, for the operations that answer it in a form of their own; the others <see cref="ThrowIfRefused"/>.</summary>
    public IReadOnlyList<ApiError> Refused => [.. refused.Select(entry => entry.Error)];

    public IEnumerable<string> Names => root.EnumerateObject().Select(property => property.Name);

    /// <summary>Reads the body whole. No body counts as an empty object when <paramref name="optional"/>.</summary>
    /// <param name="request">Whose body.</param>
    /// <param name="optional">Whether there may be none.</param>
    /// <param name="wrongType">What every value of a wrong type is refused with; when absent, it depends on the type that was wanted.</param>
    /// <param name="missing">What an absent field is refused with; <see cref="ErrorCatalog.Required"/> when absent.</param>
    public static async ValueTask<BodyReader> Read(HttpRequest request, bool optional = false, ErrorKind? wrongType = null, ErrorKind? missing = null)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (optional && bytes.IsEmpty)
            bytes = "{}"u8.ToArray();
        if (!Utf8.IsValid(bytes.Span))
            throw ErrorCatalog.MalformedJson.Refuse("The body is not UTF-8.");
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var body = document.RootElement.Clone();
            if (body.ValueKind != JsonValueKind.Object)
                throw ErrorCatalog.MalformedJson.Refuse("The body must be a JSON object.", "The body must be a JSON object.");
            Decode(body);
            return new(bytes, body, "", [], wrongType, missing ?? ErrorCatalog.Required);
        }
        catch (JsonException broken)
        {
            throw ErrorCatalog.MalformedJson.Refuse($"JSON breaks at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine}.");
        }
        catch (InvalidOperationException)
        {
            throw ErrorCatalog.MalformedJson.Refuse("A string holds half of a surrogate pair.");
        }
    }

    /// <summary>This object alone, as UTF-8 JSON.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(root.GetRawText());

    public void RefuseUnlessArray(string name) => Value(name, JsonValueKind.Array, ErrorCatalog.Invalid, "must be an array");

    public bool IsArray(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array;

    public bool Has(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>
    /// An object inside this one, such as the envelope of a resource; what is wrong in it is answered with the rest. An absent one reads as
    /// empty, so that everything missing in it is named.
    /// </summary>
    public BodyReader Object(string name)
    {
        var found = Value(name, JsonValueKind.Object, ErrorCatalog.Invalid, "must be an object");
        // What is no object has been refused as a whole; what it should have held is not asked for on top.
        return new(Raw, found ?? Nothing, $"{pointer}/{name}", found is null && Has(name) ? [] : refused, wrongType, missing);
    }

    /// <summary>A string with something in it; refused, and empty, when there is none.</summary>
    public string RequiredText(string name)
    {
        var text = Text(name);
        if (!Has(name) || (text is not null && string.IsNullOrWhiteSpace(text)))
            Refuse(name, missing, missing.Status == 400 ? $"{name} is missing" : null);
        return text ?? "";
    }

    /// <summary>A string; null when absent or null, and refused when something else.</summary>
    public string? Text(string name) => Value(name, JsonValueKind.String, ErrorCatalog.NotAString, "must be a string")?.GetString();

    public bool? Flag(string name)
    {
        if (Has(name) && root.GetProperty(name).ValueKind is JsonValueKind.True or JsonValueKind.False)
            return root.GetProperty(name).GetBoolean();
        return Value(name, JsonValueKind.True, ErrorCatalog.Invalid, "must be true or false")?.GetBoolean();
    }

    public double? Number(string name) => Value(name, JsonValueKind.Number, ErrorCatalog.Invalid, "must be a number")?.GetDouble();

    /// <summary>A list of strings; null when absent.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (Value(name, JsonValueKind.Array, ErrorCatalog.Invalid, "must be an array") is not { } array)
            return null;
        if (array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. array.EnumerateArray().Select(item => item.GetString()!)];
        Refuse(name, wrongType ?? ErrorCatalog.NotAString, $"{name} must hold strings only");
        return null;
    }

    /// <summary>A list of objects, each read as this one is, with its place in its pointers; null when absent.</summary>
    public IReadOnlyList<BodyReader>? Objects(string name)
    {
        if (Value(name, JsonValueKind.Array, ErrorCatalog.Invalid, "must be an array") is not { } array)
            return null;
        if (array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object))
            return [.. array.EnumerateArray().Select((item, place) => new BodyReader(Raw, item, $"{pointer}/{name}/{place}", refused, wrongType, missing))];
        Refuse(name, wrongType ?? ErrorCatalog.Invalid, $"{name} must hold objects only");
        return null;
    }

    public void Refuse(string name, ErrorKind kind, string? detail = null) => refused.Add((kind.Status, kind.At($"{pointer}/{Escape(name)}", detail)));

    /// <summary>Refuses a place further inside, given as a pointer from this object on.</summary>
    public void RefuseAt(string place, ErrorKind kind, string? detail) => refused.Add((kind.Status, kind.At($"{pointer}/{place}", detail)));

    /// <summary>Whether something about this field was refused already.</summary>
    public bool HasRefused(string name) => refused.Any(entry => entry.Error.Pointer == $"{pointer}/{Escape(name)}");

    /// <summary>Refuses names that would do nothing; for the control API, where they are typing mistakes. Qonto itself ignores them.</summary>
    public void RefuseUnknown(params IReadOnlyList<string> known)
    {
        foreach (var name in Names.Except(known, StringComparer.Ordinal))
            Refuse(name, ErrorCatalog.Invalid, $"{name} is not known here; there are: {string.Join(", ", known)}");
    }

    public void ThrowIfRefused()
    {
        if (refused.Count > 0)
            throw new ApiException(refused[0].Status, [.. refused.Select(entry => entry.Error)]);
    }

    // RFC 6901.
    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private JsonElement? Value(string name, JsonValueKind kind, ErrorKind otherwise, string? detail = null)
    {
        if (!Has(name))
            return null;
        var value = root.GetProperty(name);
        if (value.ValueKind == kind)
            return value;
        Refuse(name, wrongType ?? otherwise, detail is null ? null : $"{name} {detail}");
        return null;
    }

    // Text is decoded once here, so that a broken escape is met before anything acts on the body.
    private static void Decode(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Decode(item);
                break;
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Decode(property.Value);
                }

                break;
        }
    }
}
