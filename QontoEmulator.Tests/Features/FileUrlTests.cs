using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>The presigned addresses of files, whichever operation hands them out.</summary>
public sealed class FileUrlTests(EmulatorServer server)
{
    public static readonly TheoryData<string> Sources = [.. FileUrls.Sources];

    [Theory]
    [MemberData(nameof(Sources))]
    [Rule("A50")]
    public async Task A_file_url_is_signed_for_half_an_hour_and_needs_no_credential(string source)
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"frozen":true}""");
        var url = await FileUrls.Url(world, source);

        var query = url[url.IndexOf('?', StringComparison.Ordinal)..];
        query.Should().ContainAll("X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Credential=", "X-Amz-Date=", "X-Amz-SignedHeaders=host", "X-Amz-Signature=");
        query.Should().Contain("X-Amz-Expires=1800&");
        url.Should().StartWith(world.BaseUrl.ToString());
        (await world.Nobody.Get(url)).Bytes.Should().NotBeEmpty();
        (await world.Nobody.Get(url)).Status.Should().Be(200);
        await world.Advance("PT29M");
        (await world.Nobody.Get(url)).Status.Should().Be(200);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    [Rule("A50")]
    public async Task After_half_an_hour_it_has_expired_and_the_api_gives_a_new_one(string source)
    {
        await using var world = await server.NewWorld();
        var url = await FileUrls.Url(world, source);
        await world.Advance("PT31M");

        var expired = await world.Nobody.Get(url);

        FileUrls.AssertRefused(expired, "<Code>AccessDenied</Code><Message>Request has expired</Message>");
        (await world.Nobody.Get(await FileUrls.Url(world, source))).Status.Should().Be(200);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    [Rule("A50")]
    public async Task Each_answer_carries_a_newly_signed_one_and_the_old_one_goes_on_working(string source)
    {
        await using var world = await server.NewWorld();
        var first = await FileUrls.Url(world, source);
        await world.Advance("PT1S");

        var second = await FileUrls.Url(world, source);

        second.Should().NotBe(first);
        second.Split('?')[0].Should().Be(first.Split('?')[0]);
        var (byFirst, bySecond) = (await world.Nobody.Get(first), await world.Nobody.Get(second));
        byFirst.Status.Should().Be(200);
        byFirst.Bytes.Should().Equal(bySecond.Bytes);
    }

    [Theory]
    [InlineData("X-Amz-Signature=", "X-Amz-Signature=0")]
    [InlineData("X-Amz-Expires=1800", "X-Amz-Expires=999999")]
    [InlineData("X-Amz-Date=2", "X-Amz-Date=3")]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Algorithm=none")]
    [InlineData("X-Amz-SignedHeaders=host", "X-Amz-SignedHeaders=none")]
    [InlineData("&X-Amz-Date=", "&response-content-type=text/html&X-Amz-Date=")]
    [InlineData("/aws4_request", "/aws4_requesu")]
    [InlineData("/statements/", "/attachments/")]
    [InlineData(".pdf?", ".png?")]
    [InlineData("X-Amz-Signature=", "X-Amz-Nothing=")]
    [InlineData("X-Amz-Credential=", "X-Amz-Credential=0")]
    [Rule("A50")]
    public async Task A_changed_one_is_refused(string part, string changed)
    {
        await using var world = await server.NewWorld();
        var url = Uri.UnescapeDataString(await FileUrls.Url(world, "getStatement"));
        url.Should().Contain(part);
        (await world.Nobody.Get(url)).Status.Should().Be(200);

        var reply = await world.Nobody.Get(url.Replace(part, changed, StringComparison.Ordinal));

        FileUrls.AssertRefused(reply, "<Error><Code>");
    }

    [Fact]
    [Rule("A50")]
    public async Task The_signature_of_one_file_does_not_open_another()
    {
        await using var world = await server.NewWorld();
        var files = (await world.Organization.Get("/v2/statements")).Json.Items("statements").Select(statement => statement.Text("file.file_url")!).ToArray();

        var reply = await world.Nobody.Get($"{files[0].Split('?')[0]}?{files[1].Split('?')[1]}");

        FileUrls.AssertRefused(reply, "<Code>SignatureDoesNotMatch</Code>");
    }

    [Fact]
    [Rule("A50")]
    public async Task A_url_of_one_workspace_does_not_open_in_another()
    {
        await using var world = await server.NewWorld();
        await using var other = await server.NewWorld();

        var reply = await other.Nobody.Get(await FileUrls.Url(world, "getStatement"));

        FileUrls.AssertRefused(reply, "<Code>AccessDenied</Code>");
    }

    [Theory]
    [MemberData(nameof(Sources))]
    [Rule("A52")]
    public async Task Its_ampersands_are_written_as_escapes(string source)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(await FileUrls.PathOf(world, source));

        reply.Text.Should().Contain(@"\u0026X-Amz-Date=").And.NotContain("&");
    }
}
