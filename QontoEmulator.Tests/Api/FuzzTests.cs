using Bogus;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

/// <summary>Thousands of requests with broken parameters, the same ones in every run. The client holds each answer against the contract.</summary>
[Rule("§6", "§7")]
public sealed class FuzzTests(EmulatorServer server)
{
    private static readonly string[] Names =
    [
        "page", "current_page", "per_page", "sort_by", "status[]", "status", "side", "operation_type[]", "includes[]", "with_attachments", "iban",
        "bank_account_id", "bank_account_ids[]", "ibans[]", "period_from", "period_to", "settled_at_from", "settled_at_to", "updated_at_from", "emitted_at_to",
        "created_at_from", "link_type", "include_external_accounts", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Signature", "unknown", "",
    ];

    private static readonly string[] Values =
    [
        "", "0", "1", "-1", "2", "99999999999999999999", "1e9", "true", "null", "completed", "settled_at:desc", "settled_at:", ":desc", ":", "a,b,,c",
        "0001-01-01", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-02-30", "01-0001", "12-9999", "00-2026",
        "20260101T000000Z", "\u0000", "\u0001\u001f", "<>&\"'\\", "\u2028", "é", "💥", "%00", "%", "../..", "{}", "[]", "00000000-0000-0000-0000-000000000000",
        "FR7616958000010000000001110", "vat_details,labels,attachments", "AKIA/20260101/x", "٣", "\ufeff1", " 1 ", "+1",
    ];

    [Fact]
    public async Task No_query_and_no_id_breaks_a_read()
    {
        await using var world = await server.NewWorld();
        Client[] callers = [world.Organization, world.Organization, await world.SignIn(), await world.SignIn(), world.Nobody];
        var ids = await Ids(world);
        var random = new Randomizer(4711);
        var routes = BuiltRoutes.All.Where(route => route.Method == "GET" && !route.Path.StartsWith("/_emulator", StringComparison.Ordinal))
            .Select(route => route.Path).Order(StringComparer.Ordinal).ToArray();
        var requests = Enumerable.Range(0, 3000).Select(number => (Caller: random.ArrayElement(callers), Path: Request(random, routes[number % routes.Length], ids))).ToArray();

        var replies = new Reply[requests.Length];
        await Parallel.ForAsync(0, requests.Length, TestContext.Current.CancellationToken, async (i, _) => replies[i] = await requests[i].Caller.Get(requests[i].Path));

        for (var i = 0; i < replies.Length; i++)
        {
            replies[i].Status.Should().BeOneOf([200, 303, 400, 401, 403, 404, 410, 422], requests[i].Path);
            (replies[i].Hint ?? "").Should().MatchRegex("^[ -~]{0,512}$", requests[i].Path);
        }

        replies.GroupBy(reply => reply.Status).Where(status => status.Count() > 100).Select(status => status.Key).Should()
            .Contain([200, 400, 401, 404], "the fuzz reaches all of it");
    }

    private static async Task<string[]> Ids(World world)
    {
        var account = await world.MainAccount();
        var transactions = (await world.Organization.Get($"/v2/transactions?bank_account_id={account}&with_attachments=true&per_page=5")).Json.Items("transactions");
        var statements = (await world.Organization.Get("/v2/statements?per_page=1")).Json.Items("statements");
        var labels = (await world.Organization.Get("/v2/labels?per_page=1")).Json.Items("labels");
        return
        [
            account, .. transactions.Concat(statements).Concat(labels).Select(item => item.Text("id")!),
            .. transactions.Select(transaction => transaction.Text("attachment_ids.0")!),
        ];
    }

    private static string Request(Randomizer random, string route, string[] ids)
    {
        var path = string.Join('/', route.Split('/').Select(part => part.StartsWith('{') ? Uri.EscapeDataString(Id(random, ids)) : part));
        var pairs = Enumerable.Range(0, random.Int(0, 4)).Select(_ => $"{random.ArrayElement(NamesFor(route))}={Value(random)}");
        var known = random.Bool() ? $"bank_account_id={ids[0]}&" : "";
        return $"{path}?per_page=2&{known}{string.Join('&', pairs)}";
    }

    // Section 7 refuses a bad includes[] with a code that the operation itself does not list.
    private static string[] NamesFor(string route) => route is "/v2/transactions/{id}" ? [.. Names.Except(["includes[]"], StringComparer.Ordinal)] : Names;

    // A segment must not be empty, nor be taken for a step up.
    private static string Id(Randomizer random, string[] ids) =>
        random.Bool() ? random.ArrayElement(ids) : "x" + random.ArrayElement(Values).Replace("\0", "", StringComparison.Ordinal);

    private static string Value(Randomizer random) => random.Int(0, 9) switch
    {
        0 => random.String2(random.Int(1, 300), "%&=+;,/?#"),
        1 => Uri.EscapeDataString(random.Utf16String(1, 20)),
        2 => string.Concat(Enumerable.Range(0, random.Int(1, 8)).Select(_ => $"%{random.Int(0, 255):X2}")),
        _ => Uri.EscapeDataString(random.ArrayElement(Values)),
    };
}
