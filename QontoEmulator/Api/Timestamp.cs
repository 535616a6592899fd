using System.Globalization;

namespace QontoEmulator.Api;

/// <summary>A moment as callers write it.</summary>
internal static class Timestamp
{
    /// <summary>Reads ISO 8601, with or without seconds and their parts, or a date alone; UTC where no offset is given. Kept to milliseconds.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        var read = DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time);
        time = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
        return read;
    }
}
