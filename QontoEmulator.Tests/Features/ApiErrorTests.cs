using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>The refusals that every read shares, shown on each of them.</summary>
public sealed class ApiErrorTests(EmulatorServer server)
{
    public static readonly TheoryData<string> Reads = OperationIds(_ => true);

    public static readonly TheoryData<string> OAuthOnly = OperationIds(operation => !operation.AllowsApiKey);

    public static readonly TheoryData<string> WithApiKey = OperationIds(operation => operation.AllowsApiKey);

    public static readonly TheoryData<string> ById = OperationIds(operation => operation.Path.Contains("{id}", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Reads))]
    [Rule("A60")]
    public async Task Without_a_credential_the_answer_is_401_in_the_envelope(string operationId)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Nobody.Get(PathOf(operationId));

        (reply.Status, reply.Code).Should().Be((401, "unauthorized"));
        reply.Json.Keys().Should().BeEquivalentTo("errors", "trace_id");
        reply.Errors.Should().ContainSingle().Which.Keys().Should().BeEquivalentTo("code", "detail");
        reply.Json.Text("trace_id").Should().MatchRegex("^[0-9a-f]{32}$").And.Be(reply.Header("X-Tyk-Trace-Id"));
    }

    [Theory]
    [MemberData(nameof(Reads))]
    [Rule("A62")]
    public async Task A_token_without_the_scope_is_forbidden(string operationId)
    {
        await using var world = await server.NewWorld();

        var reply = await (await world.SignIn("webhook")).Get(PathOf(operationId));

        (reply.Status, reply.Code).Should().Be((403, "forbidden"));
        reply.Errors[0].Text("detail").Should().Be("missing required oauth scope");
    }

    [Theory]
    [MemberData(nameof(Reads))]
    [Rule("A62")]
    public async Task Any_one_of_its_scopes_lets_a_token_through(string operationId)
    {
        await using var world = await server.NewWorld();

        foreach (var scope in Operation(operationId).Scopes)
            (await (await world.SignIn(scope)).Get(PathOf(operationId))).Status.Should().NotBe(401).And.NotBe(403);
    }

    [Theory]
    [MemberData(nameof(OAuthOnly))]
    [Rule("A61")]
    public async Task An_api_key_does_not_open_what_is_for_members(string operationId)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(PathOf(operationId));

        (reply.Status, reply.Code).Should().Be((401, "unauthorized"));
        reply.Errors[0].Text("detail").Should().Be("OAuth2 authentication is required here");
    }

    [Theory]
    [MemberData(nameof(WithApiKey))]
    [Rule("§5")]
    public async Task An_api_key_opens_the_rest(string operationId)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(PathOf(operationId));

        reply.Status.Should().NotBe(401).And.NotBe(403);
    }

    [Theory]
    [MemberData(nameof(ById))]
    [Rule("A63")]
    public async Task What_is_no_uuid_is_as_unknown_as_an_unknown_one(string operationId)
    {
        await using var world = await server.NewWorld();
        string[] ids = [OwnSeed.Id(1), "1", "not-a-uuid", OwnSeed.Id(1).Replace('-', '_'), OwnSeed.Id(1) + "0", "%20", "null", "..%2F"];

        foreach (var id in ids)
        {
            var reply = await world.Organization.Get(Operation(operationId).Path.Replace("{id}", id, StringComparison.Ordinal));

            (reply.Status, reply.Code).Should().Be((404, "not_found"), id);
        }
    }

    [Theory]
    [MemberData(nameof(Reads))]
    [Rule("A64")]
    public async Task A_wrong_verb_is_not_found_and_never_405(string operationId)
    {
        await using var world = await server.NewWorld();
        var client = await world.SignIn();
        var verbs = new[] { "POST", "PUT", "PATCH", "DELETE", "OPTIONS" }
            .Where(verb => !ContractFacts.Operations.Any(other => other.Method == verb && other.Path == Operation(operationId).Path));

        foreach (var verb in verbs)
        {
            var reply = await client.Send(new HttpMethod(verb), PathOf(operationId));

            (reply.Status, reply.Code).Should().Be((404, "not_found"), verb);
        }
    }

    [Theory]
    [InlineData("/v2/nothing")]
    [InlineData("/v2/transactions/00000000-0000-4000-8000-000000000001/nothing")]
    [InlineData("/v3/organization")]
    [InlineData("/")]
    [Rule("A64", "§1")]
    public async Task A_path_that_no_route_knows_ends_at_the_gateway(string path)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(path);

        reply.Status.Should().Be(404);
        reply.Header("Content-Type").Should().StartWith("text/plain");
        reply.Header("X-Tyk-Trace-Id").Should().NotBeNull();
        reply.Header("X-Request-Id").Should().BeNull();
    }

    [Theory]
    [InlineData("organization", 200)]
    [InlineData("labels/00000000-0000-4000-8000-000000000001", 404)]
    [Rule("A60", "§1")]
    public async Task An_answer_of_the_application_has_two_ids_of_its_own(string path, int status)
    {
        await using var world = await server.NewWorld();

        var (one, other) = (await world.Organization.Get("/v2/" + path), await world.Organization.Get("/v2/" + path));

        one.Status.Should().Be(status);
        string[] headers = ["X-Tyk-Trace-Id", "X-Request-Id"];
        foreach (var header in headers)
            one.Header(header).Should().NotBeNullOrEmpty().And.NotBe(other.Header(header));
    }

    private static IEnumerable<Operation> Operations() => ContractFacts.Operations.Where(operation => operation is { File: "accounts", Method: "GET" });

    private static TheoryData<string> OperationIds(Func<Operation, bool> which) => [.. Operations().Where(which).Select(operation => operation.OperationId)];

    private static Operation Operation(string operationId) => Operations().Single(operation => operation.OperationId == operationId);

    private static string PathOf(string operationId) =>
        Operation(operationId).Path.Replace("{id}", OwnSeed.Id(1), StringComparison.Ordinal).Replace("{slug}", "some-slug", StringComparison.Ordinal);
}
