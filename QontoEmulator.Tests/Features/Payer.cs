using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>A member who pays, the way a program does it: verify, send, approve, send again.</summary>
internal sealed class Payer
{
    /// <summary>An account somewhere else that no seed knows.</summary>
    public const string StrangerIban = "FR7699999000010000000990194";

    public const string Path = "/v2/sepa/transfers";
    public const string BulkPath = "/v2/sepa/bulk_transfers";

    private readonly World world;
    private readonly string? email;

    private Payer(World world, string? email, Client member, string account, IReadOnlyList<JsonElement> beneficiaries)
    {
        this.world = world;
        this.email = email;
        Member = member;
        Account = account;
        Beneficiaries = beneficiaries;
    }

    /// <summary>Approves by the mocked endpoints.</summary>
    public Client Member { get; private set; }

    /// <summary>Id of the main account.</summary>
    public string Account { get; }

    public IReadOnlyList<JsonElement> Beneficiaries { get; }

    /// <summary>Paid without strong authentication; at a bank in the euro area.</summary>
    public JsonElement Trusted => Beneficiaries.First(beneficiary => beneficiary.At("trusted").GetBoolean());

    public JsonElement Untrusted => Beneficiaries.First(beneficiary => !beneficiary.At("trusted").GetBoolean() && beneficiary.Text("status") == "validated");

    public JsonElement With(string status) => Beneficiaries.First(beneficiary => beneficiary.Text("status") == status);

    public static async Task<Payer> In(World world, string? email = null)
    {
        var member = await SignIn(world, email);
        var organization = (await member.Get("/v2/organization")).Json;
        return new(
            world, email, member, organization.Text("organization.bank_accounts.0.id")!,
            await member.All("/v2/sepa/beneficiaries", "beneficiaries"));
    }

    /// <summary>A body as it would be sent; a field set to null is left out.</summary>
    public static JsonObject With(JsonObject body, string place, JsonNode? value)
    {
        var steps = place.Split('.');
        var inner = steps[..^1].Aggregate((JsonNode)body, (at, step) => int.TryParse(step, CultureInfo.InvariantCulture, out var index) ? at[index]! : at[step]!).AsObject();
        inner.Remove(steps[^1]);
        if (value is not null)
            inner[steps[^1]] = value;
        return body;
    }

    public async Task<string> Verify(params string[] ibans)
    {
        if (ibans is [var one])
            return (await Member.Post("/v2/sepa/verify_payee", new JsonObject { ["iban"] = one, ["beneficiary_name"] = "Whoever" }.ToJsonString())).Json.Text("proof_token.token")!;
        var requests = new JsonArray([.. ibans.Select((iban, place) => new JsonObject { ["id"] = $"{place}", ["iban"] = iban, ["beneficiary_name"] = "Whoever" })]);
        return (await Member.Post("/v2/sepa/bulk_verify_payee", new JsonObject { ["requests"] = requests }.ToJsonString())).Json.Text("proof_token.token")!;
    }

    /// <summary>To a known beneficiary, by id, with a fresh proof token.</summary>
    public async Task<JsonObject> To(JsonElement beneficiary, string amount = "149.90", string reference = "INV-2201") => new()
    {
        ["vop_proof_token"] = await Verify(beneficiary.Text("iban")!),
        ["transfer"] = new JsonObject
        {
            ["bank_account_id"] = Account,
            ["beneficiary_id"] = beneficiary.Text("id"),
            ["amount"] = amount,
            ["reference"] = reference,
        },
    };

    /// <summary>To somebody described in the body.</summary>
    public async Task<JsonObject> Inline(string iban = StrangerIban, string name = "Atelier Morvan", string amount = "12") => new()
    {
        ["vop_proof_token"] = await Verify(iban),
        ["transfer"] = new JsonObject
        {
            ["bank_account_id"] = Account,
            ["beneficiary"] = new JsonObject { ["name"] = name, ["iban"] = iban },
            ["amount"] = amount,
            ["reference"] = "deposit",
        },
    };

    /// <summary>Items for a bulk to known beneficiaries, 10 euros each.</summary>
    public async Task<JsonObject> Bulk(params JsonElement[] beneficiaries) => new()
    {
        ["vop_proof_token"] = await Verify([.. beneficiaries.Select(beneficiary => beneficiary.Text("iban")!)]),
        ["bank_account_id"] = Account,
        ["bulk_transfers"] = new JsonArray([.. beneficiaries.Select((beneficiary, place) => new JsonObject
        {
            ["client_transfer_id"] = OwnSeed.Id(place + 1),
            ["beneficiary_id"] = beneficiary.Text("id"),
            ["amount"] = "10.00",
            ["reference"] = string.Create(CultureInfo.InvariantCulture, $"item {place}"),
        })]),
    };

    public Task<Reply> Send(JsonObject body, string path = Path) => Member.Post(path, body.ToJsonString());

    /// <summary>Sends, approves when asked, and sends again.</summary>
    public async Task<Reply> Pay(JsonObject body, string path = Path)
    {
        var first = await Send(body, path);
        if (first.Status != 428)
            return first;
        var token = first.Json.Text("sca_session_token")!;
        (await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/allow")).Status.Should().Be(200);
        return await Member.With("X-Qonto-Sca-Session-Token", token).Post(path, body.ToJsonString());
    }

    /// <summary>A transfer that was created.</summary>
    public async Task<JsonElement> Paid(JsonObject body)
    {
        var reply = await Pay(body);
        reply.Status.Should().Be(200, reply.Text);
        return reply.Json.At("transfer");
    }

    public async Task<JsonElement> Show(JsonElement transfer) => (await world.Organization.Get($"{Path}/{transfer.Text("id")}")).Json.At("transfer");

    public async Task<JsonElement> Transaction(JsonElement transfer) =>
        (await world.Organization.Get($"/v2/transactions/{(await Show(transfer)).Text("transaction_id")}")).Json.At("transaction");

    /// <summary>Balance and authorized balance of the main account in cents.</summary>
    public async Task<(long Balance, long Authorized)> Balances(string? account = null)
    {
        var found = (await world.Organization.Get($"/v2/bank_accounts/{account ?? Account}")).Json.At("bank_account");
        return (found.At("balance_cents").GetInt64(), found.At("authorized_balance_cents").GetInt64());
    }

    public async Task<string> Upload() => (await Member.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Json.Text("attachment.id")!;

    /// <summary>Stops the clock on a Tuesday that is an ordinary business day.</summary>
    public Task FreezeOnTuesday() => Freeze("2026-12-01T10:00:00Z");

    public async Task Freeze(string now)
    {
        (await world.Control.Put("/_emulator/clock", $$"""{"now":"{{now}}","frozen":true}""")).Status.Should().Be(200);
        await SignInAgain();
    }

    /// <summary>Access tokens live an hour of the workspace's clock.</summary>
    public async Task SignInAgain() => Member = await SignIn(world, email);

    private static async Task<Client> SignIn(World world, string? email) => (await world.SignIn(null, email)).With("X-Qonto-2fa-Preference", "mock");
}
