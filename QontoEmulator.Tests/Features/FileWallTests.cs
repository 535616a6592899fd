using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>The sign-in wall before the addresses of files.</summary>
public sealed class FileWallTests(EmulatorServer server)
{
    public static readonly TheoryData<string> Sources = [.. FileUrls.Sources];

    [Theory]
    [MemberData(nameof(Sources))]
    [Rule("A51", "Q43")]
    public async Task Without_the_staging_token_it_leads_to_the_wall(string source)
    {
        await using var world = await server.NewWorld();
        var url = await FileUrls.Url(world, source);

        var bare = await server.Stranger().Get(url);
        var withCredential = await server.Stranger(("Authorization", world.ApiKey)).Get(url);

        bare.Status.Should().Be(302);
        bare.Header("Location").Should().EndWith("/qonto.onelogin.com/login");
        withCredential.Status.Should().Be(302);
        (await server.Stranger().Get(bare.Header("Location")!)).Text.Should().Contain("<title>OneLogin</title>");
    }

    [Fact]
    [Rule("A51", "§2")]
    public async Task The_wall_may_answer_with_its_page_at_once()
    {
        await using var world = await server.NewWorld();
        var url = await FileUrls.Url(world, "getAttachment");
        await world.Switch("""{"gate-form":"html"}""");

        var reply = await server.Stranger().Get(url);

        reply.Status.Should().Be(200);
        reply.Header("Content-Type").Should().StartWith("text/html");
        reply.Text.Should().Contain("<title>OneLogin</title>");
    }

    [Theory]
    [MemberData(nameof(Sources))]
    [Rule("Q43")]
    public async Task With_the_switch_off_the_signature_alone_opens_it(string source)
    {
        await using var world = await server.NewWorld();
        var url = await FileUrls.Url(world, source);
        await world.Switch("""{"file-urls-gated":false}""");

        var bare = await server.Stranger().Get(url);
        var changed = await server.Stranger().Get(url.Replace("X-Amz-Signature=", "X-Amz-Signature=0", StringComparison.Ordinal));
        await world.Advance("PT31M");
        var expired = await server.Stranger().Get(url);

        bare.Status.Should().Be(200);
        bare.Bytes.Should().Equal((await world.Nobody.Get(await FileUrls.Url(world, source))).Bytes);
        FileUrls.AssertRefused(changed, "<Code>SignatureDoesNotMatch</Code>");
        FileUrls.AssertRefused(expired, "<Message>Request has expired</Message>");
    }
}
