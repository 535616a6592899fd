using QontoEmulator.Api;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

/// <summary>What the clock sets off: the statements of months that end on the way.</summary>
[Rule("A80")]
public sealed class MonthEndTests(EmulatorServer server)
{
    [Fact]
    public async Task A_statement_appears_at_the_very_end_of_its_month()
    {
        await using var world = await server.NewWorld();
        var month = await RunningMonth(world);

        await SetClock(world, month.End.AddMilliseconds(-1));
        (await Periods(world)).Should().NotContain(month.ToString());
        await world.Advance("PT0.001S");

        (await Periods(world)).Should().ContainSingle(period => period == month.ToString());
    }

    [Fact]
    public async Task Months_that_are_jumped_over_get_their_statements_in_order()
    {
        await using var world = await server.NewWorld();
        var month = await RunningMonth(world);
        var before = await Periods(world);

        await SetClock(world, month.Plus(14).Start.AddDays(9));

        string[] expected = [.. before, .. Enumerable.Range(0, 14).Select(passed => month.Plus(passed).ToString())];
        (await Periods(world)).Should().Equal(expected);
        var news = (await Statements(world)).TakeLast(14).Select(statement => Guid.Parse(statement.Text("id")!)).ToArray();
        news.Should().BeInAscendingOrder("ids begin with the time at which something was made").And.OnlyContain(id => id.Version == 7);
    }

    [Fact]
    public async Task One_step_or_many_lead_to_the_same_statements()
    {
        await using var one = await server.NewWorld();
        await using var many = await server.NewWorld();
        foreach (var world in new[] { one, many })
            await SetClock(world, (await RunningMonth(world)).Start.AddDays(20));

        await one.Advance("P200D");
        for (var i = 0; i < 200; i++)
            await many.Advance("P1D");

        (await Periods(many)).Should().Equal(await Periods(one)).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Advancing_tells_how_much_happened()
    {
        await using var world = await server.NewWorld();
        await SetClock(world, (await RunningMonth(world)).Start.AddDays(9));

        (await world.Control.Post("/_emulator/clock/advance", """{"by":"PT1S"}""")).Json.At("happened").GetInt32().Should().Be(0);
        (await world.Control.Post("/_emulator/clock/advance", """{"by":"P365D"}""")).Json.At("happened").GetInt32().Should()
            .Be(12 + 4, "twelve months end, and two transfers that the seed has scheduled are processed and settled");
    }

    [Fact]
    public async Task Readers_that_come_together_after_a_month_end_see_one_statement()
    {
        await using var world = await server.NewWorld();
        var month = await RunningMonth(world);
        await SetClock(world, month.End.AddMilliseconds(-100), frozen: false);

        string[][] seen;
        do
            seen = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Periods(world)));
        while (!seen[^1].Contains(month.ToString(), StringComparer.Ordinal));

        seen.Should().OnlyContain(periods => periods.Count(period => period == month.ToString()) <= 1);
        (await Periods(world)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_clock_that_is_set_back_takes_nothing_away_and_makes_nothing_twice()
    {
        await using var world = await server.NewWorld();
        var month = await RunningMonth(world);
        await SetClock(world, month.Plus(2).Start);
        var periods = await Periods(world);

        await SetClock(world, month.Start);
        (await Periods(world)).Should().Equal(periods);
        await SetClock(world, month.Plus(2).Start);

        (await Periods(world)).Should().Equal(periods);
    }

    private static async Task<Month> RunningMonth(World world) => Month.Of((await world.Control.Get("/_emulator/clock")).Json.At("now").GetDateTimeOffset());

    private static async Task SetClock(World world, DateTimeOffset now, bool frozen = true) =>
        (await world.Control.Put("/_emulator/clock", $$"""{"now":"{{now:O}}","frozen":{{(frozen ? "true" : "false")}}}""")).Status.Should().Be(200);

    private static async Task<IReadOnlyList<System.Text.Json.JsonElement>> Statements(World world) =>
        (await world.Organization.Get($"/v2/statements?sort_by=period:asc&bank_account_ids[]={await world.MainAccount()}")).Json.Items("statements");

    private static async Task<string[]> Periods(World world) => [.. (await Statements(world)).Select(statement => statement.Text("period")!)];
}
