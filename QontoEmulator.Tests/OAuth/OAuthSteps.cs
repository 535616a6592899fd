using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

/// <summary>What stories about tokens do again and again.</summary>
internal static class OAuthSteps
{
    public static IReadOnlyList<(string Name, string Value)> RefreshForm(this World world, string token, params IReadOnlyList<(string Name, string Value)> more) =>
        [("grant_type", "refresh_token"), ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("refresh_token", token), .. more];

    public static Task<Reply> Refresh(this World world, string token, params IReadOnlyList<(string Name, string Value)> more) =>
        world.Nobody.PostForm("/oauth2/token", world.RefreshForm(token, more));

    public static Task<Reply> Revoke(this World world, string token) =>
        world.Nobody.PostForm("/oauth2/revoke", ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("token", token));

    /// <summary>Stops the workspace's clock where it is.</summary>
    public static async Task Freeze(this World world) => (await world.Control.Put("/_emulator/clock", """{"frozen":true}""")).Status.Should().Be(200);

    /// <summary>Hydra's form, not Qonto's envelope.</summary>
    public static void ShouldBeOAuthError(this Reply reply, int status, string error)
    {
        reply.Status.Should().Be(status, reply.Text);
        reply.Json.EnumerateObject().Select(property => property.Name).Should().BeEquivalentTo("error", "error_description", "status_code");
        reply.Json.Text("error").Should().Be(error);
        reply.Json.Text("error_description").Should().NotBeEmpty();
        reply.Json.At("status_code").GetInt32().Should().Be(status);
        reply.Hint.Should().NotBeNullOrEmpty();
    }
}
