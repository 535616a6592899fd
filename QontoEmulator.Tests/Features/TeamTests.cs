using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class TeamTests(EmulatorServer server)
{
    [Fact]
    [Rule("A73")]
    public async Task An_organization_starts_with_preset_teams()
    {
        await using var world = await server.NewWorld();

        var teams = await (await world.SignIn("team.read")).All("/v2/teams", "teams");

        teams.Should().HaveCountGreaterThanOrEqualTo(8).And.OnlyContain(team => team.Text("name")!.Length > 0);
        teams.Select(team => team.Text("name")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    [Rule("Q52", "A61")]
    public async Task An_api_key_opens_teams_under_a_switch_only()
    {
        await using var world = await server.NewWorld();

        var off = await world.Organization.Get("/v2/teams");
        await world.Switch("""{"members-teams-api-key":true}""");
        var on = await world.Organization.Get("/v2/teams");

        (off.Status, off.Code).Should().Be((401, "unauthorized"));
        on.Text.Should().Be((await (await world.SignIn()).Get("/v2/teams")).Text);
    }
}
