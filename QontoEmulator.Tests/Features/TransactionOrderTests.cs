using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>The order of a list of transactions, over all of its pages.</summary>
public sealed class TransactionOrderTests(EmulatorServer server)
{
    public static readonly MatrixTheoryData<string, string, string> Sorts = new(
        ["settled_at", "emitted_at", "updated_at", "created_at"], ["asc", "desc"], ["status[]=completed", Reading.AllStatuses]);

    [Theory]
    [MemberData(nameof(Sorts))]
    [Rule("A11")]
    public async Task Every_time_sorts_both_ways(string property, string direction, string statuses)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main, statuses);

        var rows = await world.Transactions(main, $"{statuses}&sort_by={property}:{direction}", perPage: 83);

        rows.Ids().Should().Equal(Sorted(all, property, direction).Ids());
    }

    [Fact]
    [Rule("A11")]
    public async Task The_latest_settlement_comes_first_when_nothing_is_said()
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main, "sort_by=created_at:asc");

        var rows = await world.Transactions(main, query: "");

        rows.Ids().Should().Equal(Sorted(all, "settled_at", "desc").Ids()).And.NotEqual(all.Ids());
    }

    [Fact]
    [Rule("A11")]
    public async Task Rows_that_have_not_settled_come_first_in_desc_and_last_in_asc()
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();

        var desc = await world.Transactions(main, $"{Reading.AllStatuses}&sort_by=settled_at:desc");
        var asc = await world.Transactions(main, $"{Reading.AllStatuses}&sort_by=settled_at:asc");

        var unsettled = desc.TakeWhile(row => row.IsNull("settled_at")).ToArray();
        unsettled.Should().NotBeEmpty();
        unsettled.Select(row => row.Text("emitted_at")).Should().BeInDescendingOrder(StringComparer.Ordinal);
        desc.Skip(unsettled.Length).Should().NotContain(row => row.IsNull("settled_at"));
        asc.Reverse().TakeWhile(row => row.IsNull("settled_at")).Should().HaveCount(unsettled.Length);
    }

    [Theory]
    [InlineData("settled_at")]
    [InlineData("updated_at")]
    [Rule("A11")]
    public async Task Ties_go_by_emitted_at_and_then_by_id(string property)
    {
        using var seed = new OwnSeed();
        int[] written = [3, 1, 5, 2, 4, 6];
        foreach (var number in written)
            seed.Transaction(number, new { emitted_at = number is 1 or 6 ? $"2026-10-04T09:00:00.00{number}Z" : "2026-10-04T09:00:00.005Z" });
        await using var world = await server.NewWorld(seed.Write());

        var desc = await world.Transactions(OwnSeed.Account, $"sort_by={property}:desc", perPage: 2);
        var asc = await world.Transactions(OwnSeed.Account, $"sort_by={property}:asc", perPage: 2);

        desc.Ids().Should().StartWith(OwnSeed.Id(6)).And.EndWith(OwnSeed.Id(1));
        var tied = desc.Skip(1).Take(4).Ids().ToArray();
        string[] ascending = [OwnSeed.Id(2), OwnSeed.Id(3), OwnSeed.Id(4), OwnSeed.Id(5)];
        tied.Should().Match(ids => ids.SequenceEqual(ascending) || ids.SequenceEqual(ascending.Reverse()));
        asc.Ids().Should().Equal(desc.Ids().Reverse());
    }

    [Fact]
    [Rule("A12")]
    public async Task A_client_that_syncs_by_updated_at_never_goes_back_and_misses_nothing()
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main);

        var rows = await world.Transactions(main, $"{Reading.AllStatuses}&sort_by=updated_at:asc", perPage: 50);

        rows.Select(row => row.Text("updated_at")).Should().BeInAscendingOrder(StringComparer.Ordinal);
        rows.Ids().Order(StringComparer.Ordinal).Should().Equal(all.Ids().Order(StringComparer.Ordinal));
    }

    [Fact]
    [Rule("A12")]
    public async Task A_client_that_syncs_goes_on_from_the_last_updated_at_it_saw()
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main, $"{Reading.AllStatuses}&sort_by=updated_at:asc");
        var seen = all.Take(all.Count * 2 / 3).ToArray();

        var rest = await world.Transactions(main, $"{Reading.AllStatuses}&sort_by=updated_at:asc&updated_at_from={seen[^1].Text("updated_at")}");

        rest.Ids().Except(seen.Ids(), StringComparer.Ordinal).Should().Equal(all.Skip(seen.Length).Ids());
    }

    private static IEnumerable<JsonElement> Sorted(IEnumerable<JsonElement> rows, string property, string direction)
    {
        // What has not settled counts as the latest.
        var ascending = rows.OrderBy(row => row.Text(property) ?? "9", StringComparer.Ordinal)
            .ThenBy(row => row.Text("emitted_at"), StringComparer.Ordinal)
            .ThenBy(row => row.Text("id"), StringComparer.Ordinal);
        return direction is "asc" ? ascending : ascending.Reverse();
    }
}
