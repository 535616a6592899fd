using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class MembershipTests(EmulatorServer server)
{
    [Fact]
    [Rule("A70")]
    public async Task There_is_an_owner_and_who_can_only_be_invited_has_no_role()
    {
        await using var world = await server.NewWorld();

        var members = await world.Organization.All("/v2/memberships", "memberships");

        members.Should().Contain(member => member.Text("role") == "owner" && member.Text("status") == "active");
        members.Where(member => member.Text("status") == "invitable").Should().NotBeEmpty()
            .And.OnlyContain(member => member.IsNull("role") && member.IsNull("team_id") && !member.Keys().Contains("email", StringComparer.Ordinal));
        members.Where(member => member.Text("status") == "active").Should().OnlyContain(member => !member.IsNull("role") && member.Text("email")!.Length > 0);
    }

    [Fact]
    public async Task A_team_of_a_member_is_one_of_the_teams()
    {
        await using var world = await server.NewWorld();
        var teams = (await (await world.SignIn()).All("/v2/teams", "teams")).Ids().ToArray();

        var members = await world.Organization.All("/v2/memberships", "memberships");

        members.Where(member => !member.IsNull("team_id")).Select(member => member.Text("team_id")).Should().NotBeEmpty().And.BeSubsetOf(teams);
    }

    [Fact]
    [Rule("A70")]
    public async Task Every_active_member_sees_their_own_membership()
    {
        await using var world = await server.NewWorld();
        var active = (await world.Organization.All("/v2/memberships", "memberships")).Where(member => member.Text("status") == "active").ToArray();

        foreach (var member in active)
        {
            var own = (await (await world.SignIn("membership.read", member.Text("email"))).Get("/v2/membership")).Json.At("membership");

            string[] shared = ["id", "first_name", "last_name", "email", "status", "role", "team_id"];
            shared.Should().OnlyContain(name => own.Text(name) == member.Text(name));
        }

        active.Select(member => member.Text("role")).Distinct(StringComparer.Ordinal).Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public async Task Contact_data_stands_in_the_own_membership_and_civil_data_in_the_list()
    {
        await using var world = await server.NewWorld();
        string[] contact = ["phone_number", "position", "locale", "kyc_status"];
        string[] civil = ["residence_country", "birthdate", "nationality", "ubo", "birth_country"];

        var own = (await (await world.SignIn()).Get("/v2/membership")).Json.At("membership").Keys();
        var listed = (await world.Organization.Get("/v2/memberships")).Json.At("memberships.0").Keys();

        own.Should().Contain(contact).And.NotIntersectWith(civil);
        listed.Should().Contain(civil).And.NotIntersectWith(contact);
    }

    [Fact]
    [Rule("A62", "§4")]
    public async Task Each_of_the_two_reads_needs_its_own_scope()
    {
        await using var world = await server.NewWorld();
        var (membership, organization) = (await world.SignIn("membership.read"), await world.SignIn("organization.read"));

        (await membership.Get("/v2/membership")).Status.Should().Be(200);
        (await organization.Get("/v2/memberships")).Status.Should().Be(200);
        (await membership.Get("/v2/memberships")).Code.Should().Be("forbidden");
        (await organization.Get("/v2/membership")).Code.Should().Be("forbidden");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [Rule("A72")]
    public async Task A_single_membership_is_neither_read_nor_changed_nor_revoked(string method)
    {
        await using var world = await server.NewWorld();
        var client = await world.SignIn();
        var before = (await client.Get("/v2/memberships")).Text;
        var id = (await client.Get("/v2/memberships")).Json.Text("memberships.1.id");

        var reply = await client.Send(new HttpMethod(method), "/v2/memberships/" + id, method is "GET" ? null : """{"membership":{"role":"admin"}}""");

        reply.Status.Should().Be(404);
        (await client.Get("/v2/memberships")).Text.Should().Be(before);
    }
}
