using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class BankAccountTests(EmulatorServer server)
{
    [Fact]
    [Rule("A44", "A41")]
    public async Task The_list_holds_open_and_closed_accounts_at_Qonto_and_no_external_ones()
    {
        await using var world = await server.NewWorld();
        var ofOrganization = await world.Accounts();

        var listed = await world.Organization.All("/v2/bank_accounts", "bank_accounts");

        listed.Select(account => account.Text("status")).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("active", "closed");
        listed.Ids().Should().Equal(ofOrganization.Where(account => !account.At("is_external_account").GetBoolean()).Ids());
        listed.Count.Should().BeLessThan(ofOrganization.Count);
    }

    [Fact]
    [Rule("A38")]
    public async Task Balances_are_strings_with_two_decimals_that_agree_with_their_cents()
    {
        await using var world = await server.NewWorld();

        var accounts = await world.Organization.All("/v2/bank_accounts", "bank_accounts");

        string[] balances = ["balance", "authorized_balance"];
        foreach (var name in balances)
        {
            accounts.Should().OnlyContain(account => account.Text(name) == InCents(account.At(name + "_cents").GetInt64()));
            accounts.Should().Contain(account => account.At(name + "_cents").GetInt64() % 10 != 0);
        }
    }

    [Fact]
    [Rule("A38")]
    public async Task An_account_has_the_organizations_id_here_and_a_slug_inside_the_organization()
    {
        await using var world = await server.NewWorld();
        var organization = (await world.Organization.Get("/v2/organization")).Json.At("organization");

        var accounts = await world.Organization.All("/v2/bank_accounts", "bank_accounts");

        var embedded = organization.Items("bank_accounts");
        accounts.Should().OnlyContain(account => account.Text("organization_id") == organization.Text("id"));
        embedded.Select(account => account.Text("slug")).Should().OnlyHaveUniqueItems()
            .And.OnlyContain(slug => slug!.StartsWith(organization.Text("slug") + "-bank-account-", StringComparison.Ordinal));
        accounts.SelectMany(Reading.Keys).Should().NotContain("slug");
        embedded.SelectMany(Reading.Keys).Should().NotContain("organization_id");
    }

    [Fact]
    [Rule("A40")]
    public async Task Exactly_one_account_is_the_main_one()
    {
        await using var world = await server.NewWorld();

        var accounts = await world.Organization.All("/v2/bank_accounts", "bank_accounts");

        accounts.Count.Should().BeGreaterThan(1);
        accounts.Should().ContainSingle(account => account.At("main").GetBoolean()).Which.Text("status").Should().Be("active");
        (await world.Accounts()).Should().ContainSingle(account => account.At("main").GetBoolean());
    }

    [Fact]
    [Rule("A41")]
    public async Task A_closed_account_stays_readable_with_its_transactions()
    {
        await using var world = await server.NewWorld();
        var closed = (await world.Organization.All("/v2/bank_accounts", "bank_accounts")).First(account => account.Text("status") == "closed");

        var byId = await world.Organization.Get("/v2/bank_accounts/" + closed.Text("id"));
        var transactions = await world.Transactions(closed.Text("id")!);
        var byIban = await world.Organization.Get("/v2/transactions?iban=" + closed.Text("iban"));

        byId.Json.Text("bank_account.status").Should().Be("closed");
        transactions.Should().NotBeEmpty().And.OnlyContain(row => row.Text("bank_account_id") == closed.Text("id"));
        byIban.Json.At("meta.total_count").GetInt32().Should().Be(transactions.Count);
    }

    [Fact]
    public async Task An_account_by_id_is_the_one_of_the_list()
    {
        await using var world = await server.NewWorld();

        foreach (var account in await world.Organization.All("/v2/bank_accounts", "bank_accounts"))
        {
            var one = await world.Organization.Get("/v2/bank_accounts/" + account.Text("id"));

            one.Json.At("bank_account").GetRawText().Should().Be(account.GetRawText());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/iban_certificate")]
    public async Task An_unknown_account_is_not_found(string under)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get($"/v2/bank_accounts/{OwnSeed.Account}{under}");

        (reply.Status, reply.Code).Should().Be((404, "not_found"));
    }

    [Fact]
    [Rule("Q13")]
    public async Task The_iban_certificate_is_a_pdf()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get($"/v2/bank_accounts/{await world.MainAccount()}/iban_certificate");

        reply.Status.Should().Be(200);
        reply.Header("Content-Type").Should().Be("application/pdf");
        reply.Text.Should().StartWith("%PDF-").And.EndWith("%%EOF\n");
    }

    [Fact]
    [Rule("Q13")]
    public async Task An_organization_that_was_not_reviewed_gets_no_iban_certificate()
    {
        await using var world = await server.NewWorld("bare-sandbox");

        var reply = await world.Organization.Get($"/v2/bank_accounts/{await world.MainAccount()}/iban_certificate");
        var unknown = await world.Organization.Get($"/v2/bank_accounts/{OwnSeed.Id(1)}/iban_certificate");

        (reply.Status, reply.Code).Should().Be((400, "iban_generation_failed"));
        reply.Errors[0].Text("detail").Should().Be("Organization is not KYB accepted");
        unknown.Status.Should().Be(404);
    }

    [Theory]
    [InlineData("/v2/bank_accounts")]
    [InlineData("/v2/organization")]
    [Rule("§1")]
    public async Task A_slash_at_the_end_changes_nothing(string path)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(path + "/");

        reply.Status.Should().Be(200);
        reply.Text.Should().Be((await world.Organization.Get(path)).Text);
    }

    private static string InCents(long cents) => $"{(cents < 0 ? "-" : "")}{Math.Abs(cents) / 100}.{Math.Abs(cents) % 100:d2}";
}
