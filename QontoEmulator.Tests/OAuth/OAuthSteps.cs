using QontoEmulator.OAuth;
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

    public static Task<Reply> Exchange(this World world, string code, params IReadOnlyList<(string Name, string? Value)> other) =>
        world.Nobody.PostForm("/oauth2/token", [.. Changed(
            [
                ("grant_type", "authorization_code"), ("client_id", world.ClientId), ("client_secret", world.ClientSecret), ("code", code), ("redirect_uri", OAuthVisitor.RedirectUri),
            ], other)]);

    /// <summary>Fields with some of them changed, added, or, where null, left out.</summary>
    public static IEnumerable<(string Name, string Value)> Changed(IEnumerable<(string Name, string? Value)> fields, IReadOnlyList<(string Name, string? Value)> other) =>
        fields.Where(field => !other.Any(changed => changed.Name == field.Name)).Concat(other).Where(field => field.Value is not null).Select(field => (field.Name, field.Value!));

    /// <summary>Registers one more app in a world: a copy of its first, with a client id of its own and whatever else is to be other.</summary>
    public static async Task<App> AddApp(this EmulatorServer server, World world, Func<App, App> change)
    {
        var workspace = server.Inside(world);
        var first = workspace.Store.Current.Table<App>().InOrderOfCreation.First().Document;
        var app = change(first with { Id = workspace.Chance.NextGuid(), ClientId = $"client-{workspace.Secrets.NextHex()}", StagingToken = $"staging-{workspace.Secrets.NextHex()}" });
        await workspace.Store.Write(tx =>
        {
            tx.Put(app);
            return true;
        });
        return app;
    }

    /// <summary>A parameter of the address that a browser is sent to; null when it is not there.</summary>
    public static string? Parameter(this Reply reply, string name) =>
        System.Web.HttpUtility.ParseQueryString(new Uri(new Uri("http://x"), reply.Header("Location")!).Query)[name];

    /// <summary>The app is told by a redirect to its address.</summary>
    public static void ShouldRefuseByRedirect(this Reply reply, string error, string description = " ")
    {
        reply.Status.Should().BeOneOf(302, 303);
        reply.Header("Location").Should().StartWith(OAuthVisitor.RedirectUri + "?");
        reply.Parameter("error").Should().Be(error);
        reply.Parameter("error_description").Should().Contain(description);
        reply.Parameter("code").Should().BeNull();
        reply.Hint.Should().NotBeNullOrEmpty();
    }

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
