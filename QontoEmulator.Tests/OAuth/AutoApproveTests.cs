using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

public sealed class AutoApproveTests(EmulatorServer server)
{
    private const string Path = "/_emulator/auto_approve";

    [Fact]
    [Rule("§3.1")]
    public async Task A_test_gets_its_code_in_one_call_with_nobody_asked()
    {
        await using var world = await server.NewWorld();
        (await world.Control.Put(Path, """{"enabled":true}""")).Text.Should().Be("""{"workspace":true,"clients":[]}""");

        var reply = await world.Nobody.Get(new OAuthVisitor(world).Address());

        reply.Status.Should().Be(302);
        reply.Parameter("state").Should().Be(OAuthVisitor.State);
        var tokens = (await world.Exchange(reply.Parameter("code")!)).Json;
        (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Json.Text("organization.slug").Should().Be("ateliers-chimerand-2741");
        (await world.Control.Get("/_emulator/journal?path=/oauth2/auth")).Text.Should().Contain("auto_approve: allowed without asking anybody");
    }

    [Fact]
    public async Task It_can_be_on_for_one_client_alone()
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app);

        (await world.Control.Put(Path, $$"""{"enabled":true,"client_id":"{{app.ClientId}}"}""")).Text.Should().Be($$"""{"workspace":false,"clients":["{{app.ClientId}}"]}""");

        var visitor = new OAuthVisitor(world);
        (await world.Nobody.Get(visitor.Address(("client_id", app.ClientId)))).Parameter("code").Should().NotBeNull();
        (await world.Nobody.Get(visitor.Address())).Header("Location").Should().Contain("/signin?");
        (await world.Control.Put(Path, $$"""{"enabled":false,"client_id":"{{app.ClientId}}"}""")).Text.Should().Be((await world.Control.Get(Path)).Text).And.Contain("[]");
    }

    [Fact]
    public async Task Everything_else_is_checked_all_the_same()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put(Path, """{"enabled":true}""");
        var visitor = new OAuthVisitor(world);

        (await visitor.Authorize()).Header("Location").Should().Contain("onelogin", "there is neither session nor staging token");
        (await world.Nobody.Get(visitor.Address(("scope", "ghost")))).ShouldRefuseByRedirect("invalid_scope");
        (await world.Nobody.Get(visitor.Address(("redirect_uri", "https://elsewhere.example/")))).Status.Should().Be(400);
        (await world.Nobody.Get(visitor.Address(("state", "short")))).ShouldRefuseByRedirect("invalid_state");
        (await world.Nobody.Get(visitor.Address(("organization_id", Guid.Empty.ToString())))).ShouldRefuseByRedirect("access_denied");
    }

    [Fact]
    public async Task Who_is_signed_in_is_who_consents_and_login_hint_names_somebody_else()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put(Path, """{"enabled":true}""");
        var visitor = await new OAuthVisitor(world).SignIn("barnabe.volauvent@chimerand.example");

        (await RoleBehind(world, await visitor.Authorize(("scope", "membership.read")))).Should().Be("admin");
        (await RoleBehind(world, await world.Nobody.Get(visitor.Address(("scope", "membership.read"), ("login_hint", "FIRMIN.doublecompte@chimerand.example"))))).Should().Be("accountant");
        (await world.Nobody.Get(visitor.Address(("login_hint", "ghost@nowhere.example")))).Header("Location").Should().Contain("/signin?");
    }

    [Fact]
    public async Task A_reset_turns_it_off()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put(Path, """{"enabled":true}""");

        await world.Control.Post("/_emulator/reset");

        (await world.Control.Get(Path)).Text.Should().Be("""{"workspace":false,"clients":[]}""");
    }

    [Fact]
    public async Task Tokens_by_the_control_api_are_in_the_journal_too()
    {
        await using var world = await server.NewWorld();
        await world.IssueTokens();

        (await world.Control.Get("/_emulator/journal?path=/_emulator/tokens")).Text.Should().Contain("tokens given out without the browser");
    }

    [Theory]
    [InlineData("{}", "/enabled")]
    [InlineData("""{"enabled":null}""", "/enabled")]
    [InlineData("""{"enabled":"yes"}""", "/enabled")]
    [InlineData("""{"enabled":true,"client_id":"ghost"}""", "/client_id")]
    [InlineData("""{"enabled":true,"client":"x"}""", "/client")]
    public async Task What_cannot_be_set_is_refused(string body, string place)
    {
        await using var world = await server.NewWorld();

        var reply = await world.Control.Put(Path, body);

        (reply.Status, reply.Json.Text("errors.0.source.pointer")).Should().Be((400, place));
    }

    private static async Task<string?> RoleBehind(World world, Reply authorized)
    {
        var tokens = (await world.Exchange(authorized.Parameter("code")!)).Json;
        return (await world.Bearer(tokens.Text("access_token")!).Get("/v2/membership")).Json.Text("membership.role");
    }
}
