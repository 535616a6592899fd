using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Seeds written by hand, which leave out what goes without saying.</summary>
public sealed class SeedDefaultTests(EmulatorServer server)
{
    [Fact]
    public async Task What_a_seed_leaves_out_has_its_default()
    {
        using var seed = new OwnSeed().Transaction(1);
        await using var world = await server.NewWorld(seed.Write());

        var row = (await world.Organization.Get($"/v2/transactions/{OwnSeed.Id(1)}")).Json.At("transaction");
        var account = (await world.Organization.Get($"/v2/bank_accounts/{OwnSeed.Account}")).Json.At("bank_account");
        var member = (await (await world.SignIn()).Get("/v2/membership")).Json.At("membership");

        (row.At("attachment_required").GetBoolean(), row.At("attachment_lost").GetBoolean()).Should().Be((true, false));
        (row.Items("attachment_ids").Count, row.Items("label_ids").Count, row.Text("category")).Should().Be((0, 0, "fallback"));
        (row.Text("currency"), row.Text("local_currency"), account.Text("currency"), account.Text("account_number")).Should().Be(("EUR", "EUR", "EUR", ""));
        member.Text("locale").Should().Be("fr");
    }
}
