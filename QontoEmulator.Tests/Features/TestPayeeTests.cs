using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Payees that bring about one outcome each.</summary>
public sealed class TestPayeeTests(EmulatorServer server)
{
    private const string Path = "/v2/sepa/verify_payee";

    public static TheoryData<string> Ibans => [.. TestPayees.ByIban.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ibans))]
    [Rule("P29")]
    [Rule("P30")]
    public async Task Every_test_iban_has_its_outcome_and_a_failing_bank_leaves_a_token(string iban)
    {
        await using var world = await server.NewWorld();
        var verdict = TestPayees.ByIban[iban];

        var answer = await (await world.SignIn()).Post(Path, PayeeVerificationTests.Body("Anybody", iban));

        if (verdict.Failure is { } failure)
        {
            (answer.Status, answer.Code).Should().Be((failure.Status, failure.Code));
            var hasToken = answer.Errors[0].TryGetProperty("meta", out var meta);
            hasToken.Should().Be(failure.Code.EndsWith("RESPONDING_BANK", StringComparison.Ordinal) || failure.Code.Contains("_RESPONDING_BANK_", StringComparison.Ordinal));
            if (hasToken)
                meta.Text("proof_token.token").Should().MatchRegex(@"^1\|1\|\d{13}\|[A-Za-z0-9_-]+$");
        }
        else
        {
            (answer.Status, answer.Json.IsNull("matched_name")).Should().Be((200, true));
            answer.Json.Text("match_result").Should().BeOneOf("MATCH_RESULT_NOT_POSSIBLE", "MATCH_RESULT_UNSPECIFIED");
        }
    }

    [Theory]
    [Rule("P34")]
    [InlineData("Mister No Match", 200, "MATCH_RESULT_NO_MATCH")]
    [InlineData("Close match Ltd", 200, "MATCH_RESULT_CLOSE_MATCH")]
    [InlineData("Not Possible", 200, "MATCH_RESULT_NOT_POSSIBLE")]
    [InlineData("Bank Unavailable", 400, "BAD_REQUEST_ERROR_RESPONDING_BANK_NOT_AVAILABLE")]
    [InlineData("The Bank Timeout", 504, "GATEWAY_TIMEOUT_ERROR_RESPONDING_BANK")]
    public async Task A_name_may_say_what_is_wanted(string name, int status, string outcome)
    {
        await using var world = await server.NewWorld();

        var answer = await (await world.SignIn()).Post(Path, PayeeVerificationTests.Body(name, Payees.NewIban));

        (answer.Status, status == 200 ? answer.Json.Text("match_result") : answer.Code).Should().Be((status, outcome));
    }

    [Fact]
    [Rule("P31")]
    [Rule("P34")]
    public async Task A_wanted_close_match_tells_the_holder_where_there_is_one()
    {
        await using var world = await server.NewWorld();
        var (member, payee) = (await world.SignIn(), await Payees.First(world));

        (await member.Post(Path, PayeeVerificationTests.Body("Close Match", payee.Text("iban")!))).Json.Text("matched_name").Should().Be(payee.Text("name"));
        (await member.Post(Path, PayeeVerificationTests.Body("Close Match", Payees.NewIban))).Json.Text("matched_name").Should().Be("Default Match Person");
    }

    [Fact]
    public void The_readme_lists_every_test_iban_with_its_outcome()
    {
        var readme = File.ReadAllText(CommittedText.Find("README.md")!);

        foreach (var (iban, verdict) in TestPayees.ByIban)
            readme.Should().Contain($"| `{iban}` | {(verdict.Failure is { } failure ? $"{failure.Status} `{failure.Code}`" : verdict.Result == MatchResult.NotPossible ? "`MATCH_RESULT_NOT_POSSIBLE`" : "`MATCH_RESULT_UNSPECIFIED`")}");
        foreach (var iban in TestPayees.DefaultIbans)
            readme.Should().Contain(iban);
        foreach (var (part, _) in TestPayees.ByName)
            readme.Should().Contain($"`{part}`");
    }
}
