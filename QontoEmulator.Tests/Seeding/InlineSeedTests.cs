using System.Text.Json;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Seeding;

public sealed class InlineSeedTests(EmulatorServer server)
{
    private const string Id = "00000000-0000-4000-8000-00000000abcd";

    [Fact]
    public async Task Documents_that_a_workspace_brings_along_are_merged_over_its_seed_and_survive_a_reset()
    {
        await using var plain = await server.NewWorld("germany");
        var organization = (await plain.Organization.Get("/v2/organization")).Json.At("organization");
        await using var world = await Bring("germany", new
        {
            labels = new[] { new { id = Id, organization_id = organization.Text("id"), name = "Brought along" } },
            teams = new[] { new { id = await TeamOf(plain), organization_id = organization.Text("id"), name = "Renamed" } },
        });

        await world.Control.Post("/_emulator/reset");

        (await world.Organization.Get($"/v2/labels/{Id}")).Json.Text("label.name").Should().Be("Brought along");
        (await (await world.SignIn("team.read")).Get("/v2/teams")).Json.Items("teams").Select(team => team.Text("name")).Should().Equal("Renamed");
        (await plain.Organization.Get($"/v2/labels/{Id}")).Status.Should().Be(404, "another workspace of the same seed has nothing of it");
    }

    [Fact]
    public async Task A_transaction_that_is_brought_along_is_booked()
    {
        await using var plain = await server.NewWorld("germany");
        var before = (await plain.Accounts())[0];
        const string time = "2026-01-05T09:00:00.000Z";
        await using var world = await Bring("germany", new
        {
            transactions = new[]
            {
                new
                {
                    id = Id, organization_id = (await plain.Organization.Get("/v2/organization")).Json.Text("organization.id"), bank_account_id = before.Text("id"),
                    side = "credit", operation_type = "income", subject_type = "Income", status = "completed", amount_cents = 1234, label = "Windfall", counterparty = new { account_number = "FR7610107001011234567890129" },
                    settled_at = time, emitted_at = time, created_at = time, updated_at = time,
                },
            },
        });

        var transaction = (await world.Organization.Get($"/v2/transactions/{Id}")).Json.At("transaction");
        transaction.Text("settled_at").Should().Be(time, "times are as given");
        transaction.Text("income.counterparty_account_number_format").Should().Be("IBAN", "that is what it is unless said otherwise");
        (await world.Accounts())[0].At("balance_cents").GetInt64().Should().Be(before.At("balance_cents").GetInt64() + 1234);
    }

    [Theory]
    [InlineData("""{"data":{"nothings":[]}}""", "/data")]
    [InlineData("""{"data":{"labels":{}}}""", "/data/labels")]
    [InlineData("""{"data":[]}""", "/data")]
    [InlineData("""{"data":{"labels":[{"id":"x"}]}}""", "/data")]
    [InlineData("""{"data":{"labels":[null]}}""", "/data")]
    [InlineData("""{"data":{"access_tokens":[]}}""", "/data")]
    [InlineData("""{"data":{"labels":[{"id":"00000000-0000-4000-8000-00000000abcd","organization_id":"00000000-0000-4000-8000-000000000001","name":"x"}]}}""", "/data")]
    public async Task What_cannot_be_merged_is_refused_and_no_workspace_begins(string body, string place)
    {
        await using var world = await server.NewWorld();

        var refused = await world.Control.Post("/_emulator/workspaces", body);

        refused.Status.Should().BeOneOf(400, 422);
        refused.Errors[0].Text("source.pointer").Should().Be(place, refused.Text);
    }

    private async Task<World> Bring(string seed, object data)
    {
        var created = await server.Stranger().Post("/_emulator/workspaces", JsonSerializer.Serialize(new { seed, data }));
        created.Status.Should().Be(201, created.Text);
        return new(new(created.Json.Text("base_url")!), created.Json);
    }

    private static async Task<string> TeamOf(World world) => (await (await world.SignIn("team.read")).Get("/v2/teams")).Json.Text("teams.0.id")!;
}
