using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

/// <summary>What a request with several faults is refused for: gate, route, credential, its kind, scope, then the rest.</summary>
[Rule("§6")]
public sealed class OrderOfChecksTests(EmulatorServer server)
{
    private const string Unknown = "00000000-0000-4000-8000-000000000000";

    [Theory]
    [InlineData(null)]
    [InlineData("wrong:wrong")]
    [InlineData("Bearer wrong")]
    public async Task An_unknown_route_is_told_before_the_credential(string? authorization)
    {
        await using var world = await server.NewWorld();

        var reply = await With(world, authorization).Get("/v2/ghosts");

        reply.Status.Should().Be(404);
        reply.Header("Content-Type").Should().StartWith("text/plain");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong:wrong")]
    [InlineData("Bearer wrong")]
    [Rule("A64")]
    public async Task A_wrong_verb_is_told_before_the_credential(string? authorization)
    {
        await using var world = await server.NewWorld();

        var reply = await With(world, authorization).Patch("/v2/labels", "{}");

        reply.Status.Should().Be(404);
        reply.Code.Should().Be("not_found");
    }

    [Theory]
    [InlineData("/v2/labels?page=0")]
    [InlineData("/v2/labels/" + Unknown)]
    [InlineData("/v2/transactions")]
    public async Task A_credential_is_asked_for_before_query_and_id_are_read(string path)
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.Get(path)).Status.Should().Be(401);
    }

    [Theory]
    [InlineData("/v2/labels?page=0")]
    [InlineData("/v2/labels/" + Unknown)]
    [InlineData("/v2/transactions?sort_by=nonsense")]
    public async Task A_scope_is_asked_for_before_query_and_id_are_read(string path)
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("team.read");

        (await member.Get(path)).Status.Should().Be(403);
        (await (await world.SignIn("organization.read")).Get(path)).Status.Should().BeOneOf(400, 404);
    }

    [Fact]
    public async Task The_kind_of_credential_is_judged_before_the_query()
    {
        await using var world = await server.NewWorld();

        (await world.Organization.Get("/v2/teams?page=0")).Status.Should().Be(401);
        (await (await world.SignIn("team.read")).Get("/v2/teams?page=0")).Status.Should().Be(400);
    }

    [Fact]
    public async Task An_expired_token_is_told_before_its_missing_scope()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("team.read");
        (await member.Get("/v2/labels")).Status.Should().Be(403);

        await world.Advance("PT1H");

        (await member.Get("/v2/labels")).Status.Should().Be(401);
    }

    private static Client With(World world, string? authorization) =>
        authorization is null ? world.Nobody : world.Nobody.With("Authorization", authorization);
}
