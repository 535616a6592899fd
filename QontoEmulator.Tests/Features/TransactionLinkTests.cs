using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Transactions that came of another one.</summary>
public sealed class TransactionLinkTests(EmulatorServer server)
{
    private static readonly string Links = $"/v2/transactions/{OwnSeed.Id(1)}/child_transaction_links";

    [Fact]
    public async Task A_link_carries_its_type_its_parent_and_the_whole_child()
    {
        using var seed = Linked();
        await using var world = await server.NewWorld(seed.Write());

        var links = (await world.Organization.Get(Links)).Json.Items("links");

        links.Select(link => link.Text("link_type")).Should().Equal("related_fee", "ddc_repayment", "merged_fee", "related_fee");
        links.Should().OnlyContain(link => link.Text("related_transaction_id") == OwnSeed.Id(1));
        foreach (var link in links)
        {
            var child = await world.Organization.Get("/v2/transactions/" + link.Text("transaction.id"));
            link.At("transaction").GetRawText().Should().Be(child.Json.At("transaction").GetRawText());
        }
    }

    [Theory]
    [InlineData("link_type[]=related_fee", 2, 5)]
    [InlineData("link_type=ddc_repayment", 3)]
    [InlineData("link_types[]=merged_fee&link_types[]=ddc_repayment", 3, 4)]
    [InlineData("link_type=related_fee,merged_fee", 2, 4, 5)]
    [Rule("§7")]
    public async Task Links_are_filtered_by_type_in_every_spelling(string query, params int[] children)
    {
        using var seed = Linked();
        await using var world = await server.NewWorld(seed.Write());

        var reply = await world.Organization.Get($"{Links}?{query}");

        reply.Json.Items("links").Select(link => link.Text("transaction.id")).Should().Equal(children.Select(OwnSeed.Id));
        reply.Json.At("meta.total_count").GetInt32().Should().Be(children.Length);
    }

    [Fact]
    [Rule("A13", "A15")]
    public async Task Links_come_in_pages()
    {
        using var seed = Linked();
        await using var world = await server.NewWorld(seed.Write());

        var all = await world.Organization.All(Links, "links", perPage: 3);
        var beyond = await world.Organization.Get(Links + "?page=2");

        all.Select(link => link.Text("transaction.id")).Should().Equal(OwnSeed.Id(2), OwnSeed.Id(3), OwnSeed.Id(4), OwnSeed.Id(5));
        beyond.Json.Items("links").Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_type_is_not_in_the_list()
    {
        using var seed = Linked();
        await using var world = await server.NewWorld(seed.Write());

        var reply = await world.Organization.Get(Links + "?link_type[]=refund");

        (reply.Status, reply.Code).Should().Be((400, "not_in_list"));
        reply.Parameters().Should().Equal("link_type");
    }

    [Fact]
    [Rule("A16")]
    public async Task An_ordinary_transaction_has_none_and_an_unknown_one_is_not_found()
    {
        using var seed = Linked();
        await using var world = await server.NewWorld(seed.Write());

        var child = await world.Organization.Get($"/v2/transactions/{OwnSeed.Id(2)}/child_transaction_links");
        var unknown = await world.Organization.Get($"/v2/transactions/{OwnSeed.Id(77)}/child_transaction_links");

        child.Json.Items("links").Should().BeEmpty();
        (unknown.Status, unknown.Code).Should().Be((404, "not_found"));
    }

    private static OwnSeed Linked()
    {
        var seed = new OwnSeed();
        string[] types = ["", "related_fee", "ddc_repayment", "merged_fee", "related_fee"];
        for (var number = 1; number <= types.Length; number++)
        {
            seed.Transaction(number, new { emitted_at = $"2026-10-0{number}T08:00:00.000Z" });
            if (number == 1)
                continue;
            var (id, child, type) = (OwnSeed.Id(100 - number), OwnSeed.Id(number), types[number - 1]);
            seed.With("transaction_links", new { id, organization_id = OwnSeed.Organization, parent_id = OwnSeed.Id(1), child_id = child, link_type = type });
        }

        return seed;
    }
}
