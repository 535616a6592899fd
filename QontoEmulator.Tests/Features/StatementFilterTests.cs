using System.Globalization;
using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Which statements a list keeps, and in what order.</summary>
public sealed class StatementFilterTests(EmulatorServer server)
{
    [Theory]
    [InlineData("bank_account_ids[]={0}", "id", 1)]
    [InlineData("bank_account_ids[]={0}&bank_account_ids[]={1}", "id", 2)]
    [InlineData("bank_account_ids={0},{1}", "id", 2)]
    [InlineData("ibans[]={0}", "iban", 1)]
    [InlineData("ibans[]={0}&ibans[]={1}", "iban", 2)]
    [Rule("§7")]
    public async Task Accounts_are_named_by_ids_or_by_ibans(string query, string key, int named)
    {
        await using var world = await server.NewWorld();
        var all = await All(world);
        var accounts = (await world.Organization.All("/v2/bank_accounts", "bank_accounts"))
            .Where(account => all.Any(statement => statement.Text("bank_account_id") == account.Text("id"))).Take(2).ToArray();
        for (var i = 0; i < 2; i++)
            query = query.Replace($"{{{i}}}", accounts[i].Text(key), StringComparison.Ordinal);

        var statements = await All(world, query);

        var expected = accounts.Take(named).Ids().ToArray();
        statements.Ids().Should().Equal(all.Where(statement => expected.Contains(statement.Text("bank_account_id"), StringComparer.Ordinal)).Ids());
        statements.Count.Should().BeInRange(1, all.Count - 1);
    }

    [Fact]
    [Rule("A81")]
    public async Task Ids_and_ibans_together_are_refused()
    {
        await using var world = await server.NewWorld();
        var account = (await world.Accounts())[0];

        var reply = await world.Organization.Get($"/v2/statements?bank_account_ids[]={account.Text("id")}&ibans[]={account.Text("iban")}");

        (reply.Status, reply.Code).Should().Be((422, "invalid_parameter"));
        reply.Errors.Should().ContainSingle().Which.Text("status").Should().Be("422");
    }

    [Theory]
    [InlineData("MM-yyyy")]
    [InlineData("yyyy-MM-dd")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss'Z'")]
    public async Task Periods_are_inclusive_and_written_as_months_or_dates(string format)
    {
        await using var world = await server.NewWorld();
        var all = await All(world);
        var months = all.Select(Month).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var (from, to) = (months[1], months[^2]);
        string Written(string month) =>
            DateTimeOffset.Parse(month + "-17T11:30:00Z", CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);

        var between = await All(world, $"period_from={Written(from)}&period_to={Written(to)}");
        var since = await All(world, $"period_from={Written(to)}");
        var until = await All(world, $"period_to={Written(from)}");
        var none = await All(world, $"period_from={Written(to)}&period_to={Written(from)}");

        months.Should().HaveCountGreaterThan(3);
        between.Ids().Should().Equal(all.Where(statement => Month(statement) != months[0] && Month(statement) != months[^1]).Ids());
        since.Select(Month).Distinct(StringComparer.Ordinal).Should().Equal(months[^1], months[^2]);
        until.Select(Month).Distinct(StringComparer.Ordinal).Should().Equal(months[1], months[0]);
        none.Should().BeEmpty();
    }

    [Theory]
    [InlineData("period_from", "13-2026")]
    [InlineData("period_to", "2026/03")]
    [InlineData("period_from", "March")]
    [InlineData("period_to", "3-2026")]
    public async Task A_period_that_cannot_be_read_is_invalid(string parameter, string value)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get($"/v2/statements?{parameter}={value}");

        (reply.Status, reply.Code).Should().Be((400, "invalid"));
        reply.Parameters().Should().Equal(parameter);
    }

    [Fact]
    public async Task The_latest_period_comes_first_unless_asked_otherwise()
    {
        await using var world = await server.NewWorld();

        var plain = await All(world);
        var desc = await All(world, "sort_by=period:desc");
        var asc = await All(world, "sort_by=period:asc");

        plain.Select(Month).Should().BeInDescendingOrder(StringComparer.Ordinal);
        desc.Ids().Should().Equal(plain.Ids());
        asc.Select(Month).Should().BeInAscendingOrder(StringComparer.Ordinal);
        asc.Ids().Order(StringComparer.Ordinal).Should().Equal(desc.Ids().Order(StringComparer.Ordinal));
        Month(asc[0]).Should().NotBe(Month(desc[0]));
    }

    [Theory]
    [InlineData("period:up")]
    [InlineData("name:asc")]
    [InlineData("period")]
    public async Task An_unknown_sort_is_not_in_the_list(string sort)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/statements?sort_by=" + sort);

        (reply.Status, reply.Code).Should().Be((400, "not_in_list"));
        reply.Parameters().Should().Equal("sort_by");
    }

    private static Task<IReadOnlyList<JsonElement>> All(World world, string query = "") =>
        world.Organization.All($"/v2/statements?{query}", "statements", perPage: 20);

    /// <summary>Year and month, which sort as text does.</summary>
    private static string Month(JsonElement statement) => $"{statement.Text("period")![3..]}-{statement.Text("period")![..2]}";
}
