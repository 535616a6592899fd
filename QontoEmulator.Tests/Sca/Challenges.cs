using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Sca;

/// <summary>Asks for strong authentication the way every client meets it: by closing an account.</summary>
internal static class Challenges
{
    public const string PreferenceHeader = "X-Qonto-2fa-Preference";
    public const string TokenHeader = "X-Qonto-Sca-Session-Token";

    /// <summary>An account of the organization that could be closed, were it empty.</summary>
    public static async Task<string> ClosableAccount(World world, int skip = 0) =>
        (await world.Accounts()).Where(account => !account.At("main").GetBoolean() && !account.At("is_external_account").GetBoolean() && account.Text("status") is "active")
        .Skip(skip).First().Text("id")!;

    /// <summary>A new account, which is empty and can be closed.</summary>
    public static async Task<string> NewAccount(World world, Client member, string name = "To be closed")
    {
        SkipUnlessBuilt();
        var created = await member.Post("/v2/bank_accounts", $$$"""{"bank_account":{"name":"{{{name}}}"}}""");
        created.Status.Should().Be(200, created.Text);
        return created.Json.Text("bank_account.id")!;
    }

    public static Task<Reply> Close(Client member, string account, string? preference = "mock", string? token = null)
    {
        SkipUnlessBuilt();
        var client = preference is null ? member : member.With(PreferenceHeader, preference);
        return (token is null ? client : client.With(TokenHeader, token)).Post($"/v2/bank_accounts/{account}/close");
    }

    /// <summary>The token of a fresh 428.</summary>
    public static async Task<string> Token(Client member, string account, string? preference = "mock")
    {
        var challenge = await Close(member, account, preference);
        challenge.Status.Should().Be(428, challenge.Text);
        return challenge.Json.Text("sca_session_token")!;
    }

    public static async Task<string> Result(Client member, string token) => (await member.Get($"/v2/sca_sessions/{token}")).Json.Text("result")!;

    public static async Task Decide(World world, string token, string decision) =>
        (await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/{decision}")).Json.Text("message").Should().Be("Success");

    /// <summary>Sends a write as its member would: it is challenged, approved by the mock, and sent again.</summary>
    public static async Task<Reply> Approved(World world, Client member, Func<Client, Task<Reply>> send)
    {
        var mocking = member.With(PreferenceHeader, "mock");
        var challenge = await send(mocking);
        challenge.Status.Should().Be(428, challenge.Text);
        var token = challenge.Json.Text("sca_session_token")!;
        await Decide(world, token, "allow");
        return await send(mocking.With(TokenHeader, token));
    }

    /// <summary>A workspace that plays production: no wall, no mocked sessions.</summary>
    public static async Task<World> ProductionWorld(EmulatorServer server)
    {
        var created = await server.Stranger().Post("/_emulator/workspaces", """{"profile":"production"}""");
        created.Status.Should().Be(201, created.Text);
        return new(server.BaseUrl, created.Json);
    }

    public static void SkipUnlessBuilt() =>
        Assert.SkipUnless(BuiltRoutes.All.Contains(("POST", "/v2/bank_accounts/{id}/close")), "closing an account, by which SCA is met here, is not built yet");
}
