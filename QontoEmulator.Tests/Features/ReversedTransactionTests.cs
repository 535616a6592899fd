using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Rows with status reversed, which exist under switch transaction-status-reversed only.</summary>
[Rule("Q49")]
public sealed class ReversedTransactionTests(EmulatorServer server)
{
    private const string On = """{"transaction-status-reversed":true}""";

    [Fact]
    [Rule("A06")]
    public async Task They_are_listed_with_declined_ones_while_the_switch_is_on()
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var without = await world.Transactions(main, "status[]=declined");
        var completed = await world.Transactions(main, "status[]=completed&status[]=pending");
        await world.Switch(On);

        var with = await world.Transactions(main, "status[]=declined");

        without.Should().NotBeEmpty().And.OnlyContain(row => row.Text("status") == "declined");
        with.Where(row => row.Text("status") == "declined").Ids().Should().Equal(without.Ids());
        with.Where(row => row.Text("status") != "declined").Should().NotBeEmpty().And.OnlyContain(row => row.Text("status") == "reversed");
        (await world.Transactions(main, "status[]=completed&status[]=pending")).Ids().Should().Equal(completed.Ids());
        (await world.Transactions(main, query: "")).Should().NotContain(row => row.Text("status") == "reversed");
    }

    [Theory]
    [InlineData(On)]
    [InlineData("{}")]
    [Rule("A06", "A07")]
    public async Task Reversed_is_no_value_of_the_filter(string switches)
    {
        await using var world = await server.NewWorld();
        await world.Switch(switches);

        var reply = await world.Organization.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}&status[]=reversed");

        (reply.Status, reply.Code).Should().Be((400, "not_in_list"));
        reply.Parameters().Should().Equal("status");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/attachments")]
    [InlineData("/child_transaction_links")]
    public async Task One_is_read_by_id_while_the_switch_is_on_and_unknown_otherwise(string under)
    {
        await using var world = await server.NewWorld();
        await world.Switch(On);
        var reversed = (await world.Transactions(await world.MainAccount())).First(row => row.Text("status") == "reversed");

        var on = await world.Organization.Get($"/v2/transactions/{reversed.Text("id")}{under}");
        await world.Switch("""{"transaction-status-reversed":null}""");
        var off = await world.Organization.Get($"/v2/transactions/{reversed.Text("id")}{under}");

        on.Status.Should().Be(200);
        (off.Status, off.Code).Should().Be((404, "not_found"));
    }

    [Fact]
    [Rule("A34", "A36")]
    public async Task They_do_not_count_in_the_balance()
    {
        await using var world = await server.NewWorld();
        var before = await world.Accounts();
        await world.Switch(On);

        var after = await world.Accounts();
        var reversed = (await world.EveryTransaction()).Where(row => row.Text("status") == "reversed").ToArray();

        after.Select(account => account.GetRawText()).Should().Equal(before.Select(account => account.GetRawText()));
        reversed.Should().NotBeEmpty().And.OnlyContain(row => row.IsNull("settled_balance") && row.At("amount_cents").GetInt64() > 0);
    }
}
