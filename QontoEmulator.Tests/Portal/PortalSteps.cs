using System.Text.Json;
using QontoEmulator.Tests.OAuth;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>What stories about apps do again and again.</summary>
internal static class PortalSteps
{
    public const string ProductionUri = "https://app.example/callback";

    /// <summary>A body that makes an app, with some fields changed or added; a null leaves one out.</summary>
    public static string AppBody(params IReadOnlyList<(string Name, object? Value)> other)
    {
        var fields = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["name"] = "Ledger Sync",
            ["use_case"] = "automate",
            ["scopes"] = new[] { "organization.read", "offline_access" },
            ["sandbox_redirect_uris"] = new[] { OAuthVisitor.RedirectUri },
        };
        foreach (var (name, value) in other)
            fields[name] = value;
        return JsonSerializer.Serialize(fields.Where(field => field.Value is not null).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>An app made by the control API, as it answers it.</summary>
    public static async Task<JsonElement> NewApp(this World world, params IReadOnlyList<(string Name, object? Value)> other)
    {
        var made = await world.Control.Post("/_emulator/apps", AppBody(other));
        made.Status.Should().Be(201, made.Text);
        return made.Json;
    }

    /// <summary>The same for customers, with a scope that production grants after a review only.</summary>
    public static Task<JsonElement> NewConnectApp(this World world, params IReadOnlyList<(string Name, object? Value)> other) => world.NewApp(
    [
        ("use_case", "connect"), ("scopes", new[] { "organization.read", "team.read" }), ("ais_reason", "Our customers see their balances."),
        ("production_redirect_uris", new[] { ProductionUri }), .. other,
    ]);

    public static async Task<JsonElement> Act(this World world, JsonElement app, string act, string? body = null)
    {
        var done = await world.Control.Post($"/_emulator/apps/{app.Text("id")}/{act}", body);
        done.Status.Should().Be(200, done.Text);
        return done.Json;
    }

    public static async Task<JsonElement> Again(this World world, JsonElement app) => (await world.Control.Get($"/_emulator/apps/{app.Text("id")}")).Json;

    public static IReadOnlyList<string?> Texts(this JsonElement element, string path) => [.. element.Items(path).Select(item => item.GetString())];

    /// <summary>A call of the token endpoint that gets as far as the credentials do: a right client hears that the token is unknown.</summary>
    public static async Task<string?> ErrorOfCredentials(this World world, string clientId, string secret) =>
        (await world.Nobody.PostForm("/oauth2/token", ("grant_type", "refresh_token"), ("refresh_token", "ory_rt_x"), ("client_id", clientId), ("client_secret", secret))).Json.Text("error");
}
