using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class SepaTransferListTests(EmulatorServer server)
{
    [Theory]
    [InlineData("default")]
    [InlineData("bare-sandbox")]
    [InlineData("germany")]
    [InlineData("italy")]
    [InlineData("spain")]
    public async Task Every_seed_has_transfers_in_every_state_that_go_with_their_transactions(string seed)
    {
        await using var world = await server.NewWorld(seed);
        var payer = await Payer.In(world);

        var transfers = await world.Organization.All(Payer.Path, "transfers");

        transfers.Select(transfer => transfer.Text("status")).Distinct(StringComparer.Ordinal).Should()
            .BeEquivalentTo("pending", "processing", "canceled", "declined", "settled");
        foreach (var transfer in transfers.Where(transfer => !transfer.IsNull("transaction_id")))
        {
            var transaction = await payer.Transaction(transfer);
            transaction.Text("status").Should().Be(transfer.Text("status") switch { "processing" => "pending", "settled" => "completed", var other => other });
            transaction.At("amount_cents").GetInt64().Should().Be(transfer.At("amount_cents").GetInt64());
            var beneficiary = payer.Beneficiaries.Single(beneficiary => beneficiary.Text("id") == transfer.Text("beneficiary_id"));
            transaction.Text("transfer.counterparty_account_number").Should().Be(beneficiary.Text("iban"));
        }
    }

    [Fact]
    public async Task A_seeded_transfer_that_is_to_come_goes_on_its_day()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var coming = (await world.Organization.Get($"{Payer.Path}?status[]=pending")).Json.At("transfers.0");

        await payer.Freeze($"{coming.Text("scheduled_date")}T23:00:00Z");

        (await payer.Show(coming)).Text("status").Should().BeOneOf("processing", "settled");
    }

    [Fact]
    [Rule("P01", "P02")]
    public async Task Filters_take_both_spellings_and_combine()
    {
        await using var world = await server.NewWorld();
        var all = await world.Organization.All(Payer.Path, "transfers");
        async Task<IEnumerable<string>> Ids(string query) => (await world.Organization.All($"{Payer.Path}?{query}", "transfers")).Ids();
        IEnumerable<string> Where(Func<System.Text.Json.JsonElement, bool> filter) => all.Where(filter).Ids();

        (await Ids("status[]=declined&status[]=canceled")).Should().Equal(Where(row => row.Text("status") is "declined" or "canceled"));
        (await Ids("status=declined")).Should().Equal(Where(row => row.Text("status") == "declined"));
        var (some, beneficiary) = (all.Skip(3).Take(2).Ids().ToArray(), all[0].Text("beneficiary_id"));
        (await Ids($"ids[]={some[0]}&ids[]={some[1]}")).Should().Equal(some);
        (await Ids($"ids={some[0]}")).Should().Equal(some[0]);
        (await Ids($"beneficiary_ids[]={beneficiary}&status[]=settled")).Should().Equal(Where(row => row.Text("beneficiary_id") == beneficiary && row.Text("status") == "settled"));
        (await Ids($"recurring_transfer_ids={some[0]}")).Should().BeEmpty();
        var (time, day) = (all[10].Text("updated_at")!, all[10].Text("scheduled_date")!);
        (await Ids($"updated_at_from={time}")).Should().Equal(Where(row => string.CompareOrdinal(row.Text("updated_at"), time) >= 0));
        (await Ids($"updated_at_to={time}")).Should().Equal(Where(row => string.CompareOrdinal(row.Text("updated_at"), time) <= 0));
        (await Ids($"scheduled_date_from={day}&scheduled_date_to={day}")).Should().Equal(Where(row => row.Text("scheduled_date") == day)).And.NotBeEmpty();
    }

    [Fact]
    [Rule("P02")]
    public async Task The_newest_change_comes_first_a_hundred_to_a_page_and_other_sorts_can_be_asked_for()
    {
        await using var world = await server.NewWorld();
        var page = (await world.Organization.Get(Payer.Path)).Json;

        page.At("meta.per_page").GetInt32().Should().Be(100);
        page.Items("transfers").Should().HaveCount(100);
        page.Items("transfers").Select(row => row.Text("updated_at")).Should().BeInDescendingOrder(StringComparer.Ordinal);
        (await world.Organization.Get($"{Payer.Path}?sort_by=updated_at:asc")).Json.Items("transfers").Select(row => row.Text("updated_at")).Should().BeInAscendingOrder(StringComparer.Ordinal);
        (await world.Organization.Get($"{Payer.Path}?sort_by=scheduled_date:asc")).Json.Items("transfers").Select(row => row.Text("scheduled_date")).Should().BeInAscendingOrder(StringComparer.Ordinal);
        (await world.Organization.Get($"{Payer.Path}?sort_by=scheduled_date:desc&per_page=500")).Json.At("meta.per_page").GetInt32().Should().Be(100);
    }

    [Theory]
    [InlineData("status[]=done", "not_in_list", "status")]
    [InlineData("sort_by=amount:asc", "not_in_list", "sort_by")]
    [InlineData("page=0", "invalid", "page")]
    [InlineData("updated_at_from=yesterday", "invalid", "updated_at_from")]
    [InlineData("scheduled_date_to=32-13-2026", "invalid", "scheduled_date_to")]
    public async Task Bad_parameters_are_refused_by_name(string query, string code, string parameter)
    {
        await using var world = await server.NewWorld();

        var refused = await world.Organization.Get($"{Payer.Path}?{query}");

        (refused.Status, refused.Code).Should().Be((400, code));
        refused.Parameters().Should().Equal(parameter);
    }

    [Fact]
    public async Task At_most_a_hundred_ids_can_be_asked_for()
    {
        await using var world = await server.NewWorld();
        var ids = string.Join('&', Enumerable.Range(1, 101).Select(number => $"ids[]={OwnSeed.Id(number)}"));

        (await world.Organization.Get($"{Payer.Path}?{ids}")).Parameters().Should().Equal("ids");
    }

    [Fact]
    public async Task Another_organizations_transfers_are_not_there()
    {
        await using var world = await server.NewWorld();
        var stranger = await world.SignIn(null, "zelie.farfelune@farfelune.example");
        var (own, foreign) = ((await world.Organization.Get(Payer.Path)).Json.Text("transfers.0.id"), await stranger.All(Payer.Path, "transfers"));

        foreign.Ids().Should().NotContain(own).And.NotBeEmpty();
        (await stranger.Get($"{Payer.Path}/{own}")).Code.Should().Be("not_found");
        (await stranger.Get($"{Payer.BulkPath}/{(await world.Organization.Get(Payer.BulkPath)).Json.Text("bulk_transfers.0.id")}")).Code.Should().Be("not_found");
    }
}
