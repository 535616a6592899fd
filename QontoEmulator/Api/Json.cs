using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QontoEmulator.Api;

/// <summary>The ways JSON is written here: as Qonto writes answers and webhooks, and as seeds and files keep documents.</summary>
internal static class Json
{
    /// <summary>Answers: every key present, null where there is no value, text escaped as on the real wire.</summary>
    public static JsonSerializerOptions Wire() => Wire(new());

    /// <summary>What webhooks deliver: as answers, but with times in whole seconds, as the documented samples show them.</summary>
    public static JsonSerializerOptions Event() => Wire(new(format: TimeConverter.WholeSeconds));

    /// <summary>Documents at rest: what is null is left out.</summary>
    /// <param name="shiftMonths">Whole months that every time and period moves by when read.</param>
    public static JsonSerializerOptions Stored(int shiftMonths = 0) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = WireEncoder.Instance,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new TimeConverter(shiftMonths), new ShiftedMonthConverter(shiftMonths) },
    };

    private static JsonSerializerOptions Wire(TimeConverter times) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = WireEncoder.Instance,
        Converters = { times },
    };

    private sealed class ShiftedMonthConverter(int months) : MonthConverter
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var month = base.Read(ref reader, typeToConvert, options);
            return Shift.By(months, month.Start) is { } moved ? Month.Of(moved) : throw new JsonException(Shift.TooFar);
        }
    }
}

/// <summary>Times are UTC with milliseconds and a literal Z, exactly (A32).</summary>
internal sealed class TimeConverter(int shiftMonths = 0, string format = TimeConverter.Format) : JsonConverter<DateTimeOffset>
{
    public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    public const string WholeSeconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>A time as it is written on the wire.</summary>
    public static string Text(DateTimeOffset time, string format = Format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!reader.TryGetDateTimeOffset(out var time))
            throw new JsonException("A time is written YYYY-MM-DDTHH:MM:SS.mmmZ.");
        return Shift.By(shiftMonths, time) ?? throw new JsonException(Shift.TooFar);
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>Moves times by whole months, as far as the calendar goes.</summary>
internal static class Shift
{
    public const string TooFar = "This time cannot be shifted to the current month.";

    public static DateTimeOffset? By(int months, DateTimeOffset time)
    {
        if (months == 0)
            return time;
        var index = (time.UtcDateTime.Year * 12) + time.UtcDateTime.Month + months;

        // One year is kept free at either end, for offsets and the months next to it.
        return index is > 2 * 12 and < 9998 * 12 ? time.AddMonths(months) : null;
    }
}
