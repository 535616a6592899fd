using System.Globalization;
using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class AttachmentTests(EmulatorServer server)
{
    [Fact]
    [Rule("A56", "A50")]
    public async Task Every_file_is_what_it_says_and_as_long_as_it_says()
    {
        await using var world = await server.NewWorld();

        var attachments = await All(world);

        foreach (var attachment in attachments)
        {
            var file = await world.Nobody.Get(attachment.Text("url")!);

            file.Status.Should().Be(200);
            file.Header("Content-Type").Should().Be(attachment.Text("file_content_type"));
            file.Bytes.Take(4).Should().Equal(FirstBytes(attachment.Text("file_content_type")!));
            attachment.At("file_size").GetRawText().Should().Be($"\"{file.Bytes.Length}\"");
        }

        attachments.Select(attachment => attachment.Text("file_content_type")).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("application/pdf", "image/jpeg", "image/png");
    }

    [Fact]
    public async Task An_attachment_by_id_is_the_one_of_the_transaction_but_for_its_url()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"frozen":true}""");

        foreach (var attachment in await All(world))
        {
            var one = await world.Organization.Get("/v2/attachments/" + attachment.Text("id"));

            one.Json.At("attachment").GetRawText().Should().Be(attachment.GetRawText());
        }
    }

    [Fact]
    public async Task A_transaction_has_five_attachments_at_most_and_mostly_none()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction();

        rows.Should().OnlyContain(row => row.Items("attachment_ids").Count <= 5);
        var without = rows.First(row => row.Items("attachment_ids").Count == 0);
        (await world.Organization.Get($"/v2/transactions/{without.Text("id")}/attachments")).Text.Should().Be("""{"attachments":[]}""");
    }

    [Fact]
    [Rule("A55", "A56")]
    public async Task A_certified_copy_is_a_pdf_of_its_own_and_mostly_there_is_none()
    {
        await using var world = await server.NewWorld();

        var copies = (await All(world)).Select(attachment => attachment.At("probative_attachment")).ToArray();

        copies.Where(copy => copy.Text("status") == "unavailable").Should().HaveCountGreaterThan(copies.Length / 2)
            .And.OnlyContain(copy => copy.Keys().Count() == 1);
        var available = copies.Where(copy => copy.Text("status") == "available").ToArray();
        available.Should().NotBeEmpty();
        foreach (var copy in available)
        {
            var file = await world.Nobody.Get(copy.Text("url")!);

            copy.Text("file_content_type").Should().Be("application/pdf");
            file.Text.Should().StartWith("%PDF-");
            copy.Text("file_size").Should().Be(file.Bytes.Length.ToString(CultureInfo.InvariantCulture));
            copy.Text("file_name").Should().EndWith(".pdf");
        }
    }

    [Theory]
    [InlineData("organization.read")]
    [InlineData("attachment.read")]
    [Rule("A62")]
    public async Task Either_of_two_scopes_opens_attachments(string scope)
    {
        await using var world = await server.NewWorld();
        var transaction = (await world.EveryTransaction("with_attachments=true"))[0];
        var client = await world.SignIn(scope);

        (await client.Get("/v2/attachments/" + transaction.At("attachment_ids.0").GetString())).Status.Should().Be(200);
        (await client.Get($"/v2/transactions/{transaction.Text("id")}/attachments")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("/v2/attachments/{id}")]
    [InlineData("/v2/transactions/{id}/attachments")]
    public async Task What_is_unknown_is_not_found(string path)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get(path.Replace("{id}", OwnSeed.Id(1), StringComparison.Ordinal));

        (reply.Status, reply.Code).Should().Be((404, "not_found"));
    }

    private static async Task<IReadOnlyList<JsonElement>> All(World world)
    {
        var attachments = new List<JsonElement>();
        foreach (var row in await world.EveryTransaction("with_attachments=true"))
            attachments.AddRange((await world.Organization.Get($"/v2/transactions/{row.Text("id")}/attachments")).Json.Items("attachments"));
        attachments.Should().NotBeEmpty();
        return attachments;
    }

    private static byte[] FirstBytes(string contentType) => contentType switch
    {
        "application/pdf" => "%PDF"u8.ToArray(),
        "image/png" => [0x89, (byte)'P', (byte)'N', (byte)'G'],
        _ => [0xFF, 0xD8, 0xFF, 0xE0],
    };
}
