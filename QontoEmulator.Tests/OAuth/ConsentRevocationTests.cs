using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§3.4")]
public sealed class ConsentRevocationTests(EmulatorServer server)
{
    private const string Path = "/v2/oauth2/consents";

    [Fact]
    public async Task All_tokens_of_this_user_and_app_die_and_webhooks_tell()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var (one, two) = (await world.IssueTokens(), await world.IssueTokens());
        var colleague = await world.SignIn("organization.read", "barnabe.volauvent@chimerand.example");
        var other = await server.AddApp(world, app => app);
        var otherApp = (await world.Control.Post("/_emulator/tokens", $$"""{"client_id":"{{other.ClientId}}"}""")).Json;

        var reply = await world.Bearer(one.Text("access_token")!).Delete(Path);

        (reply.Status, reply.Bytes.Length).Should().Be((204, 0));
        foreach (var tokens in new[] { one, two })
        {
            (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
            (await world.Refresh(tokens.Text("refresh_token")!)).ShouldBeOAuthError(400, "invalid_grant");
        }

        (await colleague.Get("/v2/organization")).Status.Should().Be(200);
        (await world.Bearer(otherApp.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
        var told = (await world.Control.Get("/_emulator/events?type=v1/consent-revocations")).Json.Items("events").Should().ContainSingle().Subject;
        told.At("data").EnumerateObject().Select(property => property.Name).Should().Equal("client_id", "revoked_at");
        told.Text("data.client_id").Should().Be(world.ClientId);
        told.Text("data.revoked_at").Should().MatchRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$");
    }

    [Fact]
    public async Task Codes_that_wait_to_be_exchanged_die_too()
    {
        await using var world = await server.NewWorld();
        var code = await (await new OAuthVisitor(world).SignIn()).Code();

        (await (await world.SignIn()).Delete(Path)).Status.Should().Be(204);

        (await world.Exchange(code)).ShouldBeOAuthError(400, "invalid_grant");
    }

    [Fact]
    public async Task Consents_of_the_same_user_in_other_organizations_end_as_well()
    {
        await using var world = await server.NewWorld(data: ConsentTests.InBoth());
        var visitor = await new OAuthVisitor(world).SignIn();
        var tokens = new List<string>();
        foreach (var organization in new[] { "9191dc62-b4fa-4f70-bb91-7f12f28b1a74", "b20c0567-4dc8-4ac2-aed2-5d7bb78e0a16" })
            tokens.Add((await world.Exchange(await visitor.Code(("organization_id", organization)))).Json.Text("access_token")!);

        (await world.Bearer(tokens[0]).Delete(Path)).Status.Should().Be(204);

        (await world.Bearer(tokens[1]).Get("/v2/organization")).Status.Should().Be(401);
        (await world.Control.Get("/_emulator/events?type=v1/consent-revocations")).Json.Items("events").Should().HaveCount(2);
    }

    [Fact]
    public async Task It_needs_a_token_with_its_scope()
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.Delete(Path)).Status.Should().Be(401);
        (await world.Organization.Delete(Path)).Status.Should().Be(401);
        (await (await world.SignIn("team.read")).Delete(Path)).Status.Should().Be(403);
    }
}
