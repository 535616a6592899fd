using System.Text.Json;
using QontoEmulator.Api;

namespace QontoEmulator.Quirks;

/// <summary>Q48: Qonto may add fields and change the order of keys at any time. This does both, so that a client's tolerance can be tried.</summary>
internal static class SurpriseField
{
    private const string Name = "surprise_field";

    /// <summary>The same JSON with one unknown key more in every object, and its keys the other way round.</summary>
    public static byte[] AddTo(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return Answer.JsonBytes(writer => Write(writer, document.RootElement));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                writer.WriteString(Name, "fields may be added at any time");
                foreach (var property in element.EnumerateObject().Reverse())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                // As it was written: numbers keep their form, text its escapes.
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
        }
    }
}
