using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class InvitationTests(EmulatorServer server)
{
    private const string Documented = "/v2/memberships/invite_employee_or_accountant";
    private const string Alias = "/v2/memberships";
    private const string Unknown = "018f3e4d-0000-7000-8000-000000000001";
    private const string Lina = """{"membership":{"email":"lina@chimerand.example","first_name":"Lina","last_name":"Moreau","role":"employee"}}""";

    [Theory]
    [Rule("A71")]
    [InlineData(Documented)]
    [InlineData(Alias)]
    public async Task An_invited_member_is_pending_and_listed_at_once(string path)
    {
        await using var world = await server.NewWorld();
        var team = (await (await world.SignIn("team.read")).Get("/v2/teams")).Json.Text("teams.1.id");
        var admin = await world.SignIn("membership.write", "barnabe.volauvent@chimerand.example");

        var invited = await admin.Post(path, Lina.Replace("\"employee\"", $"\"reporting\",\"team_id\":\"{team}\"", StringComparison.Ordinal));

        invited.Status.Should().Be(200, invited.Text);
        var member = invited.Json.At("membership");
        (member.Text("status"), member.Text("role"), member.Text("team_id"), member.Text("locale")).Should().Be(("pending", "reporting", team, "fr"));
        var listed = (await world.Organization.Get("/v2/memberships")).Json.Items("memberships")[^1];
        (listed.Text("id"), listed.Text("email"), listed.Text("status"), listed.Text("team_id")).Should()
            .Be((member.Text("id"), "lina@chimerand.example", "pending", team));
    }

    [Fact]
    public async Task Everything_missing_is_named_at_once()
    {
        await using var world = await server.NewWorld();
        var owner = await world.SignIn();

        foreach (var body in new[] { "{}", """{"membership":{}}""", """{"membership":{"email":"","first_name":" ","last_name":null}}""" })
        {
            var refused = await owner.Post(Documented, body);
            refused.Status.Should().Be(422);
            refused.Errors.Select(error => (error.Text("code"), error.Text("source.pointer"))).Should().BeEquivalentTo(new[]
            {
                ("required", "/membership/email"), ("required", "/membership/first_name"), ("required", "/membership/last_name"), ("required", "/membership/role"),
            });
        }
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("admin")]
    [InlineData("manager")]
    [InlineData("Employee")]
    [InlineData("0")]
    public async Task Only_employees_accountants_and_reporting_can_be_invited(string role)
    {
        await using var world = await server.NewWorld();

        var refused = await (await world.SignIn()).Post(Documented, Lina.Replace("employee", role, StringComparison.Ordinal));

        (refused.Status, refused.Code, refused.Json.Text("errors.0.source.pointer")).Should().Be((422, "not_in_list", "/membership/role"));
    }

    [Fact]
    public async Task Several_broken_fields_are_answered_together_and_nobody_is_invited()
    {
        await using var world = await server.NewWorld();
        var owner = await world.SignIn();
        var before = await world.Organization.Get("/v2/memberships");

        var refused = await owner.Post(
            Documented,
            $$$"""{"membership":{"email":"EDMEE.passepoil@chimerand.example","first_name":7,"last_name":"M","role":"boss","team_id":"{{{Unknown}}}"}}""");
        var address = await owner.Post(Documented, Lina.Replace("lina@", "lina at ", StringComparison.Ordinal));

        refused.Errors.Select(error => (error.Text("code"), error.Text("source.pointer"))).Should().BeEquivalentTo(new[]
        {
            ("invalid", "/membership/first_name"), ("not_in_list", "/membership/role"), ("not_found", "/membership/team_id"), ("already_taken", "/membership/email"),
        });
        (address.Code, address.Json.Text("errors.0.source.pointer")).Should().Be(("invalid", "/membership/email"));
        (await world.Organization.Get("/v2/memberships")).Bytes.Should().Equal(before.Bytes);
    }

    [Fact]
    public async Task An_address_can_be_invited_once_and_teams_of_others_are_unknown()
    {
        await using var world = await server.NewWorld();
        var owner = await world.SignIn();
        var stranger = await world.SignIn(null, "zelie.farfelune@farfelune.example");
        var foreign = (await stranger.Get("/v2/teams")).Json.Text("teams.0.id");

        (await owner.Post(Alias, Lina.Replace("lina@", "lina@@", StringComparison.Ordinal))).Code.Should().Be("invalid");
        (await owner.Post(Alias, Lina)).Status.Should().Be(200);
        (await owner.Post(Documented, Lina)).Code.Should().Be("already_taken");
        (await stranger.Post(Documented, Lina)).Status.Should().Be(200, "another organization has members of its own");
        var refused = await owner.Post(
            Documented, $$$"""{"membership":{"email":"a@b.example","first_name":"A","last_name":"B","role":"accountant","team_id":"{{{foreign}}}"}}""");
        (refused.Code, refused.Json.Text("errors.0.source.pointer")).Should().Be(("not_found", "/membership/team_id"));
    }

    [Theory]
    [Rule("A62")]
    [InlineData("clemence.tournepage@chimerand.example")]
    [InlineData("edmee.passepoil@chimerand.example")]
    [InlineData("firmin.doublecompte@chimerand.example")]
    public async Task Only_owners_and_admins_invite(string email)
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn(null, email);

        foreach (var path in new[] { Documented, Alias })
        {
            var refused = await member.Post(path, "not even read");
            (refused.Status, refused.Code, refused.Json.Text("errors.0.detail")).Should().Be(
                (403, "forbidden", "User does not have sufficient permissions for this action."));
            (await (await world.SignIn("organization.read", email)).Post(path, Lina)).Json.Text("errors.0.detail").Should().Be("missing required oauth scope");
        }
    }

    [Fact]
    [Rule("A61")]
    [Rule("Q52")]
    public async Task An_api_key_invites_under_its_switch_only()
    {
        await using var world = await server.NewWorld();

        var refused = await world.Organization.Post(Documented, Lina);
        (await world.Organization.Post(Alias, Lina)).Status.Should().Be(401);
        await world.Switch("""{"members-teams-api-key":true}""");

        (refused.Status, refused.Json.Text("errors.0.detail")).Should().Be((401, "OAuth2 authentication is required here"));
        (await world.Organization.Post(Documented, Lina)).Status.Should().Be(200);
    }
}
