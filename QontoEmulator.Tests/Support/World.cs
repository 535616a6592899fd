using System.Text.Json;

namespace QontoEmulator.Tests.Support;

/// <summary>A workspace as a test sees it, with the callers that it knows.</summary>
internal sealed class World(Uri baseUrl, JsonElement info) : IAsyncDisposable
{
    /// <summary>What <c>/_emulator/info</c> says of it.</summary>
    public JsonElement Info { get; } = info;

    public Uri BaseUrl { get; } = baseUrl;

    public string StagingToken => Info.GetProperty("staging_token").GetString()!;

    public string ApiKey => $"{Info.At("api_key.login").GetString()}:{Info.At("api_key.secret_key").GetString()}";

    public string ClientId => Info.At("oauth.client_id").GetString()!;

    public string ClientSecret => Info.At("oauth.client_secret").GetString()!;

    /// <summary>Staging token alone: past the wall, without a credential.</summary>
    public Client Nobody => new(BaseUrl, [("X-Qonto-Staging-Token", StagingToken)]);

    /// <summary>The organization by its API key.</summary>
    public Client Organization => Nobody.With("Authorization", ApiKey);

    /// <summary>The control API, acting on this workspace.</summary>
    public Client Control => Nobody;

    /// <summary>A member through a fresh access token.</summary>
    /// <param name="email">Whose; the owner's when absent.</param>
    /// <param name="scopes">Space-separated; all that the app may ask for when absent.</param>
    public async Task<Client> SignIn(string? scopes = null, string? email = null)
    {
        var issued = await IssueTokens(scopes, email);
        return Bearer(issued.GetProperty("access_token").GetString()!);
    }

    public Client Bearer(string accessToken) => Nobody.With("Authorization", $"Bearer {accessToken}");

    /// <summary>Tokens by the control API: access_token, perhaps refresh_token, expires_in, scope.</summary>
    public async Task<JsonElement> IssueTokens(string? scopes = null, string? email = null)
    {
        var body = JsonSerializer.Serialize(new Dictionary<string, object?>(StringComparer.Ordinal) { ["scopes"] = scopes?.Split(' '), ["user"] = email });
        var issued = await Control.Post("/_emulator/tokens", body);
        issued.Status.Should().Be(200, issued.Text);
        return issued.Json;
    }

    /// <summary>Id of the main account, which is listed first.</summary>
    public async Task<string> MainAccount() => (await Accounts())[0].GetProperty("id").GetString()!;

    /// <summary>All accounts of the organization, external ones included.</summary>
    public async Task<IReadOnlyList<JsonElement>> Accounts() =>
        [.. (await Organization.Get("/v2/organization?include_external_accounts=true")).Json.At("organization.bank_accounts").EnumerateArray()];

    /// <summary>Moves the workspace's clock forward, as an ISO 8601 duration such as PT20M.</summary>
    public async Task Advance(string by) => (await Control.Post("/_emulator/clock/advance", $$"""{"by":"{{by}}"}""")).Status.Should().Be(200);

    /// <summary>Sets switches, as JSON such as <c>{"staging-gate":false}</c>.</summary>
    public async Task Switch(string json) => (await Control.Patch("/_emulator/switches", json)).Status.Should().Be(200);

    public async ValueTask DisposeAsync() => await Control.Delete($"/_emulator/workspaces/{Info.GetProperty("id").GetString()}");
}
