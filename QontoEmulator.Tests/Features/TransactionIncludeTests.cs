using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>What a transaction carries along when asked, and one transaction by itself.</summary>
public sealed class TransactionIncludeTests(EmulatorServer server)
{
    private static readonly string[] Extras = ["vat_details", "labels", "attachments"];

    [Theory]
    [InlineData("")]
    [InlineData("includes[]=vat_details", "vat_details")]
    [InlineData("includes[]=labels", "labels")]
    [InlineData("includes=attachments", "attachments")]
    [InlineData("includes[]=attachments&includes[]=labels", "labels", "attachments")]
    [InlineData("includes=labels,vat_details,attachments", "vat_details", "labels", "attachments")]
    [Rule("A17", "§7")]
    public async Task Only_what_was_asked_for_is_included(string query, params string[] expected)
    {
        await using var world = await server.NewWorld();
        var main = await world.MainAccount();

        var list = await world.Organization.Get($"/v2/transactions?bank_account_id={main}&{query}");
        var one = await world.Organization.Get($"/v2/transactions/{list.Json.Text("transactions.0.id")}?{query}");

        list.Json.Items("transactions").Should().OnlyContain(row => row.Keys().Intersect(Extras, StringComparer.Ordinal).SequenceEqual(expected));
        one.Json.At("transaction").Keys().Intersect(Extras, StringComparer.Ordinal).Should().Equal(expected);
    }

    [Fact]
    [Rule("§7")]
    public async Task What_cannot_be_included_is_refused_on_one_transaction_as_on_the_list()
    {
        await using var world = await server.NewWorld();
        var id = (await world.EveryTransaction(""))[0].Text("id");

        var refused = await world.Organization.Get($"/v2/transactions/{id}?includes[]=everything");

        refused.Status.Should().Be(400, refused.Text);
        refused.Code.Should().Be("not_in_list");
    }

    [Fact]
    [Rule("A17")]
    public async Task Labels_and_attachments_are_those_of_the_ids_and_empty_without()
    {
        await using var world = await server.NewWorld();
        var labels = await world.Organization.All("/v2/labels", "labels");
        var byId = labels.ToDictionary(label => label.Text("id")!, label => label.ToString(), StringComparer.Ordinal);

        var rows = await world.EveryTransaction("includes[]=labels&includes[]=attachments");

        foreach (var row in rows)
            row.Items("labels").Select(label => label.ToString()).Should().Equal(row.Items("label_ids").Select(id => byId[id.GetString()!]));
        rows.Should().OnlyContain(row => row.Items("attachments").Ids().SequenceEqual(row.Items("attachment_ids").Select(id => id.GetString())));
        foreach (var name in Extras[1..])
            rows.Should().Contain(row => row.Items(name).Count == 0).And.Contain(row => row.Items(name).Count > 1);
    }

    [Fact]
    [Rule("A17", "A27")]
    public async Task Vat_details_split_the_vat_and_what_is_left_of_the_amount()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction("includes[]=vat_details");

        foreach (var row in rows.Where(row => row.Items("vat_details.items").Count > 0))
        {
            var parts = row.Items("vat_details.items");
            decimal Sum(string name) => parts.Sum(part => part.At(name).GetDecimal());
            Sum("amount_cents").Should().Be(row.At("vat_amount_cents").GetDecimal());
            Sum("amount").Should().Be(row.At("vat_amount").GetDecimal());
            (Sum("amount_cents") + Sum("amount_excluding_vat_cents")).Should().Be(row.At("amount_cents").GetDecimal());
            (Sum("amount") + Sum("amount_excluding_vat")).Should().Be(row.At("amount").GetDecimal());
            foreach (var part in parts)
            {
                var vat = part.At("amount_excluding_vat_cents").GetDecimal() * part.At("rate").GetDecimal() / 100;
                part.At("amount_cents").GetDecimal().Should().BeApproximately(vat, 1);
            }
        }

        var byRate = rows.ToLookup(row => row.At("vat_rate").ToString(), row => row.Items("vat_details.items"), StringComparer.Ordinal);
        byRate["-1"].Should().OnlyContain(parts => parts.Count > 1);
        byRate["20"].Should().OnlyContain(parts => parts.Count == 1 && parts[0].At("rate").GetDecimal() == 20);
        byRate[""].Should().OnlyContain(parts => parts.Count == 0);
    }

    [Fact]
    [Rule("A27")]
    public async Task A_rate_is_written_as_it_came()
    {
        using var seed = new OwnSeed();
        seed.Transaction(1, new { amount_cents = 11900, vat_rate = JsonDocument.Parse("19.0").RootElement, vat_amount_cents = 1900 });
        seed.Transaction(2, new { amount_cents = 12000, vat_rate = JsonDocument.Parse("20").RootElement, vat_amount_cents = 2000 });
        await using var world = await server.NewWorld(seed.Write());

        var rows = await world.Transactions(OwnSeed.Account, "sort_by=settled_at:asc");

        rows.Select(row => row.At("vat_rate").GetRawText()).Should().Equal("19.0", "20");
    }

    [Fact]
    public async Task A_transaction_by_id_is_the_row_of_the_list_whatever_its_status()
    {
        await using var world = await server.NewWorld();
        var all = await world.Transactions(await world.MainAccount());

        foreach (var row in all.DistinctBy(row => row.Text("status"), StringComparer.Ordinal))
        {
            var one = await world.Organization.Get($"/v2/transactions/{row.Text("id")}");

            one.Json.At("transaction").GetRawText().Should().Be(row.GetRawText());
        }

        (await world.Organization.Get("/v2/transactions/00000000-0000-4000-8000-00000000dead")).Code.Should().Be("not_found");
    }

    [Fact]
    [Rule("A91")]
    public async Task Nothing_changes_note_labels_or_vat_of_a_transaction()
    {
        await using var world = await server.NewWorld();
        var client = await world.SignIn();
        var id = (await world.Transactions(await world.MainAccount()))[0].Text("id");
        var before = (await client.Get("/v2/transactions/" + id)).Text;
        var label = (await client.Get("/v2/labels")).Json.Text("labels.0.id");
        string[] paths = ["transactions", $"transactions/{id}", $"transactions/{id}/labels", $"transactions/{id}/note", "labels", $"labels/{label}"];

        foreach (var path in paths)
        {
            foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
                (await client.Send(method, "/v2/" + path, """{"transaction":{"note":"changed","label_ids":[],"vat_rate":0}}""")).Status.Should().Be(404);
        }

        (await client.Get("/v2/transactions/" + id)).Text.Should().Be(before);
    }
}
