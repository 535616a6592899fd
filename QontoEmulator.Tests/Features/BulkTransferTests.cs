using System.Text.Json;
using System.Text.Json.Nodes;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class BulkTransferTests(EmulatorServer server)
{
    [Fact]
    [Rule("P57", "P58", "P61", "P10", "P07")]
    public async Task Items_are_made_after_the_answer_and_become_transfers()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var body = await payer.Bulk(payer.Trusted, payer.Untrusted);

        var challenge = await payer.Send(body, Payer.BulkPath);
        (challenge.Status, challenge.Json.Text("action_type")).Should().Be((428, "transfer.bulk.create"));
        var accepted = await payer.Pay(body, Payer.BulkPath);
        accepted.Status.Should().Be(200, accepted.Text);
        var bulk = accepted.Json.At("bulk_transfer");
        Counts(bulk).Should().Be((2, 0, 2, 0));
        bulk.Items("results").Should().OnlyContain(result => result.Text("status") == "pending" && result.IsNull("transfer_id") && result.IsNull("errors"));

        await world.Advance("PT1S");
        var made = await Show(world, bulk);
        Counts(made).Should().Be((2, 2, 0, 0));
        made.Text("updated_at").Should().NotBe(bulk.Text("updated_at"));
        var ids = made.Items("results").Select(result => result.Text("transfer_id")).ToArray();
        var transfers = (await world.Organization.Get($"{Payer.Path}?ids[]={ids[0]}&ids[]={ids[1]}")).Json.Items("transfers");
        transfers.Should().HaveCount(2).And.OnlyContain(transfer => transfer.Text("status") == "pending" && transfer.At("amount_cents").GetInt64() == 1_000);
        await world.Advance("PT3S");
        (await payer.Show(transfers[0])).Text("status").Should().Be("settled");
        (await world.Organization.Get(Payer.BulkPath)).Json.Text("bulk_transfers.0.id").Should().Be(bulk.Text("id"), "the newest change comes first");
    }

    [Fact]
    [Rule("P12")]
    public async Task A_bulk_to_trusted_beneficiaries_needs_no_approval()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);

        (await payer.Send(await payer.Bulk(payer.Trusted), Payer.BulkPath)).Status.Should().Be(200, "a token of a single verification serves for one IBAN");
    }

    [Fact]
    [Rule("P59", "P47", "P48", "P46", "P91", "P44", "P22", "P54")]
    public async Task Items_that_break_a_rule_fail_alone()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var own = (await world.Accounts())[1].Text("iban")!;
        var someone = payer.Untrusted;
        var body = await payer.Bulk(someone, someone, someone, someone, someone, someone, someone);
        Payer.With(body, "vop_proof_token", await payer.Verify(someone.Text("iban")!, own, Payer.StrangerIban));
        Payer.With(body, "bulk_transfers.1.amount", "30000.01");
        Payer.With(body, "bulk_transfers.2.attachment_ids", new JsonArray([.. Enumerable.Range(1, 6).Select(number => JsonValue.Create(OwnSeed.Id(number)))]));
        Payer.With(body, "bulk_transfers.3.scheduled_date", "2020-01-01");
        Payer.With(body, "bulk_transfers.4.beneficiary_id", OwnSeed.Id(1));
        Inline(body, 5, own);
        Inline(body, 6, Payer.StrangerIban);

        var bulk = (await payer.Pay(body, Payer.BulkPath)).Json.At("bulk_transfer");
        await world.Advance("PT1S");

        var made = await Show(world, bulk);
        Counts(made).Should().Be((7, 2, 0, 5));
        made.Items("results").Select(result => result.Text("status")).Should().Equal("completed", "failed", "failed", "failed", "failed", "failed", "completed");
        Error(made, 1).Should().Be(("missing_attachment", "/bulk_transfers/1/attachment_ids"));
        Error(made, 2).Should().Be(("above_max_size", "/bulk_transfers/2/attachment_ids"));
        Error(made, 3).Should().Be(("invalid", "/bulk_transfers/3/scheduled_date"));
        Error(made, 4).Should().Be(("not_found", "/bulk_transfers/4/beneficiary_id"));
        Error(made, 5).Should().Be(("transfer_to_same_organization", "/bulk_transfers/5/beneficiary/iban"));
        (await payer.Member.Get("/v2/sepa/beneficiaries?iban[]=" + Payer.StrangerIban)).Json.Text("beneficiaries.0.status").Should().Be("validated");
    }

    [Fact]
    [Rule("P59")]
    public async Task An_item_that_the_account_cannot_pay_fails()
    {
        await using var world = await server.NewWorld("germany");
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var body = await payer.Bulk(payer.Untrusted, payer.Untrusted);
        Payer.With(body, "bulk_transfers.0.amount", "29999.00");
        Payer.With(body, "bulk_transfers.1.amount", "29999.00");

        var bulk = (await payer.Pay(body, Payer.BulkPath)).Json.At("bulk_transfer");
        await world.Advance("PT1S");

        var made = await Show(world, bulk);
        made.At("failed_count").GetInt32().Should().BePositive();
        Error(made, 1).Should().Be(("insufficient_funds", "/bulk_transfers/1/amount"));
    }

    [Fact]
    [Rule("P60", "P27", "P35", "P24", "Q33")]
    public async Task The_proof_token_must_be_of_exactly_the_ibans_that_are_paid()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = await payer.Bulk(payer.Trusted, payer.Trusted);
        var others = Payer.With(await payer.Bulk(payer.Trusted), "vop_proof_token", await payer.Verify(payer.Trusted.Text("iban")!, Payer.StrangerIban));

        (await payer.Send(body, Payer.BulkPath)).Status.Should().Be(200);
        var invalid = await payer.Send(others, Payer.BulkPath);
        var missing = await payer.Send(Payer.With(others, "vop_proof_token", null), Payer.BulkPath);
        await world.Switch("""{"bulk-needs-vop":false}""");

        (invalid.Status, invalid.Code).Should().Be((401, "vop_proof_token_invalid"));
        (missing.Status, missing.Code).Should().Be((401, "vop_proof_token_missing"));
        (await payer.Send(others, Payer.BulkPath)).Status.Should().Be(200);
    }

    [Fact]
    [Rule("P13", "P53", "P54")]
    public async Task A_call_that_fails_as_a_whole_leaves_nothing()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var before = await State(world);
        var body = (await payer.Bulk(payer.Trusted, payer.Trusted)).ToJsonString();
        JsonObject Fresh() => JsonNode.Parse(body)!.AsObject();
        var many = Fresh();
        for (var place = many["bulk_transfers"]!.AsArray().Count; place <= 400; place++)
            many["bulk_transfers"]!.AsArray().Add(many["bulk_transfers"]![0]!.DeepClone());
        (JsonObject Body, string Code, string Pointer)[] cases =
        [
            (Payer.With(Fresh(), "bulk_transfers.1.amount", 10), "not_a_string", "/bulk_transfers/1/amount"),
            (Payer.With(Fresh(), "bulk_transfers.1.amount", "1.234"), "invalid", "/bulk_transfers/1/amount"),
            (Payer.With(Fresh(), "bulk_transfers.0.reference", null), "missing_key", "/bulk_transfers/0/reference"),
            (Payer.With(Fresh(), "bulk_transfers.1.client_transfer_id", OwnSeed.Id(1)), "invalid", "/bulk_transfers/1/client_transfer_id"),
            (Payer.With(Fresh(), "bulk_transfers.1.client_transfer_id", "mine"), "invalid", "/bulk_transfers/1/client_transfer_id"),
            (Payer.With(Fresh(), "bulk_transfers", new JsonArray()), "above_max_size", "/bulk_transfers"),
            (many, "above_max_size", "/bulk_transfers"),
            (Payer.With(Fresh(), "bulk_transfers", null), "missing_key", "/bulk_transfers"),
            (Payer.With(Fresh(), "bank_account_id", OwnSeed.Id(1)), "bank_account_not_found", "/bank_account_id"),
            (Payer.With(Fresh(), "vop_proof_token", 7), "not_a_string", "/vop_proof_token"),
        ];

        foreach (var (sent, code, pointer) in cases)
        {
            var refused = await payer.Send(sent, Payer.BulkPath);
            (refused.Status, refused.Errors[0].Text("code"), refused.Errors[0].Text("source.pointer")).Should().Be((400, code, pointer), refused.Text);
        }

        await world.Advance("PT10S");
        (await State(world)).Should().Be(before);
    }

    [Fact]
    [Rule("P58")]
    public async Task Four_hundred_items_are_accepted()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var body = await payer.Bulk(payer.Trusted);
        for (var number = 2; number <= 400; number++)
        {
            var item = body["bulk_transfers"]![0]!.DeepClone();
            item["client_transfer_id"] = OwnSeed.Id(number);
            item["amount"] = "0.01";
            body["bulk_transfers"]!.AsArray().Add(item);
        }

        var bulk = (await payer.Send(body, Payer.BulkPath)).Json.At("bulk_transfer");
        await world.Advance("PT1S");

        Counts(await Show(world, bulk)).Should().Be((400, 400, 0, 0));
    }

    [Theory]
    [Rule("P01", "P02", "P57", "P58", "P59")]
    [InlineData("default")]
    [InlineData("bare-sandbox")]
    [InlineData("germany")]
    public async Task Every_seed_has_bulks_whose_counts_add_up(string seed)
    {
        await using var world = await server.NewWorld(seed);
        var transfers = (await world.Organization.All(Payer.Path, "transfers")).Ids().ToArray();
        var list = (await world.Organization.Get(Payer.BulkPath)).Json;

        list.At("meta.per_page").GetInt32().Should().Be(100);
        var bulks = list.Items("bulk_transfers");
        bulks.Should().HaveCountGreaterThan(1);
        bulks.Select(bulk => bulk.Text("updated_at")).Should().BeInDescendingOrder(StringComparer.Ordinal);
        bulks.Should().Contain(bulk => bulk.At("failed_count").GetInt32() == 1).And.OnlyContain(bulk => bulk.At("total_count").GetInt32() == bulk.Items("results").Count);
        bulks.SelectMany(bulk => bulk.Items("results")).Where(result => !result.IsNull("transfer_id")).Select(result => result.Text("transfer_id")).Should().BeSubsetOf(transfers);
        (await world.Organization.Get($"{Payer.BulkPath}/{OwnSeed.Id(1)}")).Code.Should().Be("not_found");
        (await world.Nobody.Get(Payer.BulkPath)).Code.Should().Be("unauthorized");
        (await (await world.SignIn("payment.write")).Get(Payer.BulkPath)).Code.Should().Be("forbidden");
    }

    private static void Inline(JsonObject body, int place, string iban)
    {
        Payer.With(body, $"bulk_transfers.{place}.beneficiary_id", null);
        Payer.With(body, $"bulk_transfers.{place}.beneficiary", new JsonObject { ["name"] = "Somebody", ["iban"] = iban });
    }

    private static async Task<JsonElement> Show(World world, JsonElement bulk) => (await world.Organization.Get($"{Payer.BulkPath}/{bulk.Text("id")}")).Json.At("bulk_transfer");

    private static (int Total, int Completed, int Pending, int Failed) Counts(JsonElement bulk) => (
        bulk.At("total_count").GetInt32(), bulk.At("completed_count").GetInt32(), bulk.At("pending_count").GetInt32(), bulk.At("failed_count").GetInt32());

    private static (string? Code, string? Pointer) Error(JsonElement bulk, int place) =>
        (bulk.Text($"results.{place}.errors.0.code"), bulk.Text($"results.{place}.errors.0.source.pointer"));

    private static async Task<string> State(World world) =>
        (await world.Organization.Get(Payer.BulkPath)).Text + (await world.Organization.Get(Payer.Path)).Text + (await world.Organization.Get("/v2/bank_accounts")).Text;
}
