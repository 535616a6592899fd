using System.Globalization;
using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Which rows the ranges of time keep in a list of transactions.</summary>
public sealed class TransactionTimeFilterTests(EmulatorServer server)
{
    public static readonly TheoryData<string> Times = ["settled_at", "emitted_at", "updated_at", "created_at"];

    [Theory]
    [MemberData(nameof(Times))]
    [Rule("A09")]
    public async Task Both_ends_of_a_range_belong_to_it_to_the_millisecond(string property)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var row = Middle(await world.Transactions(main), property);
        var time = row.At(property).GetDateTimeOffset();
        async Task<bool> Holds(string query) =>
            (await world.Transactions(main, $"{Reading.AllStatuses}&{query}")).Ids().Contains(row.Text("id"), StringComparer.Ordinal);

        (await Holds($"{property}_from={Written(time)}&{property}_to={Written(time)}")).Should().BeTrue();
        (await Holds($"{property}_from={Written(time)}")).Should().BeTrue();
        (await Holds($"{property}_to={Written(time)}")).Should().BeTrue();
        (await Holds($"{property}_from={Written(time.AddMilliseconds(1))}")).Should().BeFalse();
        (await Holds($"{property}_to={Written(time.AddMilliseconds(-1))}")).Should().BeFalse();
    }

    [Theory]
    [MemberData(nameof(Times))]
    [Rule("A08", "A09")]
    public async Task A_range_keeps_what_lies_in_it_whatever_the_sort(string property)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var completed = await world.Transactions(main, "status=completed");
        var times = completed.Select(row => row.Text(property)!).Order(StringComparer.Ordinal).ToArray();
        var (from, to) = (times[times.Length / 4], times[times.Length * 3 / 4]);
        var expected = completed.Where(row => Within(row.Text(property)!, from, to)).Ids().ToArray();

        var byDefault = await world.Transactions(main, $"{property}_from={from}&{property}_to={to}");
        var sorted = await world.Transactions(main, $"{property}_from={from}&{property}_to={to}&sort_by={property}:asc");

        expected.Length.Should().BeInRange(1, completed.Count - 1);
        byDefault.Ids().Should().Equal(expected);
        sorted.Ids().Order(StringComparer.Ordinal).Should().Equal(expected.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Times))]
    [Rule("A09")]
    public async Task A_plain_date_is_its_midnight_at_either_end(string property)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main, "status=completed");
        var day = Middle(all, property).Text(property)![..10];

        var from = await world.Transactions(main, $"{property}_from={day}");
        var to = await world.Transactions(main, $"{property}_to={day}");

        from.Ids().Should().Equal(all.Where(row => string.CompareOrdinal(row.Text(property)![..10], day) >= 0).Ids());
        to.Ids().Should().Equal(all.Where(row => string.CompareOrdinal(row.Text(property)![..10], day) < 0).Ids());
    }

    [Theory]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss'Z'", 0)]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", 0)]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", 0)]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss", 0)]
    [InlineData("yyyy-MM-dd'T'HH:mm:sszzz", 2)]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss'%2B02:00'", 2)]
    [InlineData("yyyy-MM-dd'T'HH:mm:sszzz", -5)]
    [Rule("A09", "§7")]
    public async Task One_moment_may_be_written_in_many_ways(string format, int offset)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main, "status=completed");
        var time = Middle(all, "emitted_at").At("emitted_at").GetDateTimeOffset();
        time = time.AddMilliseconds(-time.Millisecond);
        var expected = all.Where(row => row.At("emitted_at").GetDateTimeOffset() >= time).Ids();

        var written = time.ToOffset(TimeSpan.FromHours(offset)).ToString(format, CultureInfo.InvariantCulture);
        var rows = await world.Transactions(main, "emitted_at_from=" + written);

        rows.Ids().Should().Equal(expected);
    }

    [Theory]
    [InlineData("settled_at_from=2000-01-01")]
    [InlineData("settled_at_to=2999-12-31")]
    [Rule("A10")]
    public async Task A_range_of_settled_at_drops_rows_that_have_not_settled(string range)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main);

        var rows = await world.Transactions(main, $"{Reading.AllStatuses}&{range}");
        var unsettled = await world.Transactions(main, $"status[]=pending&status[]=declined&{range}");

        all.Should().Contain(row => row.IsNull("settled_at"));
        rows.Ids().Should().Equal(all.Where(row => !row.IsNull("settled_at")).Ids());
        unsettled.Should().BeEmpty();
    }

    [Theory]
    [InlineData("settled_at", "sort_by=settled_at:desc")]
    [InlineData("settled_at", "sort_by=emitted_at:asc")]
    [InlineData("updated_at", "status[]=completed&status[]=declined")]
    [Rule("A09", "A16")]
    public async Task A_range_that_ends_before_it_begins_is_empty(string property, string query)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(
            $"/v2/transactions?bank_account_id={await world.MainAccount()}&{property}_from=2999-01-01&{property}_to=2000-01-01&{query}");

        reply.Status.Should().Be(200);
        reply.Json.Items("transactions").Should().BeEmpty();
        reply.Json.At("meta.total_count").GetInt32().Should().Be(0);
    }

    [Fact]
    [Rule("A08", "A09")]
    public async Task Ranges_of_two_times_hold_together()
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main, "status=completed");
        var (emitted, updated) = (Middle(all, "emitted_at").Text("emitted_at")!, Middle(all, "updated_at").Text("updated_at")!);
        var expected = all.Where(row => Within(row.Text("emitted_at")!, "0", emitted) && Within(row.Text("updated_at")!, updated, "9")).Ids().ToArray();

        var rows = await world.Transactions(main, $"emitted_at_to={emitted}&updated_at_from={updated}");

        expected.Should().NotBeEmpty();
        rows.Ids().Should().Equal(expected);
    }

    private static JsonElement Middle(IReadOnlyList<JsonElement> rows, string property)
    {
        var sorted = rows.Where(row => !row.IsNull(property)).OrderBy(row => row.Text(property), StringComparer.Ordinal).ToArray();
        return sorted[sorted.Length / 2];
    }

    private static bool Within(string time, string from, string to) => string.CompareOrdinal(time, from) >= 0 && string.CompareOrdinal(time, to) <= 0;

    private static string Written(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
