using System.Security.Cryptography;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class AttachmentUploadTests(EmulatorServer server)
{
    [Theory]
    [Rule("A53")]
    [InlineData("facture.pdf", "application/pdf")]
    [InlineData("photo.png", "image/png")]
    [InlineData("photo.jpg", "image/jpeg")]
    public async Task An_upload_answers_its_id_alone_and_can_be_read_and_downloaded(string name, string type)
    {
        await using var world = await server.NewWorld();
        var content = type switch { "application/pdf" => Uploads.Pdf, "image/png" => Uploads.Png, _ => Uploads.Jpeg };

        var uploaded = await world.Organization.Upload("/v2/attachments", Uploads.Of(content, name, type: type));

        uploaded.Status.Should().Be(200, uploaded.Text);
        var id = uploaded.Json.Text("attachment.id");
        uploaded.Text.Should().Be($$$"""{"attachment":{"id":"{{{id}}}"}}""");
        var shown = (await world.Organization.Get($"/v2/attachments/{id}")).Json.At("attachment");
        (shown.Text("file_name"), shown.Text("file_content_type"), shown.Text("file_size")).Should().Be((name, type, $"{content.Length}"));
        shown.Text("probative_attachment.status").Should().Be("unavailable");
        var file = await world.Nobody.Get(shown.Text("url")!);
        (file.Status, file.Header("Content-Type")).Should().Be((200, type));
        SHA256.HashData(file.Bytes).Should().Equal(SHA256.HashData(content));
    }

    [Fact]
    [Rule("A53")]
    public async Task The_bytes_decide_what_a_file_is_then_its_name_and_never_the_sender()
    {
        await using var world = await server.NewWorld();

        async Task<Reply> Upload(byte[] content, string name, string type) =>
            await world.Organization.Upload("/v2/attachments", Uploads.Of(content, name, type: type));
        async Task<string?> TypeOf(Reply uploaded) =>
            (await world.Organization.Get($"/v2/attachments/{uploaded.Json.Text("attachment.id")}")).Json.Text("attachment.file_content_type");

        (await TypeOf(await Upload(Uploads.Pdf, "facture.bin", "application/octet-stream"))).Should().Be("application/pdf");
        (await TypeOf(await Upload(Uploads.Png, "facture.pdf", "application/pdf"))).Should().Be("image/png");
        (await TypeOf(await Upload("hello"u8.ToArray(), "facture.PDF", "text/plain"))).Should().Be("application/pdf");
        var refused = await Upload("hello"u8.ToArray(), "facture.txt", "application/pdf");
        (refused.Status, refused.Code, refused.Json.Text("errors.0.source.pointer")).Should().Be((422, "invalid_file_type", "/file"));
    }

    [Fact]
    [Rule("A53")]
    public async Task Fifteen_megabytes_are_the_most_and_everything_wrong_is_said_at_once()
    {
        await using var world = await server.NewWorld();
        var most = new byte[15 * 1024 * 1024];
        Uploads.Pdf.CopyTo(most, 0);

        (await world.Organization.Upload("/v2/attachments", Uploads.Of(most))).Status.Should().Be(200);
        var large = await world.Organization.Upload("/v2/attachments", Uploads.Of([.. most, 0]));
        var both = await world.Organization.Upload("/v2/attachments", Uploads.Of(new byte[most.Length + 1], "notes.txt"));

        (large.Status, large.Code, large.Json.Text("errors.0.source.pointer")).Should().Be((422, "file_too_large", "/file"));
        both.Errors.Select(error => error.Text("code")).Should().Equal("invalid_file_type", "file_too_large");
    }

    [Fact]
    public async Task Equal_bytes_are_kept_once_under_as_many_ids_and_names_as_were_sent()
    {
        await using var world = await server.NewWorld();

        var one = (await world.Organization.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf, "une.pdf"))).Json.Text("attachment.id");
        var other = (await world.Organization.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf, "Reçu n° 2 & 3 %20.pdf"))).Json.Text("attachment.id");

        other.Should().NotBe(one);
        var shown = (await world.Organization.Get($"/v2/attachments/{other}")).Json.At("attachment");
        shown.Text("file_name").Should().Be("Reçu n° 2 & 3 %20.pdf");
        (await world.Nobody.Get(shown.Text("url")!)).Bytes.Should().Equal(Uploads.Pdf);
    }

    [Fact]
    [Rule("A62")]
    public async Task Uploading_needs_its_scope_or_an_api_key()
    {
        await using var world = await server.NewWorld();
        var reader = await world.SignIn("attachment.read");
        var writer = await world.SignIn("attachment.write");

        (await reader.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Code.Should().Be("forbidden");
        (await reader.Upload($"/v2/transactions/{await world.PlainTransaction()}/attachments", Uploads.Of(Uploads.Pdf))).Code.Should().Be("forbidden");
        (await writer.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Status.Should().Be(200);
        (await world.Nobody.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Status.Should().Be(401);
    }

    [Fact]
    public async Task A_reset_takes_uploads_away_and_their_urls_lead_nowhere()
    {
        await using var world = await server.NewWorld();
        var id = (await world.Organization.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Json.Text("attachment.id");
        var url = (await world.Organization.Get($"/v2/attachments/{id}")).Json.Text("attachment.url")!;

        await world.Control.Post("/_emulator/reset");

        (await world.Organization.Get($"/v2/attachments/{id}")).Code.Should().Be("not_found");
        (await world.Nobody.Get(url)).Status.Should().Be(404);
    }
}
