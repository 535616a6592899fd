using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>What belongs to another organization is unknown, not forbidden.</summary>
public sealed class ForeignIdTests(EmulatorServer server)
{
    [Theory]
    [InlineData("/v2/bank_accounts/{account}")]
    [InlineData("/v2/bank_accounts/{account}/iban_certificate")]
    [InlineData("/v2/transactions?bank_account_id={account}")]
    [InlineData("/v2/transactions?iban={iban}")]
    [InlineData("/v2/transactions/{transaction}")]
    [InlineData("/v2/transactions/{transaction}/attachments")]
    [InlineData("/v2/transactions/{transaction}/child_transaction_links")]
    [InlineData("/v2/attachments/{attachment}")]
    [InlineData("/v2/statements/{statement}")]
    [InlineData("/v2/labels/{label}")]
    [Rule("A03")]
    public async Task An_id_of_another_organization_is_not_found(string path)
    {
        await using var world = await server.NewWorld();
        var (first, second) = (await world.SignIn(), await world.SignIn(email: OtherOwner(world)));

        await AssertOnlyOwn(first, second, path);
        await AssertOnlyOwn(second, first, path);
    }

    [Fact]
    public async Task Lists_hold_nothing_of_another_organization()
    {
        await using var world = await server.NewWorld();
        var (first, second) = (await world.SignIn(), await world.SignIn(email: OtherOwner(world)));
        string[] lists = ["bank_accounts", "statements", "labels", "memberships", "teams"];

        foreach (var list in lists)
        {
            var (ofFirst, ofSecond) = ((await first.All("/v2/" + list, list)).Ids().ToArray(), (await second.All("/v2/" + list, list)).Ids().ToArray());

            ofSecond.Should().NotBeEmpty();
            ofFirst.Should().NotBeEmpty().And.NotIntersectWith(ofSecond);
        }

        (await first.Get("/v2/organization")).Json.Text("organization.id").Should().NotBe((await second.Get("/v2/organization")).Json.Text("organization.id"));
        (await first.Get("/v2/subscription")).Text.Should().NotBe((await second.Get("/v2/subscription")).Text);
        (await first.Get("/v2/membership")).Json.Text("membership.email").Should().NotBe((await second.Get("/v2/membership")).Json.Text("membership.email"));
    }

    [Fact]
    public async Task Statements_of_a_foreign_account_are_none()
    {
        await using var world = await server.NewWorld();
        var second = await world.SignIn(email: OtherOwner(world));

        var byId = await second.Get("/v2/statements?bank_account_ids[]=" + await world.MainAccount());
        var byIban = await second.Get("/v2/statements?ibans[]=" + (await world.Accounts())[0].Text("iban"));

        byId.Json.Items("statements").Should().BeEmpty();
        byIban.Json.Items("statements").Should().BeEmpty();
    }

    private static async Task AssertOnlyOwn(Client owner, Client stranger, string path)
    {
        var account = (await owner.Get("/v2/bank_accounts")).Json.At("bank_accounts.0");
        var rows = await owner.All($"/v2/transactions?bank_account_id={account.Text("id")}&with_attachments=true", "transactions");
        path = path.Replace("{account}", account.Text("id"), StringComparison.Ordinal)
            .Replace("{iban}", account.Text("iban"), StringComparison.Ordinal)
            .Replace("{transaction}", rows[0].Text("id"), StringComparison.Ordinal)
            .Replace("{attachment}", rows[0].At("attachment_ids.0").GetString(), StringComparison.Ordinal)
            .Replace("{statement}", (await owner.Get("/v2/statements")).Json.Text("statements.0.id"), StringComparison.Ordinal)
            .Replace("{label}", (await owner.Get("/v2/labels")).Json.Text("labels.0.id"), StringComparison.Ordinal);

        var refused = await stranger.Get(path);

        (refused.Status, refused.Code).Should().Be((404, "not_found"));
        refused.Errors[0].Text("source.parameter").Should().Be(path.Contains("bank_account_id", StringComparison.Ordinal) ? "bank_account_id" : path.Contains("iban=", StringComparison.Ordinal) ? "iban" : "id");
        (await owner.Get(path)).Status.Should().Be(200);
    }

    /// <summary>E-mail of the owner of the seed's other organization, which no answer shows.</summary>
    private static string OtherOwner(World world)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "seed-data", world.Info.Text("seed")!, "memberships.json");
        using var members = JsonDocument.Parse(File.ReadAllText(file));
        return members.RootElement.EnumerateArray().Where(member => member.TryGetProperty("role", out var role) && role.ValueEquals("owner"))
            .Select(member => member.Text("email")!).First(email => email != world.Info.Text("user.email"));
    }
}
