using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class OrganizationTests(EmulatorServer server)
{
    [Fact]
    [Rule("§5")]
    public async Task The_organization_is_the_one_of_the_key_whose_login_is_its_slug()
    {
        await using var world = await server.NewWorld();

        var organization = (await world.Organization.Get("/v2/organization")).Json.At("organization");

        organization.Text("slug").Should().Be(world.ApiKey.Split(':')[0]).And.MatchRegex("^[a-z-]+-[0-9]+$");
        organization.Keys().Should().Contain(["name", "address"]);
        organization.Text("legal_address").Should().NotContain("\n").And.Contain(organization.Text("address.city")!);
    }

    [Fact]
    [Rule("§5")]
    public async Task A_token_and_the_key_see_the_same_organization()
    {
        await using var world = await server.NewWorld();

        var byToken = await (await world.SignIn("organization.read")).Get("/v2/organization");

        byToken.Text.Should().Be((await world.Organization.Get("/v2/organization")).Text);
    }

    [Fact]
    [Rule("A38")]
    public async Task Balances_are_numbers_here_and_strings_under_bank_accounts()
    {
        await using var world = await server.NewWorld();
        var single = (await world.Organization.All("/v2/bank_accounts", "bank_accounts")).ToDictionary(account => account.Text("id")!, StringComparer.Ordinal);

        var embedded = (await world.Organization.Get("/v2/organization")).Json.Items("organization.bank_accounts");

        string[] balances = ["balance", "authorized_balance"];
        foreach (var name in balances)
        {
            embedded.Should().OnlyContain(account => account.At(name).GetDecimal() * 100 == account.At(name + "_cents").GetInt64());
            embedded.Should().OnlyContain(account => account.At(name + "_cents").GetInt64() == single[account.Text("id")!].At(name + "_cents").GetInt64());
        }

        embedded.Should().HaveCount(single.Count);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?include_external_accounts=false", false)]
    [InlineData("?include_external_accounts=true", true)]
    [Rule("A44")]
    public async Task External_accounts_are_shown_on_demand(string query, bool shown)
    {
        await using var world = await server.NewWorld();

        var accounts = (await world.Organization.Get("/v2/organization" + query)).Json.Items("organization.bank_accounts");

        accounts.Any(account => account.At("is_external_account").GetBoolean()).Should().Be(shown);
        accounts.Should().Contain(account => !account.At("is_external_account").GetBoolean());
        accounts.Any(account => account.Text("iban") == "" && account.Text("bic") == "").Should().Be(shown);
        accounts.Should().NotContain(account => account.Text("iban") == "" && !account.At("is_external_account").GetBoolean());
    }

    [Fact]
    [Rule("A40", "A41")]
    public async Task One_account_is_the_main_one_and_closed_ones_are_still_there()
    {
        await using var world = await server.NewWorld();

        var accounts = (await world.Organization.Get("/v2/organization")).Json.Items("organization.bank_accounts");

        accounts.Should().ContainSingle(account => account.At("main").GetBoolean());
        accounts.Should().Contain(account => account.Text("status") == "closed").And.Contain(account => account.Text("status") == "active");
    }

    [Theory]
    [InlineData("/v1/organizations/{slug}")]
    [InlineData("/v2/organizations/{slug}")]
    [InlineData("/v2/organizations/some-other-slug")]
    public async Task The_routes_by_slug_are_gone(string path)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(path.Replace("{slug}", world.ApiKey.Split(':')[0], StringComparison.Ordinal));

        (reply.Status, reply.Code).Should().Be((410, "gone"));
    }

    [Theory]
    [InlineData("/v1/organizations/{slug}")]
    [InlineData("/v2/organizations/{slug}")]
    [InlineData("/v2/organizations/some-other-slug")]
    [Rule("Q42")]
    public async Task The_routes_by_slug_may_still_answer_with_a_warning_and_always_about_the_caller(string path)
    {
        await using var world = await server.NewWorld();
        var slug = world.ApiKey.Split(':')[0];
        await world.Switch("""{"org-slug-routes-alive":true}""");
        var current = (await world.Organization.Get("/v2/organization")).Json.At("organization");

        var reply = await world.Organization.Get(path.Replace("{slug}", slug, StringComparison.Ordinal));

        reply.Status.Should().Be(200);
        reply.Header("Sunset").Should().Be("Tue, 15 Sep 2026 00:00:00 GMT");
        reply.Header("Deprecation").Should().NotBeNullOrEmpty();
        reply.Header("Link").Should().Contain("</v2/organization>");
        var legacy = reply.Json.At("organization");
        legacy.Keys().Should().Equal("slug", "legal_name", "bank_accounts");
        legacy.Text("slug").Should().Be(slug);
        legacy.Items("bank_accounts").Select(Told).Should().NotBeEmpty().And.Equal(current.Items("bank_accounts").Select(Told));
    }

    [Fact]
    [Rule("A92")]
    public async Task Other_reads_of_the_first_version_are_unknown()
    {
        await using var world = await server.NewWorld();
        string[] paths = ["transactions", "labels", "memberships", $"attachments/{OwnSeed.Id(1)}", $"transactions/{OwnSeed.Id(1)}", "organization"];

        foreach (var path in paths)
            (await world.Organization.Get("/v1/" + path)).Status.Should().Be(404, path);
    }

    /// <summary>What both forms of an account tell.</summary>
    private static string Told(JsonElement account)
    {
        string[] names = ["slug", "iban", "bic", "currency", "balance", "balance_cents", "authorized_balance_cents", "updated_at", "status"];
        return string.Join(' ', names.Select(name => account.At(name)));
    }
}
