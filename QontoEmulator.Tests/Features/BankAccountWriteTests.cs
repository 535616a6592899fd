using System.Globalization;
using System.Numerics;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class BankAccountWriteTests(EmulatorServer server)
{
    private const string Payroll = """{"bank_account":{"name":"Payroll"}}""";

    [Fact]
    [Rule("A38")]
    [Rule("A40")]
    [Rule("A43")]
    public async Task A_new_account_is_empty_active_and_not_main_and_has_an_iban_of_its_own()
    {
        await using var world = await server.NewWorld();
        var before = await world.Accounts();
        var member = await world.SignIn();

        var created = await member.Post("/v2/bank_accounts", Payroll);

        created.Status.Should().Be(200, created.Text);
        var account = created.Json.At("bank_account");
        (account.Text("name"), account.Text("status"), account.At("main").GetBoolean()).Should().Be(("Payroll", "active", false));
        (account.Text("balance"), account.At("balance_cents").GetInt64(), account.Text("authorized_balance")).Should().Be(("0.00", 0, "0.00"));
        account.Text("bic").Should().Be(before[0].Text("bic"));
        IsValid(account.Text("iban")!).Should().BeTrue();
        before.Select(other => other.Text("iban")).Should().NotContain(account.Text("iban"));

        var shown = await world.Organization.Get($"/v2/bank_accounts/{account.Text("id")}");
        shown.Json.At("bank_account").GetRawText().Should().Be(account.GetRawText());
        var after = await world.Accounts();
        after.Should().HaveCount(before.Count + 1).And.ContainSingle(other => other.At("main").GetBoolean());
        after[^1].Text("slug").Should().EndWith($"-bank-account-{before.Count + 1}");
        after[^1].Text("updated_at").Should().Be(account.Text("updated_at"));
    }

    [Fact]
    public async Task Every_new_account_has_another_iban_and_the_next_number()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("bank_account.write");

        for (var i = 0; i < 3; i++)
            (await member.Post("/v2/bank_accounts", Payroll)).Status.Should().Be(200);

        var added = (await world.Accounts()).Where(account => account.Text("name") == "Payroll").ToArray();
        added.Select(account => account.Text("iban")).Should().OnlyHaveUniqueItems().And.OnlyContain(iban => IsValid(iban!));
        added.Select(account => account.Text("slug")!.Split('-')[^1]).Should().Equal("5", "6", "7");
    }

    [Theory]
    [InlineData("germany", "DE")]
    [InlineData("italy", "IT")]
    [InlineData("spain", "ES")]
    public async Task The_iban_of_a_new_account_is_of_the_country_of_the_others(string seed, string country)
    {
        await using var world = await server.NewWorld(seed);

        var created = await (await world.SignIn()).Post("/v2/bank_accounts", Payroll);

        var iban = created.Json.Text("bank_account.iban")!;
        iban.Should().StartWith(country).And.HaveLength((await world.Accounts())[0].Text("iban")!.Length);
        IsValid(iban).Should().BeTrue();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"bank_account":{}}""")]
    [InlineData("""{"bank_account":null}""")]
    [InlineData("""{"bank_account":{"name":""}}""")]
    [InlineData("""{"bank_account":{"name":"  "}}""")]
    [InlineData("""{"bank_account":{"name":null}}""")]
    [InlineData("""{"name":"Payroll"}""")]
    public async Task A_new_account_needs_a_name(string body)
    {
        await using var world = await server.NewWorld();

        var refused = await (await world.SignIn()).Post("/v2/bank_accounts", body);

        (refused.Status, refused.Code).Should().Be((422, "required"));
        refused.Json.Text("errors.0.source.pointer").Should().Be("/bank_account/name");
    }

    [Theory]
    [InlineData("""{"bank_account":5}""", "/bank_account")]
    [InlineData("""{"bank_account":{"name":5}}""", "/bank_account/name")]
    [InlineData("""{"bank_account":{"name":["Payroll"]}}""", "/bank_account/name")]
    public async Task A_value_of_the_wrong_type_is_named_once(string body, string place)
    {
        await using var world = await server.NewWorld();

        var refused = await (await world.SignIn()).Post("/v2/bank_accounts", body);

        (refused.Status, refused.Code).Should().Be((422, "invalid"));
        refused.Errors.Should().ContainSingle().Which.Text("source.pointer").Should().Be(place);
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_malformed()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        foreach (var body in new[] { "", "{", "[]" })
        {
            var refused = await member.Post("/v2/bank_accounts", body);
            (refused.Status, refused.Code).Should().Be((400, "malformed_json"));
        }
    }

    [Fact]
    [Rule("A61")]
    public async Task An_api_key_opens_no_account()
    {
        await using var world = await server.NewWorld();

        foreach (var refused in new[]
                 {
                     await world.Organization.Post("/v2/bank_accounts", Payroll),
                     await world.Organization.Patch($"/v2/bank_accounts/{await world.MainAccount()}", Payroll),
                     await world.Organization.Post($"/v2/bank_accounts/{await world.MainAccount()}/close"),
                 })
        {
            (refused.Status, refused.Code).Should().Be((401, "unauthorized"));
            refused.Json.Text("errors.0.detail").Should().Be("OAuth2 authentication is required here");
        }
    }

    [Fact]
    public async Task Opening_an_account_tells_what_is_wrong_with_the_credentials()
    {
        await using var world = await server.NewWorld();

        var missing = await world.Nobody.Post("/v2/bank_accounts", Payroll);
        var unknown = await world.Bearer("ory_at_nobody").Post("/v2/bank_accounts", Payroll);
        var elsewhere = await world.Bearer("ory_at_nobody").Patch($"/v2/bank_accounts/{await world.MainAccount()}", Payroll);

        (missing.Status, missing.Code, missing.Json.Text("errors.0.detail")).Should().Be((401, "authorization_header_missing", "authorization header missing"));
        (unknown.Status, unknown.Code, unknown.Json.Text("errors.0.detail")).Should().Be((401, "authorization_token_invalid", "authorization token invalid"));
        elsewhere.Code.Should().Be("unauthorized");
    }

    [Fact]
    [Rule("A62")]
    public async Task Writing_accounts_needs_its_scope()
    {
        await using var world = await server.NewWorld();
        var reader = await world.SignIn("organization.read");

        foreach (var refused in new[]
                 {
                     await reader.Post("/v2/bank_accounts", Payroll),
                     await reader.Patch($"/v2/bank_accounts/{await world.MainAccount()}", Payroll),
                     await reader.Post($"/v2/bank_accounts/{await world.MainAccount()}/close"),
                 })
        {
            (refused.Status, refused.Code, refused.Json.Text("errors.0.detail")).Should().Be((403, "forbidden", "missing required oauth scope"));
        }
    }

    [Fact]
    [Rule("Q12")]
    public async Task Without_slots_two_accounts_are_the_most()
    {
        await using var world = await server.NewWorld("bare-sandbox");
        var member = await world.SignIn();

        var refused = await member.Post("/v2/bank_accounts", Payroll);

        (refused.Status, refused.Code).Should().Be((400, "bank_accounts_limit_reached"));
        refused.Hint.Should().Contain("bank-account-slots");
        (await world.Accounts()).Should().HaveCount(2);
    }

    private static bool IsValid(string iban)
    {
        var digits = string.Concat((iban[4..] + iban[..4]).Select(letter => char.IsAsciiDigit(letter) ? $"{letter}" : $"{letter - 'A' + 10}"));
        return BigInteger.Parse(digits, CultureInfo.InvariantCulture) % 97 == 1;
    }
}
