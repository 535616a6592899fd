using QontoEmulator.Api;
using QontoEmulator.OAuth;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Contract;

/// <summary>What every route says of itself is what the contract says of its operation.</summary>
public sealed class RouteRulesTests
{
    private static readonly Dictionary<string, EndpointRow> Rows = ContractFacts.Endpoints
        .ToDictionary(row => OperationIndex.Key(row.Method, row.Path), StringComparer.Ordinal);

    /// <summary>The built routes that the contract knows.</summary>
    public static TheoryData<string, string> Routes() =>
        new(BuiltRoutes.All.Where(route => Rows.ContainsKey(OperationIndex.Key(route.Method, route.Path))).Order());

    /// <summary>Those of them that are lists, by their own word or by the contract's.</summary>
    public static TheoryData<string, string> Lists() =>
        new(Routes().Select(row => row.Data).Where(route => OperationOf(route.Item1, route.Item2).List is not null || RulesOf(route.Item1, route.Item2).ListPolicy is not null));

    [Theory]
    [MemberData(nameof(Routes))]
    public void An_api_key_opens_what_the_contract_lets_it(string method, string path)
    {
        var rules = RulesOf(method, path);

        rules.AllowsApiKey.Should().Be(RowOf(method, path).ApiKey is "yes");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void Only_routes_without_credential_in_the_contract_are_open_to_anyone(string method, string path)
    {
        var operation = OperationOf(method, path);
        var open = operation.OperationId is "authorize" or "authorizeLegacy" or "issueToken" or "issueTokenLegacy" or "revokeToken" or "getJwks" or "getOpenIdConfiguration"
            or "getMockedScaSession" or "decideMockedScaSession";

        (RulesOf(method, path).Audience == Audience.Anyone).Should().Be(open);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void Scopes_are_those_of_the_contract(string method, string path)
    {
        var scopes = RulesOf(method, path).Scopes;

        scopes.Should().BeEquivalentTo(OperationOf(method, path).Scopes).And.OnlyHaveUniqueItems();
        scopes.Should().BeSubsetOf(ScopeNames.All);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public void Strong_authentication_is_demanded_where_the_contract_demands_it(string method, string path) =>
        RulesOf(method, path).Demand.ToString().Should().Be(OperationOf(method, path).Sca.ToString());

    [Theory]
    [MemberData(nameof(Routes))]
    public void Idempotency_is_offered_where_the_contract_documents_it(string method, string path) =>
        RulesOf(method, path).IsIdempotent.Should().Be(OperationOf(method, path).Idempotent);

    [Theory]
    [MemberData(nameof(Lists))]
    public void The_policy_of_a_list_is_that_of_the_contract(string method, string path)
    {
        var (policy, contract) = (RulesOf(method, path).ListPolicy, OperationOf(method, path).List);
        policy.Should().NotBeNull("the contract calls it a list");
        contract.Should().NotBeNull("the contract does not call it a list");

        policy!.Paged.Should().Be(contract!.Paged);
        if (contract.Paged)
        {
            policy.DefaultPerPage.Should().Be(contract.DefaultPerPage);
            policy.MaxPerPage.Should().Be(contract.MaxPerPage);
            policy.DefaultSort.Should().Be(contract.DefaultSort);
        }

        Text(policy.OnBadPage).Should().Be(Text(contract.OnBadPage), "onBadPage");
        Text(policy.OnBadEnum).Should().Be(Text(contract.OnBadEnum), "onBadEnum");
        Text(policy.OnBadSort).Should().Be(Text(contract.OnBadSort), "onBadSort");
        Text(policy.OnBadDate).Should().Be(Text(contract.OnBadDate), "onBadDate");
    }

    [Fact]
    public void The_comparison_reaches_routes_and_lists()
    {
        Routes().Should().HaveCountGreaterThan(20);
        Lists().Should().HaveCountGreaterThan(8);
    }

    [Fact]
    public void No_error_claims_more_evidence_than_the_contract_has()
    {
        var known = ContractFacts.Operations.SelectMany(operation => operation.Errors).Concat(ContractFacts.CommonErrors)
            .Concat(ContractDocuments.DomainFiles.SelectMany(ContractFacts.FileErrors)).ToLookup(error => (error.Status, error.Code));
        var kinds = typeof(ErrorCatalog).GetFields().Select(field => field.GetValue(null)).OfType<ErrorKind>().ToArray();
        var compared = kinds.Where(kind => known.Contains((kind.Status, kind.Code))).ToArray();

        compared.Should().HaveCountGreaterThan(10);
        foreach (var kind in compared.Where(kind => kind.Evidence != Evidence.Inferred))
            known[(kind.Status, kind.Code)].Should().Contain(error => !error.Inferred, $"{kind.Status} {kind.Code} is called {kind.Evidence}");
    }

    private static EndpointRules RulesOf(string method, string path) => BuiltRoutes.RulesOf(method, path);

    private static EndpointRow RowOf(string method, string path) => Rows[OperationIndex.Key(method, path)];

    private static Operation OperationOf(string method, string path) => ContractFacts.OperationOf(RowOf(method, path))!;

    private static string Text(Refusing? refusing) => refusing is var (status, code) ? $"{status} {code}" : "none";

    private static string Text(ListAnswer answer) => answer.Status is { } status ? $"{status} {answer.Code}" : answer.Word ?? "none";
}
