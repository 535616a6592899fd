using System.Text.Json;

namespace QontoEmulator.Tests.Contract;

public sealed class ContractFactsTests
{
    [Fact]
    public void The_contract_has_211_rows_206_operations_and_280_rules()
    {
        ContractFacts.Endpoints.Should().HaveCount(211);
        ContractFacts.Operations.Should().HaveCount(206);
        ContractFacts.Rules.Should().HaveCount(280).And.OnlyHaveUniqueItems(rule => rule.Id);
    }

    [Fact]
    public void Every_row_that_is_not_absent_has_an_operation_and_every_operation_a_row()
    {
        ContractFacts.Endpoints.Where(row => row.Answers && ContractFacts.OperationOf(row) is null).Should().BeEmpty();
        ContractFacts.Operations.Select(ContractFacts.RowOf).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Section_14_of_the_platform_text_lists_quirks_1_to_58()
    {
        ContractFacts.Quirks.Select(quirk => quirk.Id).Should().Equal(Enumerable.Range(1, 58).Select(number => $"Q{number}"));
        ContractFacts.Quirks.Select(quirk => quirk.Kind).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("switch", "capability");
        ContractFacts.Quirks[3].Should().Be(new Quirk(
            "Q4", "card-options", "capability", "org", "org", "org", "PATCH card options (PUT as well)",
            "403 `forbidden`; restrictions were 403 once and are 200 since May 2026", "C"));
    }

    [Fact]
    public void Aliases_in_the_yaml_stand_for_what_they_name() =>
        ContractFacts.Match("POST", "/v2/oauth2/token")!.Errors.Should()
            .Equal(ContractFacts.Match("POST", "/oauth2/token")!.Errors).And.Contain(error => error.Code == "invalid_grant");

    [Fact]
    public void An_operation_carries_its_access_its_list_policy_and_its_responses()
    {
        var operation = ContractFacts.Match("GET", "/v2/transactions")!;
        operation.Should().BeEquivalentTo(
            new { File = "accounts", OperationId = "listTransactions", AllowsApiKey = true, Sca = Sca.None, Idempotent = false, Evidence = "documented" });
        operation.Scopes.Should().Equal("organization.read");
        operation.List.Should().BeEquivalentTo(
            new { Paged = true, DefaultPerPage = 100, MaxPerPage = 100, PerPageOver = "cap", DefaultSort = "settled_at:desc" });
        operation.List!.OnBadEnum.Should().Be(new ListAnswer(400, "not_in_list", null));
        operation.Responses["200"].Should().ContainKey("application/json");
        ContractFacts.Match("GET", "/v2/bank_accounts")!.List!.OnBadEnum.Word.Should().Be("none");
    }

    [Theory]
    [InlineData("GET", "/v2/transactions/", "listTransactions")]
    [InlineData("get", "/v2/transactions?page=2", "listTransactions")]
    [InlineData("GET", "/v2/transactions/018f3e4d-0000-7000-8000-000000000001", "getTransaction")]
    [InlineData("PATCH", "/v2/sepa/beneficiaries/trust", "trustSepaBeneficiaries")]
    [InlineData("PATCH", "/v2/sepa/beneficiaries/018f3e4d-0000-7000-8000-000000000001", "updateSepaBeneficiary")]
    [InlineData("GET", "/v2/payment_links/connections", "getPaymentLinkConnection")]
    [InlineData("GET", "/v2/cards/appearances", "listCardAppearances")]
    [InlineData("POST", "/v2/mocked_sca_sessions/abc/allow", "decideMockedScaSession")]
    [InlineData("DELETE", "/v2/transactions", null)]
    [InlineData("GET", "/v2/Transactions", null)]
    [InlineData("GET", "/v2/transactions//attachments", null)]
    [InlineData("GET", "/", null)]
    public void A_request_meets_the_most_literal_operation(string method, string path, string? operationId) =>
        (ContractFacts.Match(method, path)?.OperationId).Should().Be(operationId);

    [Fact]
    public void A_request_outside_the_contract_meets_no_operation() => ContractFacts.Match("GET", "/_emulator/clock").Should().BeNull();

    [Theory]
    [InlineData("lists", "a", "d")]
    [InlineData("writes", "b", "c")]
    [InlineData("by-id", "c", "d")]
    [InlineData("sca", "b")]
    [InlineData("idempotent", "b")]
    [InlineData("oauth-only", "c")]
    [InlineData("all", "a", "b", "c", "d")]
    [InlineData("deliveries")]
    [InlineData("none")]
    public void A_group_of_a_rule_stands_for_the_operations_of_its_file(string group, params string[] expected)
    {
        var list = ContractFacts.Match("GET", "/v2/transactions")! with { OperationId = "a" };
        Operation[] file =
        [
            list,
            list with { OperationId = "b", Method = "POST", Sca = Sca.Required, Idempotent = true, List = null },
            list with { OperationId = "c", Method = "PUT", Path = "/v2/things/{registrationId}/parts", AllowsApiKey = false, List = null },
            list with { OperationId = "d", Path = "/v2/things/{id}" },
        ];
        RuleGroups.Resolve(JsonSerializer.SerializeToElement(group), file).Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void A_rule_speaks_only_of_operations_of_its_own_file()
    {
        var fileOf = ContractFacts.Operations.ToDictionary(operation => operation.OperationId, operation => operation.File, StringComparer.Ordinal);
        ContractFacts.Rules.SelectMany(rule => rule.Operations.Select(id => (rule.Id, rule.File, id)))
            .Where(named => !string.Equals(fileOf.GetValueOrDefault(named.id), named.File, StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("A05", true)]
    [InlineData("Q58", true)]
    [InlineData("§3.3", true)]
    [InlineData("§14", true)]
    [InlineData("A99", false)]
    [InlineData("§18", false)]
    public void Rules_quirks_and_sections_can_be_named(string id, bool known) => ContractFacts.RuleIds.Contains(id).Should().Be(known);

    [Fact]
    public void No_test_bears_a_rule_that_the_contract_does_not_know() =>
        Exercised.TestMethods().SelectMany(test => Exercised.Rules(test.Class, test.Method).Select(id => $"{id} on {test.Class.Name}.{test.Method.Name}"))
            .Where(named => !ContractFacts.RuleIds.Contains(named.Split(' ')[0])).Should().BeEmpty();
}
