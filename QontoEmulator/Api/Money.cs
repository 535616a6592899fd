using System.Globalization;

namespace QontoEmulator.Api;

/// <summary>Money is kept in integer cents; these are the two ways the API writes it in major units.</summary>
internal static class Money
{
    /// <summary>More than ten trillions is no amount.</summary>
    private const int MostDigits = 12;

    /// <summary>For JSON numbers, which come in shortest form: 240, 84.9.</summary>
    public static decimal Major(long cents) => cents % 100 == 0 ? cents / 100 : cents % 10 == 0 ? new decimal(cents / 10) / 10 : new decimal(cents) / 100;

    public static decimal? Major(long? cents) => cents is { } value ? Major(value) : null;

    /// <summary>Reads an amount as requests write it: digits, and at most two decimals behind a dot (P53).</summary>
    public static bool TryParse(string text, out long cents)
    {
        cents = 0;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, part) = dot < 0 ? (text, "00") : (text[..dot], text[(dot + 1)..]);
        if (whole.Length is 0 or > MostDigits || part.Length is not (1 or 2) || !(whole + part).All(char.IsAsciiDigit))
            return false;
        cents = long.Parse(whole + part.PadRight(2, '0'), CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>For strings, which have two decimals: 240.00.</summary>
    public static string Text(long cents) => (cents / 100m).ToString("F2", CultureInfo.InvariantCulture);
}
