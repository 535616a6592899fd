using FsCheck;
using FsCheck.Fluent;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Properties;

/// <summary>The calendar that standard transfers follow.</summary>
public sealed class Target2Tests
{
    private static readonly Arbitrary<DateOnly> Days = Gen.Choose(new DateOnly(2000, 1, 1).DayNumber, new DateOnly(2199, 12, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary();

    [Theory]
    [InlineData(2000, 4, 23)]
    [InlineData(2008, 3, 23)]
    [InlineData(2011, 4, 24)]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    [InlineData(2100, 3, 28)]
    public void Easter_falls_where_the_calendars_have_it(int year, int month, int day) => Target2.EasterSunday(year).Should().Be(new DateOnly(year, month, day));

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-04-03")]
    [InlineData("2026-04-06")]
    [InlineData("2026-05-01")]
    [InlineData("2026-12-25")]
    [InlineData("2028-12-26")]
    public void The_holidays_are_closed_though_they_are_weekdays(string day) =>
        (Target2.IsOpen(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).DayOfWeek)
            .Should().Match<(bool Open, DayOfWeek Day)>(it => !it.Open && it.Day != DayOfWeek.Saturday && it.Day != DayOfWeek.Sunday);

    [Fact]
    [Rule("P44")]
    public void The_next_business_day_is_the_first_open_one_after_a_day() => Prop.ForAll(Days, day =>
    {
        var next = Target2.After(day);
        var between = Enumerable.Range(day.DayNumber + 1, next.DayNumber - day.DayNumber - 1).Select(DateOnly.FromDayNumber);
        return next > day && Target2.IsOpen(next) && !between.Any(Target2.IsOpen) && next.DayNumber - day.DayNumber <= 5;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_open_day_is_its_own_and_a_closed_one_moves_on() => Prop.ForAll(Days, day =>
        Target2.OnOrAfter(day) == (Target2.IsOpen(day) ? day : Target2.After(day))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_weekend_is_open_and_every_year_has_six_holidays() => Prop.ForAll(Days, day =>
    {
        var easter = Target2.EasterSunday(day.Year);
        var holidays = new[] { new DateOnly(day.Year, 1, 1), easter.AddDays(-2), easter.AddDays(1), new(day.Year, 5, 1), new(day.Year, 12, 25), new(day.Year, 12, 26) };
        var open = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);
        return Target2.IsOpen(day) == open && easter.DayOfWeek == DayOfWeek.Sunday && easter >= new DateOnly(day.Year, 3, 22) && easter <= new DateOnly(day.Year, 4, 25);
    }).QuickCheckThrowOnFailure();
}
