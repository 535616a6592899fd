using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§3.2", "§3.3")]
public sealed class RefreshTests(EmulatorServer server)
{
    private const string TwoParts = @"[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{43}";

    [Theory]
    [InlineData("/oauth2/token")]
    [InlineData("/v2/oauth2/token")]
    public async Task A_refresh_token_is_exchanged_for_a_new_pair(string path)
    {
        await using var world = await server.NewWorld();
        var before = await world.IssueTokens("organization.read offline_access");

        var reply = await world.Nobody.PostForm(path, world.RefreshForm(before.Text("refresh_token")!));

        reply.Status.Should().Be(200);
        reply.Json.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("access_token", "expires_in", "refresh_token", "scope", "token_type");
        reply.Json.Text("access_token").Should().MatchRegex("^ory_at_" + TwoParts + "$").And.NotBe(before.Text("access_token"));
        reply.Json.Text("refresh_token").Should().MatchRegex("^ory_rt_" + TwoParts + "$").And.NotBe(before.Text("refresh_token"));
        reply.Json.At("expires_in").GetInt32().Should().Be(3600);
        reply.Json.Text("token_type").Should().Be("bearer");
        reply.Json.Text("scope").Should().Be("organization.read offline_access");
        reply.Header("Cache-Control").Should().Be("no-store");
        (await world.Bearer(reply.Json.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Access_tokens_given_out_before_stay_valid_until_their_hour_is_over()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var first = await world.IssueTokens();
        await world.Advance("PT30M");
        var second = (await world.Refresh(first.Text("refresh_token")!)).Json;

        (await world.Bearer(first.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
        await world.Advance("PT30M");
        (await world.Bearer(first.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
        (await world.Bearer(second.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_used_refresh_token_works_again_for_60_seconds()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var token = (await world.IssueTokens()).Text("refresh_token")!;
        (await world.Refresh(token)).Status.Should().Be(200);

        await world.Advance("PT30S");
        (await world.Refresh(token)).Status.Should().Be(200);
        await world.Advance("PT30S");
        (await world.Refresh(token)).Status.Should().Be(200, "the second use did not begin a new minute, and 60 s are not over 60 s");
        await world.Advance("PT0.001S");

        ShouldBeInvalidGrant(await world.Refresh(token));
    }

    [Fact]
    public async Task A_dead_refresh_token_that_comes_back_ends_its_chain_but_no_access_token()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var first = (await world.IssueTokens()).Text("refresh_token")!;
        var bystander = (await world.IssueTokens()).Text("refresh_token")!;
        var second = (await world.Refresh(first)).Json;
        await world.Advance("PT61S");

        ShouldBeInvalidGrant(await world.Refresh(first));

        ShouldBeInvalidGrant(await world.Refresh(second.Text("refresh_token")!));
        (await world.Bearer(second.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
        (await world.Refresh(bystander)).Status.Should().Be(200, "another consent is another chain");
    }

    [Fact]
    public async Task A_chain_lives_on_as_long_as_it_is_used_in_time()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var token = (await world.IssueTokens()).Text("refresh_token")!;
        for (var i = 0; i < 3; i++)
        {
            await world.Advance("P89DT23H59M59.999S");
            var reply = await world.Refresh(token);
            reply.Status.Should().Be(200);
            token = reply.Json.Text("refresh_token")!;
        }

        await world.Advance("P90D");

        ShouldBeInvalidGrant(await world.Refresh(token));
    }

    [Fact]
    public async Task Fewer_scopes_may_be_asked_for_and_the_next_refresh_has_all_again()
    {
        await using var world = await server.NewWorld();
        var issued = await world.IssueTokens("organization.read team.read offline_access");

        var narrow = await world.Refresh(issued.Text("refresh_token")!, ("scope", "team.read"));

        narrow.Json.Text("scope").Should().Be("team.read");
        var member = world.Bearer(narrow.Json.Text("access_token")!);
        (await member.Get("/v2/teams")).Status.Should().Be(200);
        (await member.Get("/v2/organization")).Status.Should().Be(403);
        (await world.Refresh(narrow.Json.Text("refresh_token")!)).Json.Text("scope").Should().Be("organization.read team.read offline_access");
    }

    [Theory]
    [InlineData("organization.read team.read")]
    [InlineData("membership.read")]
    [InlineData("nonsense")]
    public async Task More_scopes_may_not(string scope)
    {
        await using var world = await server.NewWorld();
        var token = (await world.IssueTokens("organization.read offline_access")).Text("refresh_token")!;

        (await world.Refresh(token, ("scope", scope))).ShouldBeOAuthError(400, "invalid_scope");

        (await world.Refresh(token)).Status.Should().Be(200, "the token is not used up by it");
    }

    [Fact]
    public async Task A_refresh_token_of_another_workspace_is_no_token_here_and_its_client_no_client()
    {
        await using var here = await server.NewWorld();
        await using var there = await server.NewWorld();
        var token = (await there.IssueTokens()).Text("refresh_token")!;

        ShouldBeInvalidGrant(await here.Refresh(token));
        (await here.Nobody.PostForm("/oauth2/token", there.RefreshForm(token))).ShouldBeOAuthError(401, "invalid_client");
        (await there.Refresh(token)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("ory_rt_unknown")]
    [InlineData("")]
    [InlineData("é💥")]
    public async Task An_unknown_refresh_token_is_an_invalid_grant_and_an_empty_one_is_missing(string token)
    {
        await using var world = await server.NewWorld();

        (await world.Refresh(token)).ShouldBeOAuthError(400, token.Length == 0 ? "invalid_request" : "invalid_grant");
    }

    [Fact]
    public async Task An_access_token_is_no_refresh_token()
    {
        await using var world = await server.NewWorld();

        ShouldBeInvalidGrant(await world.Refresh((await world.IssueTokens()).Text("access_token")!));
    }

    [Fact]
    public async Task Two_refreshes_at_once_both_get_tokens_that_work()
    {
        await using var world = await server.NewWorld();
        var token = (await world.IssueTokens()).Text("refresh_token")!;

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => world.Refresh(token)));

        replies.Select(reply => reply.Status).Should().AllBeEquivalentTo(200);
        replies.Select(reply => reply.Json.Text("access_token")).Should().OnlyHaveUniqueItems();
        foreach (var reply in replies)
            (await world.Bearer(reply.Json.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token()
    {
        await using var world = await server.NewWorld();

        (await world.IssueTokens("organization.read")).TryGetProperty("refresh_token", out _).Should().BeFalse();
    }

    private static void ShouldBeInvalidGrant(Reply reply) => reply.ShouldBeOAuthError(400, "invalid_grant");
}
