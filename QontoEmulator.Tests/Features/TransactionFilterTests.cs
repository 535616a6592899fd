using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Which rows the filters of a list of transactions keep.</summary>
public sealed class TransactionFilterTests(EmulatorServer server)
{
    [Theory]
    [InlineData("settled_at_from", "yesterday")]
    [InlineData("settled_at_to", "2026-02-30")]
    [InlineData("emitted_at_from", "31/01/2026")]
    [InlineData("emitted_at_to", "2026-01-31T25:00:00Z")]
    [InlineData("updated_at_from", "1769817600")]
    [InlineData("updated_at_to", "2026-01")]
    [InlineData("created_at_from", "x")]
    [InlineData("created_at_to", "2026-01-31 and then some")]
    [InlineData("with_attachments", "maybe")]
    public async Task A_value_that_cannot_be_read_is_invalid(string parameter, string value)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}&{parameter}={Uri.EscapeDataString(value)}");

        reply.Status.Should().Be(400);
        reply.Code.Should().Be("invalid");
        reply.Parameters().Should().Equal(parameter);
    }

    [Theory]
    [InlineData("side=credit")]
    [InlineData("side=debit")]
    [InlineData("operation_type[]=card")]
    [InlineData("operation_type[]=card&operation_type[]=income")]
    [InlineData("operation_type=card,income&operation_type=transfer")]
    [InlineData("with_attachments=true")]
    [InlineData("with_attachments=false")]
    [InlineData("side=debit&operation_type[]=income")]
    [InlineData("side=debit&operation_type[]=card&operation_type[]=transfer&with_attachments=true")]
    [InlineData("side=credit&operation_type[]=card&operation_type[]=income&with_attachments=false")]
    [Rule("A08")]
    public async Task Filters_combine_with_and_and_values_of_one_with_or(string query)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main);
        var asked = query.Split('&').Select(pair => pair.Split('='))
            .ToLookup(pair => pair[0].TrimEnd('[', ']'), pair => pair[1].Split(','), StringComparer.Ordinal);
        bool Allows(string name, string value) => !asked.Contains(name) || asked[name].Any(values => values.Contains(value, StringComparer.Ordinal));
        var expected = all.Where(row => Allows("side", row.Text("side")!) && Allows("operation_type", row.Text("operation_type")!)
            && Allows("with_attachments", row.Items("attachment_ids").Count > 0 ? "true" : "false")).Ids().ToArray();

        var rows = await world.Transactions(main, $"{Reading.AllStatuses}&{query}");

        rows.Ids().Should().Equal(expected);
        (expected.Length == 0).Should().Be(query is "side=debit&operation_type[]=income");
        expected.Length.Should().BeLessThan(all.Count);
    }
}
