using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class RenameAccountTests(EmulatorServer server)
{
    private const string Payroll = """{"bank_account":{"name":"Payroll"}}""";

    [Fact]
    [Rule("A43")]
    [Rule("A38")]
    public async Task Renaming_changes_the_name_and_moves_updated_at()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("bank_account.write");
        var id = await world.MainAccount();
        var before = (await world.Organization.Get($"/v2/bank_accounts/{id}")).Json.At("bank_account");

        var renamed = await member.Patch($"/v2/bank_accounts/{id}", """{"bank_account":{"name":"Trésorerie","status":"closed","main":false}}""");

        renamed.Status.Should().Be(200, renamed.Text);
        var after = (await world.Organization.Get($"/v2/bank_accounts/{id}")).Json.At("bank_account");
        after.GetRawText().Should().Be(renamed.Json.At("bank_account").GetRawText());
        (after.Text("name"), after.Text("status"), after.At("main").GetBoolean()).Should().Be(("Trésorerie", "active", true));
        after.Text("balance").Should().Be(before.Text("balance"));
        string.CompareOrdinal(after.Text("updated_at"), before.Text("updated_at")).Should().BePositive();
        (await world.Accounts())[0].Text("name").Should().Be("Trésorerie");
    }

    [Fact]
    public async Task Renaming_to_nothing_is_refused_and_an_absent_name_changes_nothing()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var path = $"/v2/bank_accounts/{await world.MainAccount()}";
        var before = await world.Organization.Get(path);

        foreach (var (body, pointer) in new[]
                 {
                     ("""{"bank_account":{"name":""}}""", "/bank_account/name"),
                     ("""{"bank_account":{"name":null}}""", "/bank_account/name"),
                     ("{}", "/bank_account"),
                 })
        {
            var refused = await member.Patch(path, body);
            (refused.Status, refused.Code, refused.Json.Text("errors.0.source.pointer")).Should().Be((422, "required", pointer));
        }

        (await member.Patch(path, """{"bank_account":{}}""")).Bytes.Should().Equal(before.Bytes);
        (await world.Organization.Get(path)).Bytes.Should().Equal(before.Bytes);
    }

    [Fact]
    [Rule("A63")]
    [Rule("A64")]
    public async Task Unknown_and_foreign_accounts_and_put_are_not_found()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var stranger = await world.SignIn(null, "zelie.farfelune@farfelune.example");
        var path = $"/v2/bank_accounts/{await world.MainAccount()}";

        foreach (var reply in new[]
                 {
                     await member.Patch("/v2/bank_accounts/no-uuid", Payroll),
                     await member.Patch("/v2/bank_accounts/018f3e4d-0000-7000-8000-000000000001", Payroll),
                     await stranger.Patch(path, Payroll),
                     await member.Put(path, Payroll),
                 })
        {
            (reply.Status, reply.Code).Should().Be((404, "not_found"));
        }

        (await world.Accounts())[0].Text("name").Should().NotBe("Payroll");
    }
}
