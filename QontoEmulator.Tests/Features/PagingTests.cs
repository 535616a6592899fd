using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Pages of lists: the same rules on every list.</summary>
public sealed class PagingTests(EmulatorServer server)
{
    public static readonly TheoryData<string> Lists = ["bank_accounts", "transactions", "statements", "labels", "memberships", "teams"];

    public static readonly MatrixTheoryData<string, string> BadPages = new(
        [.. Lists.Select(list => list.Data), "links", "attachments"],
        ["page=0", "page=-1", "page=abc", "page=1.5", "page=+1", "per_page=0", "per_page=-5", "per_page=ten", "current_page=0"]);

    [Theory]
    [MemberData(nameof(Lists))]
    [Rule("A13")]
    public async Task Without_page_and_size_the_first_hundred_rows_come(string list)
    {
        await using var world = await server.NewWorld();

        var reply = await (await world.SignIn()).Get(await PathOf(world, list));

        var total = reply.Json.At("meta.total_count").GetInt32();
        total.Should().BePositive();
        reply.Json.Items(list).Should().HaveCount(Math.Min(100, total));
        Meta(reply).Should().Be((1, total > 100 ? 2 : null, null, (total + 99) / 100, total, 100));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    [Rule("A13", "§7")]
    public async Task Pages_follow_one_another_without_gap_or_overlap(string list)
    {
        await using var world = await server.NewWorld();
        var (client, path) = (await world.SignIn(), await PathOf(world, list));
        var all = await client.All(path, list);
        var size = Math.Clamp(all.Count / 3, 1, 100);
        var pages = (all.Count + size - 1) / size;

        for (var page = 1; page <= pages; page++)
        {
            var reply = await client.Get($"{path}page={page}&per_page={size}");

            reply.Json.Items(list).Ids().Should().Equal(all.Skip((page - 1) * size).Take(size).Ids());
            Meta(reply).Should().Be((page, page < pages ? page + 1 : null, page > 1 ? page - 1 : null, pages, all.Count, size));
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    [Rule("A13")]
    public async Task Current_page_is_another_name_of_page_and_page_wins(string list)
    {
        await using var world = await server.NewWorld();
        var (client, path) = (await world.SignIn(), await PathOf(world, list));
        var all = await client.All(path, list);

        var second = await client.Get(path + "current_page=2&per_page=1");
        var first = await client.Get(path + "current_page=2&page=1&per_page=1");

        second.Json.Items(list).Ids().Should().Equal(all.Skip(1).Take(1).Ids());
        first.Json.Items(list).Ids().Should().Equal(all.Take(1).Ids());
    }

    [Theory]
    [InlineData("101")]
    [InlineData("1000")]
    [InlineData("99999999999999999999")]
    [Rule("A13")]
    public async Task More_than_a_hundred_rows_a_page_are_cut_to_a_hundred(string size)
    {
        await using var world = await server.NewWorld();
        var path = await PathOf(world, "transactions");

        var reply = await world.Organization.Get($"{path}per_page={size}");

        reply.Status.Should().Be(200);
        reply.Json.Items("transactions").Should().HaveCount(100);
        reply.Json.At("meta.per_page").GetInt32().Should().Be(100);
    }

    [Theory]
    [MemberData(nameof(BadPages))]
    [Rule("A14")]
    public async Task A_page_that_is_no_number_from_one_is_invalid(string list, string query)
    {
        await using var world = await server.NewWorld();

        var reply = await (await world.SignIn()).Get(await PathOf(world, list) + query.Replace("+", "%2B", StringComparison.Ordinal));

        reply.Status.Should().Be(400);
        reply.Code.Should().Be("invalid");
        reply.Parameters().Should().Equal(query.Split('=')[0]);
    }

    [Fact]
    [Rule("A14")]
    public async Task Page_and_size_are_both_named_when_both_are_wrong()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/labels?page=0&per_page=x");

        reply.Status.Should().Be(400);
        reply.Parameters().Should().BeEquivalentTo("page", "per_page");
    }

    [Theory]
    [MemberData(nameof(Lists))]
    [Rule("A15")]
    public async Task Past_the_last_page_the_list_is_empty(string list)
    {
        await using var world = await server.NewWorld();
        var (client, path) = (await world.SignIn(), await PathOf(world, list));
        var last = (await client.Get(path)).Json.At("meta.total_pages").GetInt32();
        string[] beyond = [$"{last + 1}", "2147483647", "99999999999999999999"];

        foreach (var page in beyond)
        {
            var reply = await client.Get($"{path}page={page}");

            reply.Status.Should().Be(200);
            reply.Json.Items(list).Should().BeEmpty();
            reply.Json.IsNull("meta.next_page").Should().BeTrue();
            reply.Json.At("meta.total_pages").GetInt32().Should().Be(last);
        }
    }

    [Theory]
    [InlineData("transactions")]
    [InlineData("links")]
    [InlineData("statements")]
    [InlineData("labels")]
    [InlineData("teams")]
    [Rule("A16")]
    public async Task An_empty_list_has_one_empty_page(string list)
    {
        using var seed = new OwnSeed().Transaction(1, new { status = "declined", settled_at = (string?)null });
        await using var world = await server.NewWorld(seed.Write());

        var reply = await (await world.SignIn()).Get(await PathOf(world, list));

        reply.Json.Items(list).Should().BeEmpty();
        Meta(reply).Should().Be((1, null, null, 1, 0, 100));
    }

    [Fact]
    [Rule("A13")]
    public async Task Attachments_of_a_transaction_have_pages_and_no_meta()
    {
        await using var world = await server.NewWorld();
        var transaction = (await world.EveryTransaction("with_attachments=true")).MaxBy(row => row.Items("attachment_ids").Count);
        var ids = transaction.Items("attachment_ids").Select(id => id.GetString()).ToArray();
        var path = $"/v2/transactions/{transaction.Text("id")}/attachments";

        var whole = await world.Organization.Get(path);
        var second = await world.Organization.Get(path + "?page=2&per_page=1");
        var beyond = await world.Organization.Get(path + "?page=7");

        ids.Should().HaveCountGreaterThan(1);
        whole.Json.Keys().Should().Equal("attachments");
        whole.Json.Items("attachments").Ids().Should().Equal(ids);
        second.Json.Items("attachments").Ids().Should().Equal(ids[1]);
        beyond.Json.Items("attachments").Should().BeEmpty();
    }

    [Theory]
    [InlineData("/v2/cash_flow_categories?page=0&per_page=1&sort_by=name")]
    [InlineData("/v2/labels?sort_by=colour&status[]=red")]
    [InlineData("/v2/bank_accounts?sort_by=balance:up&status=frozen")]
    public async Task A_list_ignores_parameters_that_it_does_not_have(string path)
    {
        await using var world = await server.NewWorld();
        var client = await world.SignIn();

        var reply = await client.Get(path);

        reply.Status.Should().Be(200);
        reply.Text.Should().Be((await client.Get(path.Split('?')[0])).Text);
    }

    private static async Task<string> PathOf(World world, string list)
    {
        if (list is "transactions")
            return $"/v2/transactions?bank_account_id={await world.MainAccount()}&";
        if (list is not ("links" or "attachments"))
            return $"/v2/{list}?";
        var transaction = (await world.Transactions(await world.MainAccount()))[0].Text("id");
        return $"/v2/transactions/{transaction}/{(list is "links" ? "child_transaction_links" : list)}?";
    }

    private static (int Page, int? Next, int? Previous, int Pages, int Count, int Size) Meta(Reply reply)
    {
        int Number(string name) => reply.Json.At("meta." + name).GetInt32();
        int? NumberOrNull(string name) => reply.Json.IsNull("meta." + name) ? null : Number(name);
        return (Number("current_page"), NumberOrNull("next_page"), NumberOrNull("prev_page"), Number("total_pages"), Number("total_count"), Number("per_page"));
    }
}
