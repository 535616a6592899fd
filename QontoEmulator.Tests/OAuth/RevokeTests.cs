using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§3.4")]
public sealed class RevokeTests(EmulatorServer server)
{
    private const string Path = "/oauth2/revoke";

    [Fact]
    public async Task A_revoked_access_token_ends_alone()
    {
        await using var world = await server.NewWorld();
        var tokens = await world.IssueTokens();

        ShouldBeEmpty200(await world.Revoke(tokens.Text("access_token")!));

        (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
        (await world.Refresh(tokens.Text("refresh_token")!)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_revoked_refresh_token_ends_all_tokens_of_its_consent_and_no_others()
    {
        await using var world = await server.NewWorld();
        var first = await world.IssueTokens();
        var second = (await world.Refresh(first.Text("refresh_token")!)).Json;
        var bystander = await world.IssueTokens();

        ShouldBeEmpty200(await world.Revoke(second.Text("refresh_token")!));

        foreach (var tokens in new[] { first, second })
        {
            (await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(401);
            (await world.Refresh(tokens.Text("refresh_token")!)).ShouldBeOAuthError(400, "invalid_grant");
        }

        (await world.Bearer(bystander.Text("access_token")!).Get("/v2/organization")).Status.Should().Be(200);
        (await world.Refresh(bystander.Text("refresh_token")!)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("ory_at_unknown")]
    [InlineData("é💥")]
    public async Task An_unknown_token_is_no_error(string token)
    {
        await using var world = await server.NewWorld();

        ShouldBeEmpty200(await world.Revoke(token));
    }

    [Fact]
    public async Task A_token_can_be_revoked_twice()
    {
        await using var world = await server.NewWorld();
        var token = (await world.IssueTokens()).Text("refresh_token")!;

        ShouldBeEmpty200(await world.Revoke(token));
        ShouldBeEmpty200(await world.Revoke(token));
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("nonsense")]
    public async Task The_hint_about_the_kind_of_token_may_be_wrong(string hint)
    {
        await using var world = await server.NewWorld();
        var token = (await world.IssueTokens()).Text("access_token")!;

        ShouldBeEmpty200(await world.Nobody.PostForm(
            Path, ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("token", token), ("token_type_hint", hint)));

        (await world.Bearer(token).Get("/v2/organization")).Status.Should().Be(401);
    }

    [Fact]
    [Rule("§3.5")]
    public async Task A_client_that_cannot_prove_itself_revokes_nothing()
    {
        await using var world = await server.NewWorld();
        var token = (await world.IssueTokens()).Text("access_token")!;

        (await world.Nobody.PostForm(Path, ("client_id", world.ClientId), ("client_secret", "wrong"), ("token", token))).ShouldBeOAuthError(401, "invalid_client");
        (await world.Nobody.PostForm(Path, ("client_id", "unknown"), ("client_secret", "wrong"), ("token", token))).ShouldBeOAuthError(401, "invalid_client");

        (await world.Bearer(token).Get("/v2/organization")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("token")]
    [Rule("§3.5")]
    public async Task A_missing_field_is_an_invalid_request(string missing)
    {
        await using var world = await server.NewWorld();
        var form = new[] { ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("token", "any") };

        (await world.Nobody.PostForm(Path, [.. form.Where(field => field.Item1 != missing)])).ShouldBeOAuthError(400, "invalid_request");
    }

    [Fact]
    public async Task Tokens_of_another_workspace_are_not_touched()
    {
        await using var here = await server.NewWorld();
        await using var there = await server.NewWorld();
        var token = (await there.IssueTokens()).Text("refresh_token")!;

        ShouldBeEmpty200(await here.Revoke(token));

        (await there.Refresh(token)).Status.Should().Be(200);
    }

    private static void ShouldBeEmpty200(Reply reply)
    {
        reply.Status.Should().Be(200);
        reply.Bytes.Should().BeEmpty();
    }
}
