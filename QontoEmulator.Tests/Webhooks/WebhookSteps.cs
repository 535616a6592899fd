using System.Text.Json;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>What stories about webhooks are made of.</summary>
internal static class WebhookSteps
{
    public const string Path = "/v2/webhook_subscriptions";

    /// <summary>A subscription, as the answer that created it shows it.</summary>
    public static async Task<JsonElement> Subscribe(this Client member, Uri url, params string[] types)
    {
        var created = await member.Post(Path, Body(url.ToString(), types is [] ? ["v1/accounts"] : types));
        created.Status.Should().Be(201, created.Text);
        return created.Json;
    }

    public static string Body(string url, string[] types, string? secret = null, string? description = null) => JsonSerializer.Serialize(
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["callback_url"] = url, ["types"] = types, ["secret"] = secret, ["description"] = description });

    /// <summary>Renames an account, which every subscription to v1/accounts is told.</summary>
    public static async Task Rename(this Client member, World world, string name)
    {
        var account = await world.MainAccount();
        (await member.Patch($"/v2/bank_accounts/{account}", JsonSerializer.Serialize(new { bank_account = new { name } }))).Status.Should().Be(200);
    }

    /// <summary>Waits for a delivery; delivered when the query names no status.</summary>
    public static async Task<JsonElement> Await(this World world, string query = "")
    {
        var found = await world.Control.Get($"/_emulator/webhooks/deliveries/wait?timeout=30&{query}");
        found.Status.Should().Be(200, found.Text + found.Hint);
        return found.Json;
    }

    public static async Task<IReadOnlyList<JsonElement>> Deliveries(this World world, string query = "") =>
        (await world.Control.Get($"/_emulator/webhooks/deliveries?{query}")).Json.Items("deliveries");

    public static Task Freeze(this World world) => world.Control.Put("/_emulator/clock", """{"now":"2027-03-01T09:00:00Z","frozen":true}""");
}
