using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Which rows a list of transactions is about.</summary>
public sealed class TransactionListTests(EmulatorServer server)
{
    [Fact]
    [Rule("A01")]
    public async Task An_account_is_named_by_id_or_by_iban()
    {
        await using var world = await server.NewWorld();
        var account = (await world.Accounts())[0];

        var byId = await world.Organization.Get($"/v2/transactions?bank_account_id={account.Text("id")}");
        var byIban = await world.Organization.Get($"/v2/transactions?iban={account.Text("iban")}");

        byId.Json.Items("transactions").Should().NotBeEmpty().And.OnlyContain(row => row.Text("bank_account_id") == account.Text("id"));
        byIban.Text.Should().Be(byId.Text);
    }

    [Fact]
    [Rule("A01")]
    public async Task The_id_wins_and_the_iban_beside_it_is_not_even_checked()
    {
        await using var world = await server.NewWorld();
        var (first, second) = ((await world.Accounts())[0], (await world.Accounts())[1]);
        var alone = await world.Organization.Get($"/v2/transactions?bank_account_id={first.Text("id")}");

        var beside = await world.Organization.Get($"/v2/transactions?iban={second.Text("iban")}&bank_account_id={first.Text("id")}");
        var nonsense = await world.Organization.Get($"/v2/transactions?bank_account_id={first.Text("id")}&iban=nonsense");

        beside.Text.Should().Be(alone.Text);
        nonsense.Text.Should().Be(alone.Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?bank_account_id=")]
    [InlineData("?iban=")]
    [InlineData("?slug=some-slug&status[]=completed")]
    [Rule("A02")]
    public async Task A_list_without_an_account_is_refused(string query)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/transactions" + query);

        reply.Status.Should().Be(400);
        reply.Code.Should().Be("required");
        reply.Parameters().Should().Equal("bank_account_id");
    }

    [Theory]
    [InlineData("bank_account_id=3c6e1d5a-9b0f-4f0e-8a11-000000000000")]
    [InlineData("bank_account_id=main")]
    [InlineData("iban=FR7612345678901234567890123")]
    [Rule("A03")]
    public async Task An_unknown_account_is_not_found(string query)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/transactions?" + query);

        reply.Status.Should().Be(404);
        reply.Code.Should().Be("not_found");
    }

    [Fact]
    [Rule("A04")]
    public async Task An_external_account_is_named_by_id_and_its_rows_say_so()
    {
        await using var world = await server.NewWorld();
        var accounts = await world.Accounts();
        var external = accounts.First(account => account.At("is_external_account").GetBoolean() && account.Text("iban") == "");

        var ofExternal = await world.Transactions(external.Text("id")!);
        var ofMain = await world.Transactions(await world.MainAccount());

        ofExternal.Should().NotBeEmpty().And.OnlyContain(row => row.At("is_external_transaction").GetBoolean());
        ofMain.Should().NotBeEmpty().And.NotContain(row => row.At("is_external_transaction").GetBoolean());
    }

    [Fact]
    [Rule("A05")]
    public async Task Without_status_only_completed_rows_come()
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var all = await world.Transactions(main);

        var plain = await world.Transactions(main, query: "");

        all.Select(row => row.Text("status")).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("pending", "declined", "completed");
        plain.Ids().Should().Equal(all.Where(row => row.Text("status") == "completed").Ids());
    }

    [Theory]
    [InlineData("status[]=pending&status[]=declined")]
    [InlineData("status=pending&status=declined")]
    [InlineData("status=pending,declined")]
    [InlineData("status[]=pending,declined")]
    [InlineData("status[]=declined&status=pending")]
    [InlineData("status[]=declined&status[]=pending&status[]=declined")]
    [Rule("A06", "A08", "§7")]
    public async Task Several_statuses_are_all_honoured_in_every_spelling(string query)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();
        var expected = (await world.Transactions(main)).Where(row => row.Text("status") != "completed").Ids();

        var rows = await world.Transactions(main, query);

        rows.Ids().Should().Equal(expected);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("declined")]
    [InlineData("completed")]
    [Rule("A06")]
    public async Task One_status_is_spelled_with_or_without_brackets(string status)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();

        var bare = await world.Transactions(main, "status=" + status);
        var bracketed = await world.Transactions(main, "status[]=" + status);

        bare.Should().NotBeEmpty().And.OnlyContain(row => row.Text("status") == status);
        bracketed.Ids().Should().Equal(bare.Ids());
    }

    [Theory]
    [InlineData("status[]=done", "status")]
    [InlineData("status=Completed", "status")]
    [InlineData("status=completed,done", "status")]
    [InlineData("sort_by=amount:asc", "sort_by")]
    [InlineData("sort_by=settled_at:up", "sort_by")]
    [InlineData("sort_by=settled_at", "sort_by")]
    [InlineData("side=both", "side")]
    [InlineData("operation_type[]=card&operation_type[]=wire", "operation_type")]
    [InlineData("includes[]=notes", "includes")]
    [Rule("A07", "§7")]
    public async Task An_unknown_value_is_not_in_the_list(string query, string parameter)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}&{query}");

        reply.Status.Should().Be(400);
        reply.Code.Should().Be("not_in_list");
        reply.Parameters().Should().Equal(parameter);
    }

    [Fact]
    [Rule("A07")]
    public async Task Unknown_parameter_names_are_ignored()
    {
        await using var world = await server.NewWorld();
        var path = $"/v2/transactions?bank_account_id={await world.MainAccount()}&status=pending";
        var plain = await world.Organization.Get(path);

        var reply = await world.Organization.Get(path + "&slug=some-slug&colour[]=red&amount_from=x");

        reply.Text.Should().Be(plain.Text);
    }
}
