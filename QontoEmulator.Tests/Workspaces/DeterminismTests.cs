using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Workspaces;

public sealed class DeterminismTests(EmulatorServer server)
{
    private static readonly string[] Reads =
        ["organization", "bank_accounts", "teams", "labels", "memberships", "cash_flow_categories", "subscription", "membership"];

    [Fact]
    public async Task Equal_calls_under_a_frozen_clock_give_equal_worlds_with_equal_ids()
    {
        var first = await Story();
        var second = await Story();

        for (var i = 0; i < first.Count; i++)
            second[i].Should().Be(first[i]);
    }

    /// <summary>What a fresh workspace answers to the same serial calls; tokens and signed addresses, which are secret, are not among it.</summary>
    private async Task<List<string>> Story()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"now":"2027-03-01T10:00:00Z","frozen":true}""");
        var owner = await world.SignIn();
        var told = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            told.Add((await owner.Post("/v2/bank_accounts", $$$"""{"bank_account":{"name":"Account {{{i}}}"}}""")).Text);
            told.Add((await owner.Post("/v2/teams", $$"""{"name":"Team {{i}}"}""")).Text);
            told.Add((await owner.Post("/v2/cash_flow_categories", $$"""{"name":"Category {{i}}","type":"CATEGORY_TYPE_INFLOW"}""")).Text);
            await world.Advance("PT10M");
        }

        told.Add((await owner.Patch($"/v2/bank_accounts/{await world.MainAccount()}", """{"bank_account":{"name":"Renamed"}}""")).Text);
        foreach (var path in Reads)
            told.Add((await owner.Get("/v2/" + path)).Text);
        told.Add((await owner.Get($"/v2/transactions?bank_account_id={await world.MainAccount()}")).Text);
        told.Add((await world.Control.Get("/_emulator/events")).Text);
        return told;
    }
}
