using System.Text;
using System.Text.RegularExpressions;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>How times, money and text are written, seen on the text of the answers and not on what a reader makes of it.</summary>
public sealed partial class ValueFormatTests(EmulatorServer server)
{
    [Fact]
    [Rule("A32")]
    public async Task Times_are_utc_with_milliseconds_and_a_literal_Z()
    {
        await using var world = await server.NewWorld();

        var texts = await EveryAnswer(world);

        foreach (var text in texts)
            LooseTime().Matches(text).Select(time => time.Value).Should().NotContain(time => !StrictTime().IsMatch(time));
        var keys = texts.SelectMany(text => TimeKey().Matches(text)).Select(key => key.Groups["key"].Value).Distinct(StringComparer.Ordinal);
        keys.Should().Contain(["settled_at", "emitted_at", "created_at", "updated_at", "contract_signed_at"]);
        texts.SelectMany(text => LooseTime().Matches(text)).Count(time => !time.Value.EndsWith(".000Z", StringComparison.Ordinal))
            .Should().BeGreaterThan(1000);
    }

    [Fact]
    [Rule("§7")]
    public async Task Dates_are_year_month_and_day()
    {
        await using var world = await server.NewWorld();

        var dates = (await EveryAnswer(world)).SelectMany(text => DateValue().Matches(text).Select(date => date.Groups["value"].Value)).ToArray();

        dates.Should().NotBeEmpty().And.OnlyContain(date => PlainDate().IsMatch(date));
    }

    [Fact]
    [Rule("A20", "A38")]
    public async Task Money_is_written_as_the_shortest_number()
    {
        await using var world = await server.NewWorld();

        var amounts = (await EveryAnswer(world)).SelectMany(text => MoneyNumber().Matches(text).Select(money => money.Groups["value"].Value)).ToArray();

        amounts.Should().OnlyContain(amount => Shortest().IsMatch(amount));
        amounts.Select(amount => amount.Contains('.') ? amount.Split('.')[1].Length : 0).Distinct().Should().BeEquivalentTo([0, 1, 2]);
    }

    [Fact]
    [Rule("A38")]
    public async Task Money_in_strings_has_two_decimals()
    {
        await using var world = await server.NewWorld();

        var amounts = (await EveryAnswer(world)).SelectMany(text => MoneyText().Matches(text)).ToArray();

        amounts.Select(amount => amount.Groups["key"].Value).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("balance", "authorized_balance", "amount");
        amounts.Should().OnlyContain(amount => TwoDecimals().IsMatch(amount.Groups["value"].Value));
    }

    [Fact]
    [Rule("A52", "§6")]
    public async Task Only_five_characters_are_escaped_besides_what_json_demands()
    {
        const string label = "<b>Café & Söhne</b> \"№ 1\" \\ / ' + 日本 😀 \u2028\u2029 \u007f\u00a0";
        using var seed = new OwnSeed().Transaction(1, new { label, note = "one\ntwo\ttab" });
        await using var world = await server.NewWorld(seed.Write());

        var reply = await world.Organization.Get($"/v2/transactions/{OwnSeed.Id(1)}");

        reply.Text.Should().Contain(
            "\"label\":\"\\u003cb\\u003eCafé \\u0026 Söhne\\u003c/b\\u003e \\\"№ 1\\\" \\\\ / ' + 日本 😀 \\u2028\\u2029 \u007f\u00a0\"");
        reply.Text.Should().Contain("\"note\":\"one\\ntwo\\ttab\"");
        reply.Json.Text("transaction.label").Should().Be(label);
        reply.Header("Content-Type").Should().StartWith("application/json");
    }

    [Fact]
    public async Task Answers_are_json_without_blanks_and_of_known_length()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Organization.Get("/v2/labels");

        reply.Header("Content-Length").Should().Be(reply.Bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        reply.Text.Should().Be(Encoding.UTF8.GetString(reply.Bytes)).And.StartWith("{\"labels\":[{\"id\":\"").And.EndWith("}}");
        reply.Text.Should().NotContain("\": ").And.NotContain("\n");
    }

    /// <summary>The text of every read of the first organization, long lists included.</summary>
    private static async Task<IReadOnlyList<string>> EveryAnswer(World world)
    {
        var client = await world.SignIn();
        string[] paths =
        [
            "/v2/organization?include_external_accounts=true", "/v2/bank_accounts", "/v2/statements", "/v2/labels", "/v2/memberships", "/v2/membership",
            "/v2/teams", "/v2/subscription", "/v2/cash_flow_categories", $"/v2/bank_accounts/{await world.MainAccount()}",
        ];
        var texts = new List<string>();
        foreach (var path in paths)
            texts.Add((await client.Get(path)).Text);
        texts.AddRange((await world.EveryTransaction("includes[]=attachments&includes[]=labels&includes[]=vat_details")).Select(row => row.GetRawText()));
        return texts;
    }

    [GeneratedRegex("""\d{4}-\d\d-\d\d[T ]\d[^"]*""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LooseTime();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StrictTime();

    [GeneratedRegex("""
        "(?<key>[a-z_]+_at)":"
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimeKey();

    [GeneratedRegex("""
        "(legal_registration_date|birthdate)":"(?<value>[^"]*)"
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateValue();

    [GeneratedRegex(@"^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainDate();

    [GeneratedRegex("""
        "(amount|local_amount|amount_excluding_vat|vat_amount|settled_balance|balance|authorized_balance)":(?<value>[^",}\]n]+)
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MoneyNumber();

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d?[1-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shortest();

    [GeneratedRegex("""
        "(?<key>balance|authorized_balance|amount)":"(?<value>[^"]*)"
        """, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MoneyText();

    [GeneratedRegex(@"^-?\d+\.\d\d\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TwoDecimals();
}
