using System.Net;
using QontoEmulator.Tests.Support;
using QontoEmulator.Tests.WebApp;

namespace QontoEmulator.Tests.Portal;

/// <summary>A browser as far as HTTP goes: it keeps the portal's cookie and fills in the forms.</summary>
internal sealed class PortalVisitor(World world)
{
    public const string Root = "/developers.qonto.com";

    private Client client = new(world.BaseUrl, []);

    public Task<Reply> Open(string below, string query = "") => client.Get(Address(below, query));

    /// <param name="path">A path that was handed out.</param>
    public Task<Reply> Follow(string path) => client.Get(path);

    public async Task<Reply> Post(string below, params IReadOnlyList<(string Name, string Value)> fields) => Keep(await client.PostForm(Address(below), fields));

    /// <summary>A form with a file in it.</summary>
    public Task<Reply> PostFile(string below, string field, string name, byte[] content, params IReadOnlyList<(string Name, string Value)> fields)
    {
        var form = Uploads.Of(content, name, field);
        foreach (var (key, value) in fields)
            form.Add(new StringContent(value), key);
        return client.Send(HttpMethod.Post, Address(below), form);
    }

    public Task<Reply> SignUp(string email, string password = "correct horse", string purpose = "A ledger") =>
        Post("/sign-up/", ("email", email), ("password", password), ("purpose", purpose));

    public Task<Reply> SignIn(string email, string password = "correct horse") => Post("/sign-in/", ("email", email), ("password", password));

    /// <summary>In with the Qonto account of the shared user, which is not reviewed.</summary>
    public async Task<PortalVisitor> Enter()
    {
        var signedIn = await new WebVisitor(world).SignIn();
        var entered = Keep(await client.With("Cookie", signedIn.Cookie).Get(Address("/sign-up/qonto")));
        entered.Header("Location").Should().StartWith($"{Root}/apps/?workspace=");
        return this;
    }

    /// <summary>Path of the app that a form led to.</summary>
    public static string AppPath(Reply made)
    {
        made.Status.Should().Be(303, made.Text);
        return made.Header("Location")!.Split('?')[0][Root.Length..];
    }

    /// <summary>What a page says, its entities read.</summary>
    public static string Words(Reply page) => WebUtility.HtmlDecode(page.Text);

    private string Address(string below, string query = "") => $"{Root}{below}?workspace={world.Info.Text("id")}{query}";

    private Reply Keep(Reply reply)
    {
        if (reply.Header("Set-Cookie") is { } cookie)
            client = client.With("Cookie", cookie.Split(';')[0]);
        return reply;
    }
}
