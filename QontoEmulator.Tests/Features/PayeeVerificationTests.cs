using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class PayeeVerificationTests(EmulatorServer server)
{
    private const string Path = "/v2/sepa/verify_payee";

    [Fact]
    [Rule("P28")]
    [Rule("P31")]
    [Rule("P33")]
    public async Task The_name_of_a_seeded_payee_decides_and_only_a_close_match_tells_it()
    {
        await using var world = await server.NewWorld();
        var payee = await Payees.First(world);
        var (name, iban) = (payee.Text("name")!, payee.Text("iban")!);

        (await Verdict(world, name.ToUpperInvariant(), iban)).Should().Be(("MATCH_RESULT_MATCH", null));
        (await Verdict(world, name + "s", iban)).Should().Be(("MATCH_RESULT_CLOSE_MATCH", name));
        (await Verdict(world, "Somebody Else", iban)).Should().Be(("MATCH_RESULT_NO_MATCH", null));
        (await Verdict(world, name, iban.ToLowerInvariant().Insert(4, " "))).Should().Be(("MATCH_RESULT_MATCH", null));
    }

    [Fact]
    [Rule("P33")]
    public async Task Counterparties_own_accounts_and_new_beneficiaries_are_known_as_well()
    {
        await using var world = await server.NewWorld();
        var account = (await world.Accounts())[0].Text("iban")!;
        var debit = (await world.Organization.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}&operation_type=direct_debit")).Json.At("transactions.0");
        await Payees.Add(world);

        (await Verdict(world, "Ateliers Chimérand", account)).Result.Should().Be("MATCH_RESULT_MATCH");
        (await Verdict(world, "Somebody Else", account)).Result.Should().Be("MATCH_RESULT_NO_MATCH");
        (await Verdict(world, "Somebody Else", debit.Text("direct_debit.counterparty_account_number")!)).Result.Should().Be("MATCH_RESULT_NO_MATCH");
        (await Verdict(world, debit.Text("label")!, debit.Text("direct_debit.counterparty_account_number")!)).Result.Should().Be("MATCH_RESULT_MATCH");
        (await Verdict(world, "Nordlicht Werkzeuge", Payees.NewIban)).Result.Should().Be("MATCH_RESULT_NO_MATCH");
        (await Verdict(world, "Nordlicht Werkzeuge GmbH", Payees.NewIban)).Result.Should().Be("MATCH_RESULT_MATCH");
    }

    [Fact]
    [Rule("P33")]
    public async Task A_bank_knows_its_customer_whatever_the_beneficiary_is_called()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"sca-on-beneficiary-write":false}""");
        var payee = await Payees.First(world);
        await (await world.SignIn()).Patch($"{Payees.Path}/{payee.Text("id")}", """{"beneficiary":{"name":"My Favourite"}}""");

        (await Verdict(world, "My Favourite", payee.Text("iban")!)).Result.Should().Be("MATCH_RESULT_NO_MATCH");
        (await Verdict(world, payee.Text("name")!, payee.Text("iban")!)).Result.Should().Be("MATCH_RESULT_MATCH");
    }

    [Theory]
    [Rule("P33")]
    [InlineData("FR7616958000014849440866435")]
    [InlineData("FR7610002006000000141790000")]
    public async Task The_documented_test_payee_matches_wrong_check_digits_or_not(string iban)
    {
        await using var world = await server.NewWorld();

        (await Verdict(world, "Default Match Person", iban)).Result.Should().Be("MATCH_RESULT_MATCH");
        (await Verdict(world, "Somebody Else", iban)).Result.Should().Be("MATCH_RESULT_NO_MATCH");
    }

    [Theory]
    [Rule("P30")]
    [Rule("P33")]
    [InlineData("null", "MATCH_RESULT_MATCH", "match")]
    [InlineData("\"match\"", "MATCH_RESULT_MATCH", "match")]
    [InlineData("\"no-match\"", "MATCH_RESULT_NO_MATCH", "no-match")]
    [InlineData("\"not-possible\"", "MATCH_RESULT_NOT_POSSIBLE", "not-possible")]
    public async Task What_an_unknown_iban_comes_to_is_a_setting(string setting, string result, string shown)
    {
        await using var world = await server.NewWorld();

        var set = await world.Control.Patch("/_emulator/switches", $$"""{"vop-unknown-iban":{{setting}}}""");

        set.Json.Text("vop_unknown_iban").Should().Be(shown);
        (await world.Control.Patch("/_emulator/switches", "{}")).Json.Text("vop_unknown_iban").Should().Be(shown, "what is not named stays");
        (await Verdict(world, "Anybody", Payees.NewIban)).Should().Be((result, null));
    }

    [Theory]
    [InlineData("\"close-match\"", "not_in_list")]
    [InlineData("true", "not_a_string")]
    public async Task The_setting_takes_some_words_only(string setting, string code)
    {
        await using var world = await server.NewWorld();

        var refused = await world.Control.Patch("/_emulator/switches", $$"""{"vop-unknown-iban":{{setting}}}""");

        (refused.Status, refused.Code, refused.Json.Text("errors.0.source.pointer")).Should().Be((400, code, "/vop-unknown-iban"));
    }

    [Theory]
    [InlineData("""{"iban":"DE89370400440532013000"}""", "/beneficiary_name")]
    [InlineData("""{"iban":"DE89370400440532013000","beneficiary_name":" "}""", "/beneficiary_name")]
    [InlineData("""{"iban":"DE89370400440532013000","beneficiary_name":7}""", "/beneficiary_name")]
    [InlineData("""{"beneficiary_name":"N"}""", "/iban")]
    [InlineData("""{"iban":"DE88370400440532013000","beneficiary_name":"N"}""", "/iban")]
    [InlineData("""{"iban":"TR330006100519786457841326","beneficiary_name":"N"}""", "/iban")]
    [InlineData("""{"iban":{},"beneficiary_name":[]}""", "/beneficiary_name", "/iban")]
    [InlineData("{}", "/beneficiary_name", "/iban")]
    public async Task Wrong_input_is_refused_in_the_form_of_this_family(string body, params string[] pointers)
    {
        await using var world = await server.NewWorld();

        var refused = await (await world.SignIn()).Post(Path, body);

        refused.Status.Should().Be(400);
        refused.Errors.Should().OnlyContain(error =>
            error.Text("code") == "BAD_REQUEST_ERROR_UNSPECIFIED" && error.Text("title") == "Bad Request" && error.Text("status") == "400");
        refused.Errors.Select(error => error.Text("source.pointer")).Should().Equal(pointers);
        refused.Errors.Select(error => error.Text("id")).Should().OnlyHaveUniqueItems();
        refused.Errors[0].EnumerateObject().Select(property => property.Name).Should().Equal("id", "status", "code", "title", "detail", "source");
    }

    [Fact]
    public async Task A_name_has_140_characters_at_most()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        (await member.Post(Path, Body(new('n', 141), Payees.NewIban))).Code.Should().Be("BAD_REQUEST_ERROR_UNSPECIFIED");
        (await member.Post(Path, Body(new('n', 140), Payees.NewIban))).Status.Should().Be(200);
        (await member.Post(Path, "[")).Code.Should().Be("malformed_json");
    }

    [Theory]
    [InlineData(Path)]
    [InlineData("/v2/sepa/bulk_verify_payee")]
    [InlineData("/v2/sepa/skip_verify_payee")]
    [Rule("P10")]
    public async Task Verifying_needs_its_scope_and_no_approval(string path)
    {
        await using var world = await server.NewWorld();
        const string body = """{"iban":"DE89370400440532013000","beneficiary_name":"N","requests":[{"id":"1","iban":"DE89370400440532013000","beneficiary_name":"N"}]}""";

        (await world.Organization.Post(path, body)).Code.Should().Be("unauthorized");
        (await (await world.SignIn("organization.read")).Post(path, body)).Code.Should().Be("forbidden");
        (await (await world.SignIn("payment.write", "edmee.passepoil@chimerand.example")).Post(path, body)).Status.Should().Be(200);
    }

    [Fact]
    [Rule("P32")]
    [Rule("Q56")]
    public async Task Under_its_switch_verifications_that_no_transfer_follows_are_limited()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"vop-rate-limit":true}""");
        var member = await world.SignIn();

        for (var i = 0; i < 30; i++)
            (await member.Post(Path, Body("Anybody", Payees.NewIban))).Status.Should().Be(200);
        var refused = await member.Post(Path, Body("Anybody", Payees.NewIban));

        (refused.Status, refused.Code).Should().Be((429, "rate_limited"));
        int.Parse(refused.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(3500, 3600);
        await world.Advance("PT1H");
        (await (await world.SignIn()).Post(Path, Body("Anybody", Payees.NewIban))).Status.Should().Be(200);
    }

    internal static string Body(string name, string iban) =>
        JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["beneficiary_name"] = name, ["iban"] = iban });

    private static async Task<(string? Result, string? MatchedName)> Verdict(World world, string name, string iban)
    {
        var verified = await (await world.SignIn("payment.write")).Post(Path, Body(name, iban));
        verified.Status.Should().Be(200, verified.Text);
        verified.Json.Text("proof_token.token").Should().MatchRegex(@"^1\|1\|\d{13}\|[A-Za-z0-9_-]+$");
        return (verified.Json.Text("match_result"), verified.Json.Text("matched_name"));
    }
}
