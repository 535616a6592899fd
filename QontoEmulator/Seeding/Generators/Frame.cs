using QontoEmulator.Api;

namespace QontoEmulator.Seeding.Generators;

/// <summary>The 24 whole months that a generated seed fills.</summary>
/// <remarks>
/// A seed is shifted on load by whole months, and 31 January plus one month is 28 February. So every time stands on a day from 1 to 28:
/// what came first before a shift comes first after it.
/// </remarks>
internal static class Frame
{
    public const int Months = 24;

    public const int LastIndex = Months - 1;

    /// <summary>Rows of this month and later are told by UUIDv7s, earlier ones by a counter (A24).</summary>
    public const int FirstRecentIndex = Months - 6;

    public const int LastDay = 28;

    public static readonly Month Last = new(2026, 10);

    /// <summary>A month by its place in the frame, from 0.</summary>
    public static Month MonthAt(int index) => Last.Plus(index - LastIndex);

    public static int IndexOf(DateTimeOffset time) => Month.Of(time).Since(Last) + LastIndex;

    public static DateTimeOffset At(int month, int day, TimeSpan timeOfDay) => MonthAt(month).Start.AddDays(day - 1) + timeOfDay;

    /// <summary>Whether a seed may hold this time.</summary>
    public static bool Holds(DateTimeOffset time) => IndexOf(time) is >= 0 and < Months && time.Day <= LastDay;
}
