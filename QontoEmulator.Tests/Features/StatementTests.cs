using System.Globalization;
using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class StatementTests(EmulatorServer server)
{
    [Fact]
    [Rule("A80")]
    public async Task An_account_has_one_statement_of_a_month_that_has_ended()
    {
        await using var world = await server.NewWorld();
        var accounts = (await world.Organization.All("/v2/bank_accounts", "bank_accounts")).Ids().ToArray();
        var running = Month(await Now(world));

        var statements = await All(world);

        statements.Select(statement => (statement.Text("bank_account_id"), statement.Text("period"))).Should().OnlyHaveUniqueItems();
        statements.Should().OnlyContain(statement => accounts.Contains(statement.Text("bank_account_id"), StringComparer.Ordinal));
        statements.Max(Month).Should().Be(running.AddMonths(-1));
        statements.Select(statement => statement.Text("bank_account_id")).Distinct(StringComparer.Ordinal).Should().HaveCountGreaterThan(1);
    }

    [Fact]
    [Rule("A80")]
    public async Task Statements_are_made_when_their_month_ends()
    {
        await using var world = await server.NewWorld();
        var accounts = await world.Organization.All("/v2/bank_accounts", "bank_accounts");
        var open = accounts.Where(account => account.Text("status") == "active").Ids().Order(StringComparer.Ordinal).ToArray();
        var before = (await All(world)).Ids().ToArray();
        var running = Month(await Now(world));

        await SetClock(world, running.AddMonths(1).AddMilliseconds(-1));
        (await All(world)).Ids().Should().Equal(before);

        await SetClock(world, running.AddMonths(1));
        var made = (await All(world)).ExceptBy(before, statement => statement.Text("id"), StringComparer.Ordinal).ToArray();
        made.Should().OnlyContain(statement => Month(statement) == running);
        made.Select(statement => statement.Text("bank_account_id")).Order(StringComparer.Ordinal).Should().Equal(open);

        await SetClock(world, running.AddMonths(4).AddDays(9));
        var later = (await All(world)).ExceptBy(before, statement => statement.Text("id"), StringComparer.Ordinal).ToArray();
        later.Select(Month).Distinct().Order().Should().Equal(Enumerable.Range(0, 4).Select(running.AddMonths));
        later.Should().HaveCount(4 * open.Length);
    }

    [Fact]
    [Rule("A80")]
    public async Task An_account_without_statements_is_normal()
    {
        using var seed = new OwnSeed();
        await using var world = await server.NewWorld(seed.Write());

        var reply = await world.Organization.Get("/v2/statements");

        reply.Json.Items("statements").Should().BeEmpty();
        await SetClock(world, Month(await Now(world)).AddMonths(1));
        (await All(world)).Should().ContainSingle().Which.Text("bank_account_id").Should().Be(OwnSeed.Account);
    }

    [Fact]
    [Rule("A50")]
    public async Task The_file_is_a_pdf_as_long_as_it_says()
    {
        await using var world = await server.NewWorld();
        await SetClock(world, Month(await Now(world)).AddMonths(1));

        foreach (var statement in await All(world))
        {
            var file = await world.Nobody.Get(statement.Text("file.file_url")!);

            file.Text.Should().StartWith("%PDF-");
            file.Header("Content-Type").Should().Be("application/pdf");
            statement.At("file.file_size").GetRawText().Should().Be($"\"{file.Bytes.Length}\"");
            statement.Text("file.file_name").Should().EndWith(".pdf");
        }
    }

    [Fact]
    public async Task A_statement_by_id_is_the_one_of_the_list()
    {
        await using var world = await server.NewWorld();
        await SetClock(world, await Now(world));

        foreach (var statement in (await All(world)).Take(5))
        {
            var one = await world.Organization.Get("/v2/statements/" + statement.Text("id"));

            one.Json.At("statement").GetRawText().Should().Be(statement.GetRawText());
        }

        (await world.Organization.Get("/v2/statements/" + OwnSeed.Id(1))).Code.Should().Be("not_found");
        (await world.Organization.Get($"/v2/statements/{OwnSeed.Id(1)}/download")).Status.Should().Be(404);
    }

    private static async Task<IReadOnlyList<JsonElement>> All(World world) => await world.Organization.All("/v2/statements", "statements");

    private static async Task<DateTimeOffset> Now(World world) => (await world.Control.Get("/_emulator/clock")).Json.At("now").GetDateTimeOffset();

    private static async Task SetClock(World world, DateTimeOffset now) =>
        (await world.Control.Put("/_emulator/clock", $$"""{"now":"{{now:O}}","frozen":true}""")).Status.Should().Be(200);

    private static DateTimeOffset Month(DateTimeOffset time) => new(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Month(JsonElement statement) =>
        DateTimeOffset.ParseExact(statement.Text("period")!, "MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
