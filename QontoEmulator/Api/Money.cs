using System.Globalization;

namespace QontoEmulator.Api;

/// <summary>Money is kept in integer cents; these are the two ways the API writes it in major units.</summary>
internal static class Money
{
    /// <summary>For JSON numbers, which come in shortest form: 240, 84.9.</summary>
    public static decimal Major(long cents) => cents % 100 == 0 ? cents / 100 : cents % 10 == 0 ? new decimal(cents / 10) / 10 : new decimal(cents) / 100;

    public static decimal? Major(long? cents) => cents is { } value ? Major(value) : null;

    /// <summary>For strings, which have two decimals: 240.00.</summary>
    public static string Text(long cents) => (cents / 100m).ToString("F2", CultureInfo.InvariantCulture);
}
