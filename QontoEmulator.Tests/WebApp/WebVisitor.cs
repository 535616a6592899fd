using System.Net;
using System.Text.RegularExpressions;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.WebApp;

/// <summary>A browser as far as HTTP goes: it keeps the web app's cookie and fills in the forms.</summary>
internal sealed partial class WebVisitor(World world)
{
    public const string Root = "/sandbox.staging.qonto.co";
    public const string OwnersAddress = "apolline.chimerand@chimerand.example";
    public const string SharedPassword = "emulator-password";

    private Client client = new(world.BaseUrl, []);

    public string Workspace { get; } = world.Info.GetProperty("id").GetString()!;

    public string CookieName => $"qonto_sandbox_{Guid.Parse(Workspace):N}";

    /// <summary>The header that signs it in, for calls that go elsewhere.</summary>
    public string Cookie { get; private set; } = "";

    /// <summary>The form field that says that the password was right.</summary>
    public string Ticket { get; private set; } = "";

    public Task<Reply> Open(string below = "", string query = "") => client.Get($"{Root}{below}?workspace={Workspace}{query}");

    /// <param name="path">A path that was handed out.</param>
    public Task<Reply> Follow(string path) => client.Get(path);

    public async Task<Reply> Post(string below, string query = "", params IReadOnlyList<(string Name, string Value)> fields)
    {
        var reply = await client.PostForm($"{Root}{below}?workspace={Workspace}{query}", fields);
        if (reply.Header("Set-Cookie") is { } cookie)
        {
            Cookie = cookie.Split(';')[0];
            client = client.With("Cookie", Cookie);
        }

        if (TicketField().Match(reply.Text) is { Success: true } ticket)
            Ticket = ticket.Groups["value"].Value;
        return reply;
    }

    public Task<Reply> GivePassword(string email = OwnersAddress, string password = SharedPassword, string query = "") =>
        Post("/signin", query, ("email", email), ("password", password));

    public Task<Reply> GiveCode(string code = "123456", string? ticket = null, string query = "") => Post("/signin/code", query, ("token", ticket ?? Ticket), ("code", code));

    /// <summary>Both steps, which must work.</summary>
    public async Task<WebVisitor> SignIn(string email = OwnersAddress, string password = SharedPassword)
    {
        (await GivePassword(email, password)).Status.Should().Be(200);
        (await GiveCode()).Status.Should().Be(303);
        return this;
    }

    public Task<Reply> SignUp(string email, string password = "correct horse", string company = "Forge Rigolote", string firstName = "Léonie") =>
        Post("/signup", "", ("first_name", firstName), ("last_name", "Rigolote"), ("email", email), ("password", password), ("company", company));

    public async Task<bool> IsSignedIn() => (await Open()).Status == 200;

    /// <summary>What a page says, its entities read.</summary>
    public static string Words(Reply page) => WebUtility.HtmlDecode(page.Text);

    [GeneratedRegex("name=\"token\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TicketField();
}
