using QontoEmulator.OAuth;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class TokensTests(EmulatorServer server)
{
    private const string Path = "/_emulator/tokens";

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"scopes":null,"user":null,"client_id":null}""")]
    [Rule("§4")]
    public async Task Without_wishes_the_owner_gets_all_that_the_app_may_ask_for(string? body)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Post(Path, body);

        reply.Status.Should().Be(200);
        reply.Json.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("access_token", "refresh_token", "expires_in", "scope");
        reply.Json.At("expires_in").GetInt32().Should().Be(3600);
        reply.Json.Text("scope")!.Split(' ').Should().Equal(ScopeNames.All).And.HaveCount(43);
        (await world.Bearer(reply.Json.Text("access_token")!).Get("/v2/membership")).Json.Text("membership.role").Should().Be("owner");
    }

    [Fact]
    public async Task A_token_has_the_scopes_that_were_asked_for()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Post(Path, """{"scopes":["team.read","membership.read"]}""");

        reply.Json.Text("scope").Should().Be("team.read membership.read");
        reply.Json.TryGetProperty("refresh_token", out _).Should().BeFalse("offline_access is what a refresh token comes with");
        var member = world.Bearer(reply.Json.Text("access_token")!);
        (await member.Get("/v2/teams")).Status.Should().Be(200);
        (await member.Get("/v2/labels")).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_token_without_any_scope_opens_nothing_that_asks_for_one()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Post(Path, """{"scopes":[]}""");

        reply.Json.Text("scope").Should().BeEmpty();
        (await world.Bearer(reply.Json.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_token_is_the_members_whose_address_was_given_in_any_case()
    {
        await using var world = await server.NewWorld();
        var members = (await world.Organization.Get("/v2/memberships")).Json.Items("memberships");
        var member = members.First(item => item.Text("role") == "employee" && item.Text("status") == "active");

        var signedIn = await world.SignIn(email: member.Text("email")!.ToUpperInvariant());

        (await signedIn.Get("/v2/membership")).Json.Text("membership.id").Should().Be(member.Text("id"));
    }

    [Fact]
    public async Task The_app_may_be_named()
    {
        await using var world = await server.NewWorld();

        (await world.Control.Post(Path, $$"""{"client_id":"{{world.ClientId}}"}""")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("""{"user":"ghost@nowhere.example"}""", "invalid", "/user")]
    [InlineData("""{"user":""}""", "invalid", "/user")]
    [InlineData("""{"user":1}""", "not_a_string", "/user")]
    [InlineData("""{"scopes":["ghost.read"]}""", "not_in_list", "/scopes")]
    [InlineData("""{"scopes":["client_invoice.read"]}""", "not_in_list", "/scopes")]
    [InlineData("""{"scopes":[""]}""", "not_in_list", "/scopes")]
    [InlineData("""{"scopes":"organization.read"}""", "invalid", "/scopes")]
    [InlineData("""{"scopes":[1]}""", "not_a_string", "/scopes")]
    [InlineData("""{"client_id":"ghost"}""", "invalid", "/client_id")]
    [InlineData("""{"scope":"organization.read"}""", "invalid", "/scope")]
    public async Task What_there_is_not_is_refused(string body, string code, string place)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Post(Path, body);

        reply.Status.Should().Be(400);
        reply.Code.Should().Be(code);
        reply.Json.Text("errors.0.source.pointer").Should().Be(place);
    }

    [Fact]
    public async Task A_member_who_was_revoked_gets_no_token()
    {
        using var seed = new SeedCopy();
        seed.Change("memberships", members => members[1]!["status"] = "revoked");
        await using var world = await server.NewWorld(seed.Folder);
        var admin = (await world.Organization.Get("/v2/memberships")).Json.Items("memberships").Single(item => item.Text("status") == "revoked");

        (await world.Control.Post(Path, $$"""{"user":"{{admin.Text("email")}}"}""")).Json.Text("errors.0.source.pointer").Should().Be("/user");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Post(Path, """{"user":"ghost","scopes":["ghost"],"typo":1}""");
        var foreign = await world.Control.Post(Path, """{"user":"ghost","client_id":"ghost"}""");

        reply.Errors.Select(error => error.Text("source.pointer")).Should().BeEquivalentTo("/user", "/scopes", "/typo");
        foreign.Errors.Select(error => error.Text("source.pointer")).Should().BeEquivalentTo("/user", "/client_id");
    }
}
