using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QontoEmulator.Api;

/// <summary>The two ways JSON is written here: as Qonto writes answers, and as seeds and files keep documents.</summary>
internal static class Json
{
    /// <summary>Answers: every key present, null where there is no value, text escaped as on the real wire.</summary>
    public static JsonSerializerOptions Wire() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = WireEncoder.Instance,
        Converters = { new TimeConverter() },
    };

    /// <summary>Documents at rest: what is null is left out.</summary>
    /// <param name="shiftMonths">Whole months that every time and period moves by when read.</param>
    public static JsonSerializerOptions Stored(int shiftMonths = 0) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = WireEncoder.Instance,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new TimeConverter(shiftMonths), new ShiftedMonthConverter(shiftMonths) },
    };

    private sealed class ShiftedMonthConverter(int months) : MonthConverter
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            base.Read(ref reader, typeToConvert, options).Plus(months);
    }
}

/// <summary>Times are UTC with milliseconds and a literal Z, exactly (A32).</summary>
internal sealed class TimeConverter(int shiftMonths = 0) : JsonConverter<DateTimeOffset>
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!reader.TryGetDateTimeOffset(out var time))
            throw new JsonException("A time is written YYYY-MM-DDTHH:MM:SS.mmmZ.");
        return shiftMonths == 0 ? time : time.AddMonths(shiftMonths);
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out _, Format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }
}
