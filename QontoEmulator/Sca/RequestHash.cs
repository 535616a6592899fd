using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QontoEmulator.Api;

namespace QontoEmulator.Sca;

/// <summary>
/// What an SCA session is bound to: method, path, and what the body says (P08). The same JSON with other spaces or another order of keys is
/// the same request, because clients write it anew for the retry.
/// </summary>
internal static class RequestHash
{
    public static string Of(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path.Value}\n"));
        try
        {
            using var json = JsonDocument.Parse(body);
            hash.AppendData(Answer.JsonBytes(writer => WriteSorted(writer, json.RootElement)));
        }
        catch (JsonException)
        {
            hash.AppendData(body.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    WriteSorted(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    WriteSorted(writer, item);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
