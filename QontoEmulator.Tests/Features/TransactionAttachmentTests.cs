using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class TransactionAttachmentTests(EmulatorServer server)
{
    [Fact]
    [Rule("A54")]
    [Rule("A31")]
    [Rule("A32")]
    [Rule("A91")]
    public async Task An_upload_appears_on_its_transaction_and_moves_updated_at()
    {
        await using var world = await server.NewWorld();
        var id = await world.PlainTransaction();
        var before = await Show(world, id);

        var uploaded = await Attach(world, id, "reçu.pdf");

        (uploaded.Status, uploaded.Text).Should().Be((200, "{}"));
        var attachment = (await List(world, id)).Should().ContainSingle().Subject;
        attachment.Text("file_name").Should().Be("reçu.pdf");
        var after = await Show(world, id);
        after.Items("attachment_ids").Should().ContainSingle().Which.GetString().Should().Be(attachment.Text("id"));
        string.CompareOrdinal(after.Text("updated_at"), before.Text("updated_at")).Should().BePositive();
        new[] { after.Text("updated_at"), attachment.Text("created_at") }.Should().AllSatisfy(time =>
            time.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
        (after.Text("label"), after.Text("settled_at"), after.At("amount_cents").GetInt64()).Should()
            .Be((before.Text("label"), before.Text("settled_at"), before.At("amount_cents").GetInt64()));

        var account = after.Text("bank_account_id");
        (await world.Organization.Get($"/v2/transactions?bank_account_id={account}&sort_by=updated_at:desc&per_page=1")).Json
            .Text("transactions.0.id").Should().Be(id);
        (await world.Organization.Get($"/v2/transactions?bank_account_id={account}&with_attachments=true&per_page=100")).Json.Items("transactions")
            .Should().Contain(transaction => transaction.Text("id") == id);
        (await world.Organization.Get($"/v2/transactions/{id}?includes[]=attachments")).Json.Text("transaction.attachments.0.id").Should().Be(attachment.Text("id"));
    }

    [Fact]
    [Rule("A53")]
    public async Task A_transaction_takes_five()
    {
        await using var world = await server.NewWorld();
        var id = await world.PlainTransaction();

        for (var i = 0; i < 5; i++)
            (await Attach(world, id)).Status.Should().Be(200);
        var refused = await Attach(world, id);

        (refused.Status, refused.Code).Should().Be((422, "too_many_attachments"));
        (await List(world, id)).Should().HaveCount(5);
    }

    [Fact]
    [Rule("A53")]
    public async Task What_is_no_accepted_file_leaves_the_transaction_alone()
    {
        await using var world = await server.NewWorld();
        var id = await world.PlainTransaction();

        var kind = await world.Organization.Upload($"/v2/transactions/{id}/attachments", Uploads.Of("hello"u8.ToArray(), "notes.txt", type: "application/pdf"));
        var size = await world.Organization.Upload($"/v2/transactions/{id}/attachments", Uploads.Of([.. Uploads.Png, .. new byte[15 * 1024 * 1024]], "photo.png"));

        (kind.Status, kind.Code).Should().Be((422, "invalid_file_type"));
        (size.Status, size.Code).Should().Be((422, "file_too_large"));
        (await List(world, id)).Should().BeEmpty();
    }

    [Fact]
    [Rule("A54")]
    public async Task With_a_delay_an_upload_appears_when_it_is_processed()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"attachment-delay-seconds":30}""");
        (await world.Control.Get("/_emulator/switches")).Json.At("attachment_delay_seconds").GetDouble().Should().Be(30);
        var id = await world.PlainTransaction();
        var before = await Show(world, id);

        for (var i = 0; i < 5; i++)
            (await Attach(world, id)).Status.Should().Be(200);

        (await Attach(world, id)).Code.Should().Be("too_many_attachments", "those in processing count");
        (await List(world, id)).Should().BeEmpty();
        (await Show(world, id)).GetRawText().Should().Be(before.GetRawText());
        await world.Advance("PT31S");
        (await List(world, id)).Should().HaveCount(5);
        (await Show(world, id)).Text("updated_at").Should().NotBe(before.Text("updated_at"));

        await world.Switch("""{"attachment-delay-seconds":null}""");
        (await world.Control.Get("/_emulator/switches")).Json.At("attachment_delay_seconds").GetDouble().Should().Be(0);
        (await world.Control.Patch("/_emulator/switches", """{"attachment-delay-seconds":-1}""")).Status.Should().Be(400);
    }

    [Fact]
    [Rule("A31")]
    [Rule("A91")]
    public async Task Removing_one_takes_the_link_and_leaves_the_file()
    {
        await using var world = await server.NewWorld();
        var id = await world.PlainTransaction();
        await Attach(world, id, "une.pdf");
        await Attach(world, id, "deux.pdf");
        var attachments = await List(world, id);
        var before = await Show(world, id);
        await world.Advance("PT1S");

        var removed = await world.Organization.Delete($"/v2/transactions/{id}/attachments/{attachments[0].Text("id")}");

        (removed.Status, removed.Bytes.Length).Should().Be((200, 0));
        (await List(world, id)).Should().ContainSingle().Which.Text("id").Should().Be(attachments[1].Text("id"));
        string.CompareOrdinal((await Show(world, id)).Text("updated_at"), before.Text("updated_at")).Should().BePositive();
        (await world.Organization.Get($"/v2/attachments/{attachments[0].Text("id")}")).Status.Should().Be(200);
        (await world.Organization.Delete($"/v2/transactions/{id}/attachments/{attachments[0].Text("id")}")).Code.Should().Be("not_found");
    }

    [Fact]
    [Rule("A31")]
    [Rule("A91")]
    public async Task Removing_all_leaves_none_and_is_no_change_when_there_were_none()
    {
        await using var world = await server.NewWorld();
        var id = await world.PlainTransaction();
        var before = await Show(world, id);

        (await world.Organization.Delete($"/v2/transactions/{id}/attachments")).Status.Should().Be(200);
        (await Show(world, id)).GetRawText().Should().Be(before.GetRawText());
        await Attach(world, id);
        await Attach(world, id);
        var removed = await world.Organization.Delete($"/v2/transactions/{id}/attachments");

        (removed.Status, removed.Bytes.Length).Should().Be((200, 0));
        (await List(world, id)).Should().BeEmpty();
        (await Show(world, id)).Items("attachment_ids").Should().BeEmpty();
    }

    [Fact]
    [Rule("A63")]
    public async Task Unknown_foreign_and_unlinked_ids_are_not_found()
    {
        await using var world = await server.NewWorld();
        var id = await world.PlainTransaction();
        var free = (await world.Organization.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Json.Text("attachment.id");
        var stranger = await world.SignIn(null, "zelie.farfelune@farfelune.example");

        foreach (var reply in new[]
                 {
                     await Attach(world, "no-uuid"),
                     await Attach(world, "018f3e4d-0000-7000-8000-000000000001"),
                     await stranger.Upload($"/v2/transactions/{id}/attachments", Uploads.Of(Uploads.Pdf)),
                     await stranger.Delete($"/v2/transactions/{id}/attachments"),
                     await world.Organization.Delete("/v2/transactions/no-uuid/attachments"),
                     await world.Organization.Delete($"/v2/transactions/{id}/attachments/no-uuid"),
                     await world.Organization.Delete($"/v2/transactions/{id}/attachments/{free}"),
                     await stranger.Get($"/v2/attachments/{free}"),
                 })
        {
            (reply.Status, reply.Code).Should().Be((404, "not_found"));
        }

        (await List(world, id)).Should().BeEmpty();
    }

    [Fact]
    [Rule("Q49")]
    public async Task A_reversed_transaction_can_be_written_under_its_switch_only()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"transaction-status-reversed":true}""");
        var declined = await world.Organization.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}&status[]=declined");
        var id = declined.Json.Items("transactions").First(transaction => transaction.Text("status") == "reversed").Text("id")!;
        (await Attach(world, id)).Status.Should().Be(200);
        await world.Switch("""{"transaction-status-reversed":false}""");

        (await Attach(world, id)).Code.Should().Be("not_found");
        (await world.Organization.Get($"/v2/transactions/{id}/attachments")).Code.Should().Be("not_found");
        var assigned = await (await world.SignIn()).Post("/v2/cash_flow_categories/unassignments", $$"""{"transaction_ids":["{{id}}"]}""");
        assigned.Code.Should().Be("not_found");
    }

    [Fact]
    [Rule("A62")]
    public async Task Removing_needs_its_scope()
    {
        await using var world = await server.NewWorld();
        var reader = await world.SignIn("attachment.read organization.read");
        var id = await world.PlainTransaction();

        (await reader.Delete($"/v2/transactions/{id}/attachments")).Code.Should().Be("forbidden");
        (await reader.Delete($"/v2/transactions/{id}/attachments/{id}")).Code.Should().Be("forbidden");
    }

    private static Task<Reply> Attach(World world, string id, string name = "facture.pdf") =>
        world.Organization.Upload($"/v2/transactions/{id}/attachments", Uploads.Of(Uploads.Pdf, name));

    private static async Task<JsonElement> Show(World world, string id) => (await world.Organization.Get($"/v2/transactions/{id}")).Json.At("transaction");

    private static async Task<IReadOnlyList<JsonElement>> List(World world, string id) =>
        (await world.Organization.Get($"/v2/transactions/{id}/attachments")).Json.Items("attachments");
}
