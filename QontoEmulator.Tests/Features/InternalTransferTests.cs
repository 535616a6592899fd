using System.Text.Json.Nodes;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class InternalTransferTests(EmulatorServer server)
{
    private const string Path = "/v2/internal_transfers";

    [Fact]
    [Rule("P65", "P53", "P10")]
    public async Task Money_moves_at_once_with_a_row_on_either_account()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var accounts = await world.Accounts();
        var (from, to) = (accounts[0], accounts[1]);
        var (before, other) = (await payer.Balances(), await payer.Balances(to.Text("id")));

        var made = await payer.Member.Post(Path, (await Body(world)).ToJsonString());

        made.Status.Should().Be(200, made.Text);
        var transfer = made.Json.At("internal_transfer");
        transfer.At("amount").GetRawText().Should().Be("250");
        (transfer.Text("slug"), transfer.Text("status"), transfer.Text("amount_currency"), transfer.Text("currency"), transfer.Text("reference")).Should()
            .Be(("ateliers-chimerand-2741-transfer-1", "processing", "EUR", "EUR", "sweep"));
        (await payer.Balances()).Should().Be((before.Balance - 25_000, before.Authorized - 25_000));
        (await payer.Balances(to.Text("id"))).Should().Be((other.Balance + 25_000, other.Authorized + 25_000));
        var (debit, credit) = ((await world.Transactions(from.Text("id")!, "per_page=1", 1))[0], (await world.Transactions(to.Text("id")!, "per_page=1", 1))[0]);
        (debit.Text("side"), debit.Text("operation_type"), debit.Text("subject_type"), debit.Text("label")).Should().Be(("debit", "transfer", "WalletToWallet", to.Text("name")));
        (credit.Text("side"), credit.Text("operation_type"), credit.Text("subject_type"), credit.Text("label")).Should().Be(("credit", "income", "WalletToWallet", from.Text("name")));
        (debit.Text("settled_at"), debit.Text("reference")).Should().Be((credit.Text("settled_at"), credit.Text("reference")));
        (debit.IsNull("initiator_id"), credit.IsNull("initiator_id")).Should().Be((false, true));
        (await world.Control.Get("/_emulator/events?type=v1/transactions")).Json.Items("events").Select(told => (told.Text("data.event"), told.Text("data.status"))).Should()
            .Equal(("created", "completed"), ("created", "completed"));
    }

    [Fact]
    [Rule("P03", "P65")]
    public async Task An_api_key_may_do_it_and_a_key_makes_it_once()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        var before = await payer.Balances();
        var keyed = world.Organization.With("X-Qonto-Idempotency-Key", "sweep-1");
        var body = Payer.With(await Body(world), "internal_transfer.currency", null);
        Payer.With(body, "internal_transfer.amount_currency", "EUR");

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => keyed.Post(Path, body.ToJsonString())));

        replies.Where(reply => reply.Status == 200).Select(reply => reply.Json.Text("internal_transfer.id")).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        (await payer.Balances()).Balance.Should().Be(before.Balance - 25_000);
    }

    [Theory]
    [Rule("P53", "P67")]
    [InlineData("amount", "12.345", 422, "invalid")]
    [InlineData("amount", "0", 422, "invalid")]
    [InlineData("currency", "USD", 422, "invalid")]
    [InlineData("currency", "", 400, "missing_key")]
    [InlineData("debit_iban", "", 400, "missing_key")]
    [InlineData("reference", "100 characters: 78901234567890123456789012345678901234567890123456789012345678901234567890123456789012345", 422, "invalid")]
    [InlineData("amount", "1000000000.00", 400, "insufficient_funds")]
    public async Task A_broken_field_is_refused_with_its_pointer(string field, string value, int status, string code)
    {
        await using var world = await server.NewWorld();
        var body = Payer.With(await Body(world), $"internal_transfer.{field}", value.Length == 0 ? null : value);

        var refused = await world.Organization.Post(Path, body.ToJsonString());

        (refused.Status, refused.Code, refused.Errors[0].Text("source.pointer")).Should().Be((status, code, $"/internal_transfer/{field}"), refused.Text);
    }

    [Fact]
    [Rule("P53", "P13")]
    public async Task A_number_is_no_amount_and_what_is_missing_is_named_with_it()
    {
        await using var world = await server.NewWorld();

        var refused = await world.Organization.Post(Path, """{"internal_transfer":{"amount":250}}""");

        refused.Errors.Should().HaveCount(5).And.Contain(error => error.Text("code") == "not_a_string" && error.Text("detail") == "amount must be a string");
    }

    [Fact]
    [Rule("P67")]
    public async Task An_account_does_not_pay_itself()
    {
        await using var world = await server.NewWorld();
        var body = await Body(world);
        Payer.With(body, "internal_transfer.credit_iban", body["internal_transfer"]!["debit_iban"]!.GetValue<string>());

        var refused = await world.Organization.Post(Path, body.ToJsonString());

        (refused.Status, refused.Code, refused.Errors[0].Text("source.pointer")).Should().Be((422, "invalid", "/internal_transfer/credit_iban"));
    }

    [Fact]
    [Rule("P66", "Q30")]
    public async Task A_masked_iban_is_refused_while_the_switch_is_on()
    {
        await using var world = await server.NewWorld();
        var body = await Body(world);
        var iban = body["internal_transfer"]!["debit_iban"]!.GetValue<string>();
        Payer.With(body, "internal_transfer.debit_iban", $"{iban[..4]} **** **** {iban[^4..]}");

        var refused = await world.Organization.Post(Path, body.ToJsonString());
        await world.Switch("""{"masked-iban-refused":false}""");

        (refused.Status, refused.Code, refused.Errors[0].Text("detail")).Should().Be((400, "not_found", "debit_iban is not found or not active"));
        (await world.Organization.Post(Path, body.ToJsonString())).Status.Should().Be(200);
    }

    [Fact]
    [Rule("P65", "P66")]
    public async Task Closed_external_and_foreign_accounts_take_no_part()
    {
        await using var world = await server.NewWorld();
        var stranger = await world.SignIn(null, "zelie.farfelune@farfelune.example");
        var foreign = (await stranger.Get("/v2/organization")).Json.Text("organization.bank_accounts.0.iban")!;
        foreach (var iban in (string[])[(await world.Accounts())[2].Text("iban")!, foreign, Payer.StrangerIban])
        {
            var refused = await world.Organization.Post(Path, Payer.With(await Body(world), "internal_transfer.credit_iban", iban).ToJsonString());
            (refused.Code, refused.Errors[0].Text("detail")).Should().Be(("not_found", "credit_iban is not found or not active"));
        }
    }

    private static async Task<JsonObject> Body(World world)
    {
        var accounts = await world.Accounts();
        return new()
        {
            ["internal_transfer"] = new JsonObject
            {
                ["debit_iban"] = accounts[0].Text("iban"),
                ["credit_iban"] = accounts[1].Text("iban"),
                ["reference"] = "sweep",
                ["amount"] = "250.00",
                ["currency"] = "EUR",
            },
        };
    }
}
