using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>What switches change about lists.</summary>
public sealed class PagingSwitchTests(EmulatorServer server)
{
    [Theory]
    [InlineData("bank_accounts")]
    [InlineData("labels")]
    [InlineData("memberships")]
    [InlineData("statements")]
    [Rule("Q38", "A15")]
    public async Task A_page_after_the_last_may_be_refused(string list)
    {
        await using var world = await server.NewWorld();
        var last = (await world.Organization.Get($"/v2/{list}")).Json.At("meta.total_pages").GetInt32();
        await world.Switch("""{"list-page-beyond-last-422":true}""");

        var beyond = await world.Organization.Get($"/v2/{list}?page={last + 1}");
        var atLast = await world.Organization.Get($"/v2/{list}?page={last}");

        beyond.Status.Should().Be(422);
        beyond.Code.Should().Be("invalid");
        beyond.Parameters().Should().Equal("page");
        atLast.Json.Items(list).Should().NotBeEmpty();
    }

    [Fact]
    [Rule("Q38", "A16")]
    public async Task The_one_page_of_an_empty_list_is_not_beyond_the_last()
    {
        using var seed = new OwnSeed();
        await using var world = await server.NewWorld(seed.Write());
        await world.Switch("""{"list-page-beyond-last-422":true}""");

        (await world.Organization.Get("/v2/labels?page=1")).Status.Should().Be(200);
        (await world.Organization.Get("/v2/labels?page=2")).Status.Should().Be(422);
    }

    [Theory]
    [InlineData("/v2/labels?page=0", "invalid")]
    [InlineData("/v2/memberships?per_page=x", "invalid")]
    [InlineData("/v2/statements?sort_by=name:asc", "not_in_list")]
    [InlineData("/v2/statements?period_from=soon", "invalid")]
    [InlineData("/v2/transactions?bank_account_id={main}&status[]=done", "not_in_list")]
    [InlineData("/v2/transactions?bank_account_id={main}&sort_by=amount:asc", "not_in_list")]
    [InlineData("/v2/transactions?bank_account_id={main}&emitted_at_to=soon", "invalid")]
    [Rule("Q39", "A07")]
    public async Task Mistakes_in_lists_may_be_422_with_the_same_code(string path, string code)
    {
        await using var world = await server.NewWorld();
        path = path.Replace("{main}", await world.MainAccount(), StringComparison.Ordinal);
        var usual = await world.Organization.Get(path);
        await world.Switch("""{"list-errors-422":true}""");

        var reply = await world.Organization.Get(path);

        (usual.Status, usual.Code).Should().Be((400, code));
        (reply.Status, reply.Code).Should().Be((422, code));
        reply.Parameters().Should().Equal(usual.Parameters());
        reply.Errors.Should().OnlyContain(error => error.Text("status") == "422" && error.Text("message") == error.Text("detail"));
    }
}
