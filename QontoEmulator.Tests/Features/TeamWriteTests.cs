using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class TeamWriteTests(EmulatorServer server)
{
    [Fact]
    [Rule("A73")]
    public async Task A_new_team_stands_behind_the_preset_ones()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("team.read team.write");

        var created = await member.Post("/v2/teams", """{"name":"Atelier"}""");

        (created.Status, created.Json.Text("team.name")).Should().Be((201, "Atelier"));
        var teams = (await member.Get("/v2/teams")).Json.Items("teams");
        teams.Should().HaveCount(9);
        teams[^1].GetRawText().Should().Be(created.Json.At("team").GetRawText());
    }

    [Theory]
    [InlineData("{}", "required")]
    [InlineData("""{"name":""}""", "required")]
    [InlineData("""{"name":"  "}""", "required")]
    [InlineData("""{"team":{"name":"Atelier"}}""", "required")]
    [InlineData("""{"name":5}""", "invalid")]
    [InlineData("""{"name":"Finance"}""", "already_taken")]
    [InlineData("""{"name":" finance "}""", "already_taken")]
    public async Task A_team_needs_a_name_of_its_own(string body, string code)
    {
        await using var world = await server.NewWorld();

        var refused = await (await world.SignIn()).Post("/v2/teams", body);

        (refused.Status, refused.Code).Should().Be((422, code));
        refused.Errors.Should().ContainSingle().Which.Text("source.pointer").Should().Be("/name");
    }

    [Fact]
    public async Task An_organization_has_a_hundred_teams_at_most()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        for (var i = 8; i < 100; i++)
            (await member.Post("/v2/teams", $$"""{"name":"Équipe {{i}}"}""")).Status.Should().Be(201);
        var refused = await member.Post("/v2/teams", """{"name":"Une de trop"}""");

        (refused.Status, refused.Code).Should().Be((422, "invalid"));
        (await member.Get("/v2/teams")).Json.At("meta.total_count").GetInt32().Should().Be(100);
    }

    [Fact]
    [Rule("A61")]
    [Rule("A62")]
    [Rule("Q52")]
    public async Task Creating_teams_needs_a_token_with_its_scope()
    {
        await using var world = await server.NewWorld();

        var byKey = await world.Organization.Post("/v2/teams", """{"name":"Atelier"}""");
        (byKey.Status, byKey.Code, byKey.Json.Text("errors.0.detail")).Should().Be((401, "unauthorized", "OAuth2 authentication is required here"));
        (await (await world.SignIn("team.read")).Post("/v2/teams", """{"name":"Atelier"}""")).Code.Should().Be("forbidden");
        await world.Switch("""{"members-teams-api-key":true}""");
        (await world.Organization.Post("/v2/teams", """{"name":"Atelier"}""")).Status.Should().Be(201);
    }

    [Fact]
    [Rule("Q26")]
    public async Task Deleting_a_team_is_no_route_until_its_switch_is_off()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var team = (await member.Post("/v2/teams", """{"name":"Atelier"}""")).Json.Text("team.id");
        await member.Post(
            "/v2/memberships", $$$"""{"membership":{"email":"a@b.example","first_name":"A","last_name":"B","role":"employee","team_id":"{{{team}}}"}}""");

        var absent = await member.Delete($"/v2/teams/{team}");
        (absent.Status, absent.Header("Content-Type")).Should().Be((404, "text/plain; charset=utf-8"));
        await world.Switch("""{"teams-permanent":false}""");

        (await (await world.SignIn("team.read")).Delete($"/v2/teams/{team}")).Code.Should().Be("forbidden");
        (await (await world.SignIn(null, "zelie.farfelune@farfelune.example")).Delete($"/v2/teams/{team}")).Code.Should().Be("not_found");
        (await member.Delete($"/v2/teams/{team}")).Status.Should().Be(204);
        (await member.Delete($"/v2/teams/{team}")).Code.Should().Be("not_found");
        (await member.Get("/v2/teams")).Json.Items("teams").Should().HaveCount(8);
        (await member.Get("/v2/memberships")).Json.Items("memberships")[^1].IsNull("team_id").Should().BeTrue();
    }
}
