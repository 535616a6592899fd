using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

/// <summary>Requests that no well-behaved client sends: they are refused in Qonto's form or by the server beneath, and never break anything.</summary>
[Rule("§6")]
public sealed class BadRequestTests(EmulatorServer server)
{
    private const string Labels = "/v2/labels";

    public static TheoryData<string, int> QueriesAndTheirAnswers() => new()
    {
        { "?page=%", 400 },
        { "?page=%zz", 400 },
        { "?page=%00", 400 },
        { "?page=1%00", 400 },
        { "?page=%F0%9F%92%A5", 400 },
        { "?page=%ED%A0%80", 400 },
        { "?page=%FF%FE", 400 },
        { "?page=-1", 400 },
        { "?page=+1", 400 },
        { "?page=1.0", 400 },
        { "?page=1e3", 400 },
        { "?page=0x1", 400 },
        { "?page=%D9%A1", 400 },
        { "?page=00", 400 },
        { "?page=" + new string('9', 4000), 200 },
        { "?page=2147483648&per_page=2147483648", 200 },
        { "?per_page=" + new string('0', 4000), 400 },
        { "?page=" + new string('x', 7800), 400 },
        { "?page", 200 },
        { "?page=", 200 },
        { "?=&&==&&&", 200 },
        { "?page[]=1&page[x]=2&page[][]=3", 200 },
        { "?%70age=0", 400 },
        { "?" + string.Concat(Enumerable.Repeat("page=1&", 1100)), 200 },
        { "?" + string.Concat(Enumerable.Repeat("a&", 3900)), 200 },
    };

    [Theory]
    [MemberData(nameof(QueriesAndTheirAnswers))]
    public async Task An_odd_query_is_read_or_refused(string query, int status)
    {
        await using var world = await server.NewWorld();

        var reply = await RawHttp.Get(world.BaseUrl, Labels + query, RawHttp.HeadersOf(world));

        reply.Status.Should().Be(status);
        if (status == 400)
            reply.Code.Should().Be("invalid");
    }

    [Fact]
    public async Task Hundreds_of_bad_values_are_all_named()
    {
        await using var world = await server.NewWorld();
        var account = await world.MainAccount();

        var reply = await world.Organization.Get($"/v2/transactions?bank_account_id={account}&{string.Concat(Enumerable.Repeat("status[]=x&", 600))}");

        reply.Status.Should().Be(400);
        reply.Errors.Should().HaveCount(600);
    }

    [Theory]
    [InlineData("\u0080\u00ff\u00e9")]
    [InlineData("Bearer \u00ff\u00fe")]
    [InlineData("Bearer \u00f0\u009f\u0092\u00a5")]
    [InlineData("::::::::")]
    [InlineData("\t \t")]
    [InlineData("Basic ====")]
    [InlineData("Digest username=\"x\", realm=\"y\"")]
    [InlineData("Bearer a, Bearer b")]
    public async Task An_odd_authorization_is_unauthorized(string authorization)
    {
        await using var world = await server.NewWorld();

        var reply = await RawHttp.Get(world.BaseUrl, Labels, ("X-Qonto-Staging-Token", world.StagingToken), ("Authorization", authorization));

        reply.Status.Should().Be(401);
        reply.Code.Should().Be("unauthorized");
    }

    [Fact]
    public async Task A_credential_of_8_kilobytes_is_unauthorized_and_one_sent_twice_as_well()
    {
        await using var world = await server.NewWorld();
        var headers = RawHttp.HeadersOf(world);

        (await RawHttp.Get(world.BaseUrl, Labels, headers[0], ("Authorization", new string('x', 8400)))).Status.Should().Be(401);
        (await RawHttp.Get(world.BaseUrl, Labels, headers[0], ("Authorization", "Bearer " + new string('x', 8400)))).Status.Should().Be(401);
        (await RawHttp.Get(world.BaseUrl, Labels, headers[0], headers[1], headers[1])).Status.Should().BeOneOf(400, 401);
    }

    [Theory]
    [InlineData("\u0080\u00ff")]
    [InlineData("%00")]
    [InlineData("")]
    [InlineData("long")]
    public async Task An_odd_staging_token_leads_to_the_wall(string token)
    {
        await using var world = await server.NewWorld();
        var sent = token is "long" ? new string('t', 8400) : token;

        var reply = await RawHttp.Get(world.BaseUrl, Labels, ("X-Qonto-Staging-Token", sent), ("Authorization", world.ApiKey));

        reply.Status.Should().Be(302);
        reply.Header("X-Emulator-Hint").Should().MatchRegex("^[ -~]{1,512}$");
    }

    [Theory]
    [InlineData("Accept", "\u00e9\u00ff;q=\u0080")]
    [InlineData("Content-Type", ";;;=;")]
    [InlineData("Cookie", "=;=;\u00ff")]
    [InlineData("If-Modified-Since", "yesterday")]
    [InlineData("Range", "bytes=9-1")]
    [InlineData("X-Qonto-Idempotency-Key", "\u00ff")]
    [InlineData("X-Forwarded-Proto", "\u00ff,javascript")]
    [InlineData("X-Forwarded-For", "\u00ff")]
    [InlineData("X-Http-Method-Override", "DELETE")]
    [InlineData("Expect", "the unexpected")]
    public async Task Odd_headers_that_nothing_reads_are_ignored(string name, string value)
    {
        await using var world = await server.NewWorld();

        (await RawHttp.Get(world.BaseUrl, Labels, [.. RawHttp.HeadersOf(world), (name, value)])).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("\u00e9.example")]
    [InlineData("evil.example/path?x=")]
    [InlineData("a b")]
    [InlineData("\"><script>")]
    [InlineData("user@host")]
    [InlineData("#")]
    [InlineData(",")]
    [Rule("§13")]
    public async Task A_forwarded_host_that_is_none_is_not_handed_out(string host)
    {
        await using var world = await server.NewWorld();

        var wall = await RawHttp.Get(world.BaseUrl, Labels, ("X-Forwarded-Host", host));
        var info = await RawHttp.Get(world.BaseUrl, "/_emulator/info", ("X-Forwarded-Host", host));

        wall.Status.Should().Be(302);
        wall.Header("Location").Should().Be($"{world.BaseUrl}qonto.onelogin.com/login");
        info.Status.Should().Be(200);
        info.Text.Should().Contain($"\"base_url\":\"{world.BaseUrl.ToString().TrimEnd('/')}\"");
    }

    [Theory]
    [InlineData("/v2/labels/\u00e9", 400)]
    [InlineData("/v2/labels?page=\u00ff", 400)]
    [InlineData("/v2/labels/%00", 400)]
    [InlineData("/v2/labels/%", 404)]
    [InlineData("/v2/labels/%zz", 404)]
    [InlineData("/v2/labels/%FF%FE", 404)]
    [InlineData("/v2/labels/%F0%9F%92%A5", 404)]
    [InlineData("/v2/labels/..%2f..%2fetc", 404)]
    [InlineData("/v2/labels/../../../etc/passwd", 404)]
    [InlineData("//v2/labels", 404)]
    [InlineData("/v2//labels", 404)]
    [InlineData("/v2/labels;x=1", 404)]
    [InlineData("v2/labels", 400)]
    public async Task An_odd_path_is_unknown_or_unreadable(string target, int status)
    {
        await using var world = await server.NewWorld();

        (await RawHttp.Get(world.BaseUrl, target, RawHttp.HeadersOf(world))).Status.Should().Be(status);
    }

    [Fact]
    public async Task What_is_no_http_is_refused_by_the_server_beneath()
    {
        await using var world = await server.NewWorld();
        var long8K = new string('x', 9000);

        (await RawHttp.Get(world.BaseUrl, $"{Labels}?page={new string('x', 80_000)}", RawHttp.HeadersOf(world))).Status.Should().Be(414);
        (await RawHttp.Get(world.BaseUrl, Labels, [.. Enumerable.Repeat(("X-Long", long8K), 5)])).Status.Should().Be(431);
        (await RawHttp.Get(world.BaseUrl, Labels, [.. Enumerable.Repeat(("X-Many", "x"), 200)])).Status.Should().Be(431);
        (await RawHttp.Get(world.BaseUrl, Labels, ("X-Nul", "a\0b"))).Status.Should().Be(400);
        (await RawHttp.Get(world.BaseUrl, Labels, ("X Space", "x"))).Status.Should().Be(400);
        (await RawHttp.Get(world.BaseUrl, "*")).Status.Should().Be(405, "only OPTIONS may ask for all of the server");
        (await RawHttp.Exchange(world.BaseUrl, "GET", Labels, "\0\0\0\0\r\n\r\n"u8.ToArray())).Status.Should().Be(400);
        (await world.Organization.Get(Labels)).Status.Should().Be(200, "the server lives on");
    }

    [Fact]
    public async Task A_client_of_http_1_0_that_names_no_host_is_answered_too()
    {
        await using var world = await server.NewWorld();

        var reply = await RawHttp.Exchange(world.BaseUrl, "GET", Labels, "GET /v2/labels HTTP/1.0\r\n\r\n"u8.ToArray());

        reply.Status.Should().Be(302);
        Uri.TryCreate(reply.Header("Location"), UriKind.Absolute, out _).Should().BeTrue(reply.Header("Location"));
    }
}
