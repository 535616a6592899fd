using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class CashFlowWriteTests(EmulatorServer server)
{
    private const string Categories = "/v2/cash_flow_categories";
    private const string Unknown = "018f3e4d-0000-7000-8000-000000000001";

    [Fact]
    public async Task A_category_and_its_subcategory_are_created_and_listed()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("cash_flow_category.write");

        var category = await member.Post(Categories, """{"name":"Mécénat","type":"CATEGORY_TYPE_INFLOW"}""");
        var sub = await member.Post($"{Categories}/{category.Json.Text("cash_flow_category.id")}/subcategories", """{"name":"Dons","vat_rate":"5.5"}""");

        (category.Status, sub.Status).Should().Be((201, 201));
        category.Text.Should().NotContain("vat_rate").And.EndWith("""
            "name":"Mécénat","type":"CATEGORY_TYPE_INFLOW","subcategories":[]}}
            """);
        sub.Json.Text("cash_flow_subcategory.vat_rate").Should().Be("5.5");
        var listed = (await member.Get(Categories)).Json.Items("cash_flow_categories")[^1];
        (listed.Text("name"), listed.Text("subcategories.0.name")).Should().Be(("Mécénat", "Dons"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_category_is_answered_at_once()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        var empty = await member.Post(Categories, "{}");
        var broken = await member.Post(Categories, """{"name":" ","type":"inflow","vat_rate":"much"}""");
        var types = await member.Post(Categories, """{"name":1,"type":2,"vat_rate":3}""");

        Errors(empty).Should().BeEquivalentTo(new[] { ("required", "/name"), ("required", "/type") });
        Errors(broken).Should().BeEquivalentTo(new[] { ("required", "/name"), ("not_in_list", "/type"), ("invalid", "/vat_rate") });
        Errors(types).Should().BeEquivalentTo(new[] { ("invalid", "/name"), ("invalid", "/type"), ("invalid", "/vat_rate") });
    }

    [Fact]
    [Rule("A63")]
    public async Task A_subcategory_needs_a_name_and_a_category_of_the_first_level()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var first = (await member.Get(Categories)).Json.At("cash_flow_categories.0");
        var stranger = await world.SignIn(null, "zelie.farfelune@farfelune.example");

        Errors(await member.Post($"{Categories}/{first.Text("id")}/subcategories", """{"vat_rate":"-1"}""")).Should()
            .BeEquivalentTo(new[] { ("required", "/name"), ("invalid", "/vat_rate") });
        foreach (var reply in new[]
                 {
                     await member.Post($"{Categories}/no-uuid/subcategories", """{"name":"Dons"}"""),
                     await member.Post($"{Categories}/{Unknown}/subcategories", """{"name":"Dons"}"""),
                     await member.Post($"{Categories}/{first.Text("subcategories.0.id")}/subcategories", """{"name":"Dons"}"""),
                     await stranger.Post($"{Categories}/{first.Text("id")}/subcategories", """{"name":"Dons"}"""),
                 })
        {
            (reply.Status, reply.Code).Should().Be((404, "not_found"));
        }
    }

    [Fact]
    [Rule("A26")]
    [Rule("A31")]
    [Rule("A91")]
    public async Task A_subcategory_files_transactions_under_both_levels_and_unassigning_clears_both()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var ids = await Transactions(world, 3);
        var parent = (await member.Get(Categories)).Json.At("cash_flow_categories.1");
        var child = parent.At("subcategories.0");

        var assigned = await member.Post($"{Categories}/assignments", Body(ids, child.Text("id")));

        assigned.Status.Should().Be(200, assigned.Text);
        assigned.Json.Items("transaction_ids").Select(id => id.GetString()).Should().Equal(ids);
        assigned.Json.Text("category_id").Should().Be(child.Text("id"));
        foreach (var id in ids)
        {
            var filed = await Show(world, id);
            filed.At("cashflow_category").GetRawText().Should().Be($$"""{"id":"{{parent.Text("id")}}","name":"{{parent.Text("name")}}"}""");
            filed.Text("cashflow_subcategory.name").Should().Be(child.Text("name"));
        }

        var before = await Show(world, ids[0]);
        await world.Advance("PT1S");
        var cleared = await member.Post($"{Categories}/unassignments", Body(ids));
        cleared.Text.Should().Be(Body(ids));
        var after = await Show(world, ids[0]);
        (after.IsNull("cashflow_category"), after.IsNull("cashflow_subcategory")).Should().Be((true, true));
        string.CompareOrdinal(after.Text("updated_at"), before.Text("updated_at")).Should().BePositive();
    }

    [Fact]
    [Rule("A31")]
    public async Task Assigning_again_changes_nothing_and_a_category_of_one_level_sets_the_first_alone()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var ids = await Transactions(world, 1);
        var leaf = (await member.Post(Categories, """{"name":"Mécénat","type":"CATEGORY_TYPE_INFLOW"}""")).Json.Text("cash_flow_category.id");

        (await member.Post($"{Categories}/assignments", Body([.. ids, .. ids], leaf))).Json.Items("transaction_ids").Should().ContainSingle();
        var once = await Show(world, ids[0]);
        await world.Advance("PT1S");
        await member.Post($"{Categories}/assignments", Body(ids, leaf));

        (once.Text("cashflow_category.id"), once.IsNull("cashflow_subcategory")).Should().Be((leaf, true));
        (await Show(world, ids[0])).GetRawText().Should().Be(once.GetRawText());
    }

    [Fact]
    public async Task Assignments_take_one_to_a_hundred_transactions_and_a_leaf()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var ids = await Transactions(world, 1);
        var divided = (await member.Get(Categories)).Json.Text("cash_flow_categories.0.id");
        var many = Enumerable.Range(0, 101).Select(i => $"018f3e4d-0000-7000-8000-{i:000000000000}").ToArray();

        Errors(await member.Post($"{Categories}/assignments", "{}")).Should().BeEquivalentTo(new[] { ("invalid", "/transaction_ids"), ("invalid", "/category_id") });
        Errors(await member.Post($"{Categories}/assignments", """{"transaction_ids":"x","category_id":5}""")).Should()
            .BeEquivalentTo(new[] { ("invalid", "/transaction_ids"), ("invalid", "/category_id") });
        foreach (var path in new[] { "assignments", "unassignments" })
        {
            Errors(await member.Post($"{Categories}/{path}", Body([], divided))).Should().Equal(("invalid", "/transaction_ids"));
            Errors(await member.Post($"{Categories}/{path}", Body(many, divided))).Should().Equal(("invalid", "/transaction_ids"));
        }

        Errors(await member.Post($"{Categories}/assignments", Body(ids, divided))).Should().Equal(("invalid", "/category_id"));
    }

    [Fact]
    public async Task One_unknown_transaction_spoils_the_assignment_of_all()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var ids = await Transactions(world, 2);
        var before = await Show(world, ids[0]);
        var leaf = (await member.Get(Categories)).Json.Text("cash_flow_categories.1.subcategories.0.id");

        var assigned = await member.Post($"{Categories}/assignments", Body([ids[0], Unknown, "no-uuid"], Unknown));
        var cleared = await member.Post($"{Categories}/unassignments", Body([ids[0], Unknown]));
        var foreign = await (await world.SignIn(null, "zelie.farfelune@farfelune.example")).Post($"{Categories}/assignments", Body(ids, leaf));

        assigned.Status.Should().Be(404);
        Errors(assigned).Should().BeEquivalentTo(new[] { ("not_found", "/transaction_ids/1"), ("not_found", "/transaction_ids/2"), ("not_found", "/category_id") });
        Errors(cleared).Should().Equal(("not_found", "/transaction_ids/1"));
        foreign.Errors.Should().HaveCount(3);
        (await Show(world, ids[0])).GetRawText().Should().Be(before.GetRawText());
    }

    [Fact]
    [Rule("A61")]
    [Rule("A62")]
    public async Task Cash_flow_categories_are_written_by_members_with_the_scope()
    {
        await using var world = await server.NewWorld();
        var reader = await world.SignIn("cash_flow_category.read");

        foreach (var path in new[] { Categories, $"{Categories}/{Unknown}/subcategories", $"{Categories}/assignments", $"{Categories}/unassignments" })
        {
            (await world.Organization.Post(path, "{}")).Status.Should().Be(401);
            (await reader.Post(path, "{}")).Code.Should().Be("forbidden");
        }
    }

    private static IReadOnlyList<(string?, string?)> Errors(Reply reply) => [.. reply.Errors.Select(error => (error.Text("code"), error.Text("source.pointer")))];

    private static string Body(IReadOnlyList<string> ids, string? category = null) => category is null
        ? $$"""{"transaction_ids":{{JsonSerializer.Serialize(ids)}}}"""
        : $$"""{"transaction_ids":{{JsonSerializer.Serialize(ids)}},"category_id":"{{category}}"}""";

    private static async Task<JsonElement> Show(World world, string id) => (await world.Organization.Get($"/v2/transactions/{id}")).Json.At("transaction");

    private static async Task<string[]> Transactions(World world, int count) =>
    [
        .. (await world.Organization.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}&per_page={count}")).Json.Items("transactions")
            .Select(transaction => transaction.Text("id")!),
    ];
}
