using System.Text.Json;
using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class BulkVerificationTests(EmulatorServer server)
{
    private const string Bulk = "/v2/sepa/bulk_verify_payee";
    private const string Skip = "/v2/sepa/skip_verify_payee";
    private const string NotAvailable = "FR7699999000010090000000353";
    private const string BadGateway = "FR7699999000010090000000741";

    public static TheoryData<string> FailingIbans => [.. TestPayees.ByIban.Where(known => known.Value.Failure is not null).Select(known => known.Key).Order(StringComparer.Ordinal)];

    [Fact]
    [Rule("P28")]
    [Rule("P31")]
    [Rule("P35")]
    public async Task Results_mix_and_one_token_stands_for_the_set()
    {
        await using var world = await server.NewWorld();
        var payee = await Payees.First(world);
        var (name, iban) = (payee.Text("name")!, payee.Text("iban")!);

        var verified = await (await world.SignIn("payment.write")).Post(
            Bulk, Body(("a", name, iban), ("b", name + "s", iban), ("c", "Somebody Else", iban), ("d", "Anybody", NotAvailable), ("e", "Anybody", BadGateway)));

        verified.Status.Should().Be(200, verified.Text);
        verified.Json.Text("proof_token.token").Should().MatchRegex(@"^1\|1\|\d{13}\|[A-Za-z0-9_-]+$");
        var results = verified.Json.Items("requests");
        results.Select(result => result.Text("id")).Should().Equal("a", "b", "c", "d", "e");
        results.Take(3).Select(result => (result.Text("response.match_result"), result.Text("response.matched_name"))).Should()
            .Equal(("MATCH_RESULT_MATCH", null), ("MATCH_RESULT_CLOSE_MATCH", name), ("MATCH_RESULT_NO_MATCH", null));
        results.Skip(3).Select(result => result.Text("error_code")).Should()
            .Equal("SINGLE_REQUEST_ERROR_CODE_BAD_REQUEST_ERROR_RESPONDING_BANK_NOT_AVAILABLE", "SINGLE_REQUEST_ERROR_CODE_ERROR_UNSPECIFIED");
        results[0].EnumerateObject().Select(property => property.Name).Should().Equal("id", "beneficiary_name", "iban", "response");
        results[3].EnumerateObject().Select(property => property.Name).Should().Equal("id", "beneficiary_name", "iban", "error_code");
    }

    [Fact]
    [Rule("P35")]
    public async Task Production_leaves_out_name_and_iban()
    {
        await using var world = await Challenges.ProductionWorld(server);

        var verified = await (await world.SignIn()).Post(Bulk, Body(("a", "Anybody", Payees.NewIban)));

        verified.Json.At("requests.0").EnumerateObject().Select(property => property.Name).Should().Equal("id", "response");
    }

    [Theory]
    [MemberData(nameof(FailingIbans))]
    [Rule("P29")]
    public async Task What_fails_altogether_and_for_one_reason_fails_the_call(string iban)
    {
        await using var world = await server.NewWorld();
        var failure = TestPayees.ByIban[iban].Failure!;

        var answer = await (await world.SignIn()).Post(Bulk, Body(("a", "Anybody", iban), ("b", "Anybody else", iban)));

        (answer.Status, answer.Code).Should().Be((failure.Status, failure.Code));
        answer.Errors[0].TryGetProperty("meta", out _).Should().Be(failure.Code.Contains("RESPONDING_BANK", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "/requests")]
    [InlineData("""{"requests":[]}""", "/requests")]
    [InlineData("""{"requests":"all"}""", "/requests")]
    [InlineData("""{"requests":[5]}""", "/requests")]
    [InlineData("""{"requests":[{"id":"a","iban":"DE89370400440532013000"},{"id":"b","beneficiary_name":"N","iban":"DE"}]}""", "/requests/0/beneficiary_name", "/requests/1/iban")]
    public async Task Wrong_requests_are_refused_all_at_once_whether_verified_or_skipped(string body, params string[] pointers)
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        foreach (var path in (string[])[Bulk, Skip])
        {
            var refused = await member.Post(path, body);
            refused.Status.Should().Be(400);
            refused.Errors.Should().OnlyContain(error => error.Text("code") == "BAD_REQUEST_ERROR_UNSPECIFIED");
            refused.Errors.Select(error => error.Text("source.pointer")).Should().Equal(pointers);
        }
    }

    [Fact]
    [Rule("P35")]
    public async Task Ids_tell_results_apart_so_each_is_demanded_once()
    {
        await using var world = await server.NewWorld();

        var refused = await (await world.SignIn()).Post(
            Bulk, Body(("a", "N", Payees.NewIban), ("a", "N", Payees.NewIban), (null, "N", Payees.NewIban), ("", "N", Payees.NewIban), ("a", "N", Payees.NewIban)));

        refused.Errors.Select(error => error.Text("source.pointer")).Should()
            .BeEquivalentTo("/requests/1/id", "/requests/2/id", "/requests/3/id", "/requests/4/id");
    }

    [Fact]
    [Rule("P35")]
    public async Task Four_hundred_requests_are_the_limit()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var many = Enumerable.Range(0, 401).Select(i => ((string?)$"{i}", "Anybody", Payees.NewIban)).ToArray();

        foreach (var path in (string[])[Bulk, Skip])
        {
            (await member.Post(path, Body(many[1..]))).Status.Should().Be(200);
            var refused = await member.Post(path, Body(many));
            (refused.Status, refused.Json.Text("errors.0.source.pointer")).Should().Be((400, "/requests"));
        }
    }

    [Fact]
    [Rule("P36")]
    public async Task A_skipped_verification_gives_a_token_that_is_a_plain_string()
    {
        await using var world = await server.NewWorld();

        var skipped = await (await world.SignIn()).Post(Skip, Body((null, "Somebody Else", (await Payees.First(world)).Text("iban")!), (null, "Anybody", NotAvailable)));

        skipped.Status.Should().Be(200, skipped.Text);
        skipped.Json.Text("proof_token").Should().MatchRegex(@"^1\|1\|\d{13}\|[A-Za-z0-9_-]+$");
    }

    [Theory]
    [Rule("P36")]
    [InlineData("FR7699999000010090000001032", 500, "INTERNAL_SERVER_ERROR_UNSPECIFIED")]
    [InlineData("FR7699999000010090000001226", 501, "NOT_IMPLEMENTED_ERROR_FEATURE_NOT_AVAILABLE")]
    public async Task Skipping_can_fail_too(string iban, int status, string code)
    {
        await using var world = await server.NewWorld();

        var failed = await (await world.SignIn()).Post(Skip, Body((null, "Anybody", Payees.NewIban), (null, "Anybody", iban)));

        (failed.Status, failed.Code).Should().Be((status, code));
    }

    private static string Body(params IEnumerable<(string? Id, string Name, string Iban)> requests) => JsonSerializer.Serialize(
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["requests"] = requests.Select(request => new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["id"] = request.Id,
                ["beneficiary_name"] = request.Name,
                ["iban"] = request.Iban,
            }),
        });
}
