using System.Text;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

public sealed class MultipartTests(EmulatorServer server)
{
    [Fact]
    public async Task Without_a_file_in_part_file_it_is_required()
    {
        await using var world = await server.NewWorld();
        var transaction = $"/v2/transactions/{await world.PlainTransaction()}/attachments";

        foreach (var path in new[] { "/v2/attachments", transaction })
        {
            foreach (var content in new HttpContent[]
                     {
                         Uploads.Of(Uploads.Pdf, field: "attachment"),
                         Uploads.Of(Uploads.Pdf, field: "File"),
                         Uploads.Of(Uploads.Pdf, name: null),
                         Uploads.Of([]),
                         Raw("multipart/form-data; boundary=x", "--x--\r\n"),
                     })
            {
                var refused = await world.Organization.Upload(path, content);
                (refused.Status, refused.Code, refused.Json.Text("errors.0.source.pointer")).Should().Be((422, "required", "/file"));
            }
        }
    }

    [Fact]
    public async Task The_first_file_counts_and_other_parts_are_passed_over()
    {
        await using var world = await server.NewWorld();
        using var form = Uploads.Of(Uploads.Png, "autre.png", field: "other");
        form.Add(new StringContent("x"), "note");
        form.Add(new ByteArrayContent(Uploads.Pdf), "file", "../une.pdf");
        form.Add(new ByteArrayContent(Uploads.Jpeg), "file", "deux.jpg");

        var id = (await world.Organization.Upload("/v2/attachments", form)).Json.Text("attachment.id");

        (await world.Organization.Get($"/v2/attachments/{id}")).Json.Text("attachment.file_name").Should().Be("une.pdf");
    }

    [Theory]
    [InlineData("filename=\"reçu d'été.pdf\"", "reçu d'été.pdf")]
    [InlineData("filename=facture.pdf", "facture.pdf")]
    [InlineData("filename=\"C:\\fakepath\\facture.pdf\"", "facture.pdf")]
    [InlineData("filename=\"x.pdf\"; filename*=UTF-8''re%C3%A7u.pdf", "reçu.pdf")]
    public async Task Filenames_are_read_as_clients_write_them(string parameter, string name)
    {
        await using var world = await server.NewWorld();
        var body = $"--x\r\nContent-Disposition: form-data; name=\"file\"; {parameter}\r\n\r\n%PDF-1.4\r\n--x--\r\n";

        var id = (await world.Organization.Upload("/v2/attachments", Raw("multipart/form-data; boundary=\"x\"", body))).Json.Text("attachment.id");

        (await world.Organization.Get($"/v2/attachments/{id}")).Json.Text("attachment.file_name").Should().Be(name);
    }

    [Theory]
    [Rule("A60")]
    [InlineData("application/json", "{}")]
    [InlineData("multipart/form-data", "--x\r\n\r\n")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4 never ends")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno header at all\r\n\r\n%PDF-1.4\r\n--x--\r\n")]
    [InlineData("multipart/form-data; boundary=x", "no boundary in here")]
    public async Task A_body_that_is_no_multipart_is_a_bad_request(string type, string body)
    {
        await using var world = await server.NewWorld();

        var refused = await world.Organization.Upload("/v2/attachments", Raw(type, body));

        (refused.Status, refused.Code).Should().Be((400, "bad_request"));
        refused.Hint.Should().NotBeNull();
    }

    [Fact]
    public async Task Without_content_type_an_upload_is_a_bad_request()
    {
        await using var world = await server.NewWorld();

        (await world.Organization.Upload("/v2/attachments", new ByteArrayContent(Uploads.Pdf))).Code.Should().Be("bad_request");
        (await world.Organization.Post("/v2/attachments")).Code.Should().Be("bad_request");
    }

    private static ByteArrayContent Raw(string type, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }
}
