namespace QontoEmulator.Features.SepaTransfers;

/// <summary>The days on which the euro's settlement system is open. Standard transfers move on these only.</summary>
internal static class Target2
{
    public static bool IsOpen(DateOnly day)
    {
        if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || (day.Month, day.Day) is (1, 1) or (5, 1) or (12, 25) or (12, 26))
            return false;
        var (goodFriday, easterMonday) = (EasterSunday(day.Year).AddDays(-2), EasterSunday(day.Year).AddDays(1));
        return day != goodFriday && day != easterMonday;
    }

    /// <summary>This day when it is open, else the next one that is.</summary>
    public static DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsOpen(day))
            day = day.AddDays(1);
        return day;
    }

    public static DateOnly After(DateOnly day) => OnOrAfter(day.AddDays(1));

    /// <summary>By the rule of Meeus, Jones and Butcher for the Gregorian calendar.</summary>
    public static DateOnly EasterSunday(int year)
    {
        var (golden, century, rest) = (year % 19, year / 100, year % 100);
        var epact = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - epact - (rest % 4)) % 7;
        var correction = (golden + (11 * epact) + (22 * weekday)) / 451;
        var days = epact + weekday - (7 * correction) + 114;
        return new(year, days / 31, (days % 31) + 1);
    }
}
