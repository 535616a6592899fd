using System.Text;
using QontoEmulator.Tests.Api;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

[Rule("§6")]
public sealed class BadBodyTests(EmulatorServer server)
{
    private static readonly (string Method, string Path)[] Writes =
    [
        ("POST", "/_emulator/workspaces"),
        ("PUT", "/_emulator/clock"),
        ("POST", "/_emulator/clock/advance"),
        ("PATCH", "/_emulator/switches"),
        ("POST", "/_emulator/tokens"),
        ("POST", "/_emulator/apps"),
        ("PUT", "/_emulator/review_auto"),
    ];

    public static TheoryData<string, string> Unreadable() => new()
    {
        { "an array", "[]" },
        { "a string", "\"x\"" },
        { "a number", "1e999" },
        { "null", "null" },
        { "blanks", "   " },
        { "half an object", "{\"now\":" },
        { "two objects", "{}{}" },
        { "a comment", "{}//x" },
        { "a comma too many", "{\"now\":\"x\",}" },
        { "single quotes", "{'now':'x'}" },
        { "a raw control character", "{\"now\":\"\n\"}" },
        { "a bad escape", "{\"now\":\"\\x41\"}" },
        { "half a surrogate pair", "{\"now\":\"\\ud83d\"}" },
        { "half a surrogate pair in a name", "{\"\\udca5\":1}" },
        { "half a surrogate pair deep inside", "{\"x\":[{\"y\":[\"\\ud83d\\u0041\"]}]}" },
        { "10,000 levels", string.Concat(Enumerable.Repeat("{\"a\":[", 5000)) },
        { "10,000 levels, closed", "{\"now\":" + new string('[', 10_000) + new string(']', 10_000) + "}" },
        { "bytes that are no UTF-8", "{\"now\":\"\u00ff\u00fe\"}" },
        { "an overlong form", "{\"now\":\"\u00c0\u0080\"}" },
        { "a surrogate as UTF-8", "{\"now\":\"\u00ed\u00a0\u0080\"}" },
        { "UTF-16", "\u00ff\u00fe{\0}\0" },
        { "nothing but NUL", "\0\0\0" },
        { "XML", "<now>x</now>" },
        { "a form", "now=x&frozen=true" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_body_that_is_no_json_object_is_malformed(string what, string body)
    {
        await using var world = await server.NewWorld();
        foreach (var (method, path) in Writes)
        {
            var reply = await RawHttp.Send(world.BaseUrl, method, path, RawHttp.HeadersOf(world), Encoding.Latin1.GetBytes(body));

            reply.Status.Should().Be(400, $"{what} at {path}: {reply.Text}");
            reply.Code.Should().Be("malformed_json");
        }
    }

    [Theory]
    [InlineData("PUT", "/_emulator/clock")]
    [InlineData("POST", "/_emulator/clock/advance")]
    [InlineData("PATCH", "/_emulator/switches")]
    public async Task An_empty_body_is_malformed_where_something_must_be_said(string method, string path)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Send(HttpMethod.Parse(method), path);

        reply.Status.Should().Be(400);
        reply.Code.Should().Be("malformed_json");
    }

    [Fact]
    public async Task Names_that_would_do_nothing_are_refused_each_with_its_pointer()
    {
        await using var world = await server.NewWorld();
        foreach (var (method, path) in Writes)
        {
            var reply = await world.Control.Send(HttpMethod.Parse(method), path, """{"typo":1,"é/~":2}""");

            reply.Status.Should().Be(400, path);
            reply.Errors.Select(error => error.Text("source.pointer")).Should().Contain("/typo").And.Contain("/é~1~0", "RFC 6901 escapes / and ~");
        }
    }

    [Fact]
    public async Task Of_a_name_said_twice_the_last_word_counts()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Put("/_emulator/clock", """{"frozen":false,"frozen":true}""");

        reply.Status.Should().Be(200);
        reply.Json.At("frozen").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task A_body_with_thousands_of_names_is_refused()
    {
        await using var world = await server.NewWorld();
        var body = $"{{{string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"n{i}\":{i}"))}}}";

        (await world.Control.Patch("/_emulator/switches", body)).Status.Should().Be(400);
    }

    [Fact]
    public async Task A_body_of_40_megabytes_is_too_large()
    {
        await using var world = await server.NewWorld();
        var head = "POST /_emulator/tokens HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        var chunk = "2800000\r\n" + new string(' ', 0x2800000) + "\r\n";

        var reply = await RawHttp.Exchange(world.BaseUrl, "POST", "/_emulator/tokens", Encoding.ASCII.GetBytes(head + chunk + "0\r\n\r\n"));

        reply.Status.Should().Be(413);
        reply.Code.Should().Be("payload_too_large");
    }

    [Fact]
    public async Task A_body_that_is_announced_as_40_megabytes_is_refused_before_it_is_sent()
    {
        await using var world = await server.NewWorld();
        var head = Encoding.ASCII.GetBytes("POST /_emulator/tokens HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 41943040\r\n\r\n");

        (await RawHttp.Exchange(world.BaseUrl, "POST", "/_emulator/tokens", head)).Status.Should().Be(413);
    }
}
