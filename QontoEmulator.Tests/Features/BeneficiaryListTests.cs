using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class BeneficiaryListTests(EmulatorServer server)
{
    [Fact]
    [Rule("P02")]
    [Rule("P14")]
    public async Task The_last_changed_comes_first_and_the_seed_has_some_of_every_kind()
    {
        await using var world = await server.NewWorld();

        var page = (await world.Organization.Get(Payees.Path)).Json;
        var all = page.Items("beneficiaries");

        page.At("meta.per_page").GetInt32().Should().Be(25);
        all.Select(item => item.Text("updated_at")).Should().BeInDescendingOrder(StringComparer.Ordinal);
        (all[0].Text("status"), all[0].At("trusted").GetBoolean()).Should().Be(("validated", false));
        all.Select(item => item.Text("status")).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("validated", "pending", "declined");
        all.Should().Contain(item => item.At("trusted").GetBoolean());
        (await world.Organization.Get(Payees.Path + "?sort_by=updated_at:asc")).Json.Items("beneficiaries").Select(item => item.Text("id"))
            .Should().Equal(all.Select(item => item.Text("id")).Reverse());
    }

    [Fact]
    [Rule("P21")]
    public async Task The_account_stands_flat_and_nested_in_lists_and_alone()
    {
        await using var world = await server.NewWorld();

        var listed = await Payees.First(world);
        var shown = await Payees.Show(world, listed.Text("id")!);

        shown.GetRawText().Should().Be(listed.GetRawText());
        listed.EnumerateObject().Select(property => property.Name).Should().Equal(
            "id", "name", "iban", "bic", "email", "activity_tag", "currency", "status", "trusted", "bank_account", "created_at", "updated_at");
        (listed.Text("bank_account.iban"), listed.Text("bank_account.bic"), listed.Text("bank_account.currency"))
            .Should().Be((listed.Text("iban"), listed.Text("bic"), "EUR"));
    }

    [Theory]
    [Rule("P01")]
    [InlineData("status[]=pending&status[]=declined")]
    [InlineData("status=pending&status=declined")]
    [InlineData("status=pending,declined")]
    public async Task Statuses_are_filtered_in_any_spelling(string query)
    {
        await using var world = await server.NewWorld();

        var found = (await world.Organization.Get($"{Payees.Path}?{query}")).Json.Items("beneficiaries");

        found.Select(item => item.Text("status")).Should().BeEquivalentTo("pending", "pending", "declined");
    }

    [Fact]
    [Rule("P01")]
    public async Task Ibans_trust_and_time_are_filters_that_combine()
    {
        await using var world = await server.NewWorld();
        var all = (await world.Organization.Get(Payees.Path)).Json.Items("beneficiaries");
        async Task<IEnumerable<string?>> Found(string query) =>
            (await world.Organization.Get($"{Payees.Path}?{query}")).Json.Items("beneficiaries").Select(item => item.Text("id"));

        (await Found($"iban[]={all[1].Text("iban")}&iban[]={all[3].Text("iban")}")).Should().Equal(all[1].Text("id"), all[3].Text("id"));
        (await Found($"iban={all[1].Text("iban")!.ToLowerInvariant().Insert(4, "%20")}")).Should().Equal(all[1].Text("id"));
        (await Found($"iban={Payees.NewIban}")).Should().BeEmpty();
        (await Found("trusted=true")).Should().Equal(all.Where(item => item.At("trusted").GetBoolean()).Select(item => item.Text("id")));
        (await Found("trusted=false&status=validated")).Should()
            .Equal(all.Where(item => !item.At("trusted").GetBoolean() && item.Text("status") is "validated").Select(item => item.Text("id")));
        (await Found($"updated_at_from={all[4].Text("updated_at")}&updated_at_to={all[2].Text("updated_at")}")).Should()
            .Equal(all[2].Text("id"), all[3].Text("id"), all[4].Text("id"));
    }

    [Fact]
    [Rule("P02")]
    public async Task Pages_follow_each_other()
    {
        await using var world = await server.NewWorld();
        var all = (await world.Organization.Get(Payees.Path + "?per_page=1000")).Json;

        var second = (await world.Organization.Get(Payees.Path + "?per_page=5&page=2")).Json;

        all.At("meta.per_page").GetInt32().Should().Be(100);
        second.Items("beneficiaries").Select(item => item.Text("id")).Should().Equal(all.Items("beneficiaries").Skip(5).Take(5).Select(item => item.Text("id")));
        second.At("meta.next_page").GetInt32().Should().Be(3);
    }

    [Theory]
    [InlineData("status=ghost", "not_in_list", "status")]
    [InlineData("status[]=validated&status[]=trusted", "not_in_list", "status")]
    [InlineData("sort_by=name:asc", "not_in_list", "sort_by")]
    [InlineData("sort_by=updated_at", "not_in_list", "sort_by")]
    [InlineData("trusted=perhaps", "invalid", "trusted")]
    [InlineData("updated_at_from=yesterday", "invalid", "updated_at_from")]
    [InlineData("per_page=0", "invalid", "per_page")]
    [InlineData("page=x", "invalid", "page")]
    public async Task Bad_parameters_are_refused(string query, string code, string parameter)
    {
        await using var world = await server.NewWorld();

        var refused = await world.Organization.Get($"{Payees.Path}?{query}");

        (refused.Status, refused.Code, refused.Json.Text("errors.0.source.parameter")).Should().Be((400, code, parameter));
    }

    [Fact]
    public async Task Nobody_sees_the_beneficiaries_of_another_organization()
    {
        await using var world = await server.NewWorld();
        var neighbour = await world.SignIn(null, "zelie.farfelune@farfelune.example");
        var mine = (await world.Organization.Get(Payees.Path)).Json.Items("beneficiaries").Select(item => item.Text("id"));

        var theirs = (await neighbour.Get(Payees.Path)).Json.Items("beneficiaries");

        theirs.Should().NotBeEmpty().And.NotContain(item => mine.Contains(item.Text("id"), StringComparer.Ordinal));
        foreach (var id in (string?[])[theirs[0].Text("id"), "no-uuid", "018f71db-c635-78b5-b90a-ea05de98b002"])
        {
            var unknown = await world.Organization.Get($"{Payees.Path}/{id}");
            (unknown.Status, unknown.Code, unknown.Json.Text("errors.0.source.parameter")).Should().Be((404, "not_found", "id"));
        }
    }

    [Fact]
    public async Task Reading_needs_its_scope()
    {
        await using var world = await server.NewWorld();

        (await (await world.SignIn("payment.write")).Get(Payees.Path)).Code.Should().Be("forbidden");
        (await (await world.SignIn("organization.read")).Get(Payees.Path)).Status.Should().Be(200);
    }
}
