using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QontoEmulator.Api;

/// <summary>A calendar month in UTC, written <c>MM-YYYY</c>.</summary>
[JsonConverter(typeof(MonthConverter))]
internal readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    private const string Format = "MM-yyyy";

    public DateTimeOffset Start => new(Year, Number, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset End => Start.AddMonths(1);

    private int Index => (Year * 12) + Number - 1;

    public static Month Of(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month);

    public static bool TryParse(string text, out Month month)
    {
        var read = DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        month = new(date.Year, date.Month);
        return read;
    }

    public Month Plus(int months) => Of(Start.AddMonths(months));

    /// <summary>Whole months from another month to this one.</summary>
    public int Since(Month other) => Index - other.Index;

    public int CompareTo(Month other) => Index.CompareTo(other.Index);

    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;

    public override string ToString() => Start.ToString(Format, CultureInfo.InvariantCulture);
}

internal class MonthConverter : JsonConverter<Month>
{
    public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Month.TryParse(reader.GetString() ?? "", out var month) ? month : throw new JsonException("A month is written MM-YYYY.");

    public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
