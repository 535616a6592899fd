using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

[Rule("§6")]
public sealed class EnvelopeTests(EmulatorServer server)
{
    [Theory]
    [InlineData("/v2/organization", 200)]
    [InlineData("/v2/labels?page=0", 400)]
    [InlineData("/v2/membership", 401)]
    [InlineData("/v2/labels/unknown", 404)]
    [InlineData("/v2/ghosts", 404)]
    [InlineData("/v2/organizations/any", 410)]
    [InlineData("/_emulator/info", 200)]
    public async Task Every_answer_names_its_trace(string path, int status)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(path);

        reply.Status.Should().Be(status);
        reply.Header("X-Tyk-Trace-Id").Should().MatchRegex("^[0-9a-f]{32}$");
    }

    [Fact]
    [Rule("A60")]
    public async Task A_refusal_is_a_list_of_errors_and_the_trace_of_the_header()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/labels?page=0");

        reply.Json.EnumerateObject().Select(property => property.Name).Should().Equal("errors", "trace_id");
        reply.Json.Text("trace_id").Should().Be(reply.Header("X-Tyk-Trace-Id"));
        reply.Errors.Should().ContainSingle().Which.EnumerateObject().Select(property => property.Name).Should().Equal("code", "detail", "source");
        reply.Json.Text("errors.0.source.parameter").Should().Be("page");
    }

    [Fact]
    [Rule("A60")]
    public async Task Everything_wrong_with_a_query_is_told_at_once()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/transactions?page=0&per_page=x&status=ghost&sort_by=up&settled_at_from=soon");

        reply.Errors.Select(error => error.Text("source.parameter")).Should()
            .BeEquivalentTo("page", "per_page", "status", "sort_by", "settled_at_from", "bank_account_id");
    }

    [Fact]
    public async Task No_two_answers_share_a_trace_or_a_request_id()
    {
        await using var world = await server.NewWorld();

        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => world.Nobody.Get("/v2/labels/1")));

        replies.Select(reply => reply.Header("X-Tyk-Trace-Id")).Should().OnlyHaveUniqueItems();
        replies.Select(reply => reply.Header("X-Request-Id")).Should().OnlyHaveUniqueItems().And.NotContainNulls();
    }

    [Theory]
    [InlineData("/v2/ghosts")]
    [InlineData("/v2")]
    [InlineData("/v2/labels/1/2")]
    [InlineData("/v3/organization")]
    [InlineData("/v2/sca/sessions/token")]
    [Rule("§1", "A64")]
    public async Task A_path_that_no_route_knows_ends_at_the_gateway(string path)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(path);

        reply.Status.Should().Be(404);
        reply.Header("Content-Type").Should().StartWith("text/plain");
        reply.Header("X-Request-Id").Should().BeNull();
        reply.Text.Should().NotContain("errors");
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    [Rule("§1", "A64")]
    public async Task A_wrong_verb_on_a_known_path_is_not_found(string method)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Send(HttpMethod.Parse(method), "/v2/labels");

        reply.Status.Should().Be(404);
        reply.Header("Content-Type").Should().Be("application/json");
        reply.Header("X-Request-Id").Should().NotBeNull();
        reply.Header("Allow").Should().BeNull();
        if (method is not "HEAD")
            reply.Code.Should().Be("not_found");
    }

    [Theory]
    [InlineData("/v2/organization/")]
    [InlineData("/v2/bank_accounts/")]
    [InlineData("/v2/labels/?per_page=1")]
    [Rule("§1")]
    public async Task A_trailing_slash_does_not_matter(string path)
    {
        await using var world = await server.NewWorld();

        (await world.Organization.Get(path)).Bytes.Should().Equal((await world.Organization.Get(path.Replace("/?", "?", StringComparison.Ordinal).TrimEnd('/'))).Bytes)
            .And.NotBeEmpty();
        (await world.Organization.Get(path)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("a", 4000)]
    [InlineData("%C3%A9", 600)]
    [InlineData("%F0%9F%92%A5", 300)]
    [InlineData("%0D%0AX-Evil:1", 50)]
    [InlineData("%FF", 900)]
    public async Task A_hint_is_short_and_ascii_whatever_was_asked(string piece, int times)
    {
        await using var world = await server.NewWorld();
        var path = string.Concat(Enumerable.Repeat(piece, times));

        foreach (var reply in new[] { await world.Organization.Get($"/v2/{path}"), await world.Organization.Get($"/v2/labels/{path}") })
        {
            reply.Status.Should().Be(404);
            reply.Hint.Should().MatchRegex("^[ -~]{20,512}$");
            reply.Header("X-Evil").Should().BeNull();
        }
    }

    [Fact]
    [Rule("A81", "Q39")]
    public async Task Entries_of_a_422_carry_status_and_message()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"list-errors-422":true}""");

        foreach (var path in new[] { "/v2/statements?bank_account_ids[]=a&ibans[]=b", "/v2/labels?page=0" })
        {
            var reply = await world.Organization.Get(path);
            reply.Status.Should().Be(422);
            reply.Json.Text("errors.0.status").Should().Be("422");
            reply.Json.Text("errors.0.message").Should().Be(reply.Json.Text("errors.0.detail"));
        }
    }
}
