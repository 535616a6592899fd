using System.Net;
using System.Text.RegularExpressions;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

/// <summary>A person at a browser, as far as HTTP goes: keeps cookies, presses buttons, follows a redirect when told to.</summary>
internal sealed partial class OAuthVisitor(World world)
{
    public const string RedirectUri = "http://localhost:22099/callback";
    public const string State = "a-state-of-an-app";

    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>What the browser kept, by name.</summary>
    public IDictionary<string, string> Cookies => cookies;

    private Client Client => cookies.Count == 0 ? new(world.BaseUrl, []) : new(world.BaseUrl, [("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")))]);

    public async Task<Reply> Get(string path) => Keep(await Client.Get(path));

    public async Task<Reply> Post(string path, params IReadOnlyList<(string Name, string Value)> fields) => Keep(await Client.PostForm(path, fields));

    /// <summary>Signed in to the sandbox web app.</summary>
    /// <param name="email">As whom; as the owner when absent.</param>
    public async Task<OAuthVisitor> SignIn(string? email = null)
    {
        var workspace = $"?workspace={world.Info.Text("id")}";
        var user = world.Info.At("user");
        var asked = await Post($"/sandbox.staging.qonto.co/signin{workspace}", ("email", email ?? user.Text("email")!), ("password", user.Text("password")!));
        var ticket = HiddenToken().Match(asked.Text).Groups["value"].Value;
        (await Post($"/sandbox.staging.qonto.co/signin/code{workspace}", ("token", WebUtility.HtmlDecode(ticket)), ("code", "123456"))).Status.Should().Be(303);
        return this;
    }

    /// <summary>Sent by the app to <c>/oauth2/auth</c>.</summary>
    /// <param name="other">Parameters that are other than those of a good request; null leaves one out.</param>
    public Task<Reply> Authorize(params IReadOnlyList<(string Name, string? Value)> other) => Get(Address(other));

    public string Address(params IReadOnlyList<(string Name, string? Value)> other)
    {
        var parameters = OAuthSteps.Changed(
            [("client_id", world.ClientId), ("redirect_uri", RedirectUri), ("response_type", "code"), ("scope", "organization.read offline_access"), ("state", State)], other);
        return "/oauth2/auth?" + string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
    }

    /// <summary>Sent by the app, to the page that asks.</summary>
    public async Task<Reply> Consent(params IReadOnlyList<(string Name, string? Value)> other)
    {
        var asked = await Authorize(other);
        asked.Status.Should().Be(302, asked.Text);
        asked.Header("Location").Should().StartWith("/oauth-sandbox.staging.qonto.co/consent?", asked.Hint ?? "");
        return await Get(asked.Header("Location")!);
    }

    /// <summary>A button on a page.</summary>
    public Task<Reply> Press(Reply page, string decision) => Post(ActionOf(page), ("decision", decision));

    /// <summary>The whole way: signed in, asked, allowed.</summary>
    /// <returns>The code that the app gets.</returns>
    public async Task<string> Code(params IReadOnlyList<(string Name, string? Value)> other)
    {
        var allowed = await Press(await Consent(other), "allow");
        allowed.Status.Should().Be(303, allowed.Text);
        return allowed.Parameter("code")!;
    }

    /// <summary>Where the first form of a page is sent to.</summary>
    public static string ActionOf(Reply page) => WebUtility.HtmlDecode(Action().Match(page.Text).Groups["value"].Value);

    private Reply Keep(Reply reply)
    {
        foreach (var match in Cookie().Matches(reply.Header("Set-Cookie") ?? "").Cast<Match>())
        {
            if (match.Groups["value"].Value.Length > 0)
                cookies[match.Groups["name"].Value] = match.Groups["value"].Value;
            else
                cookies.Remove(match.Groups["name"].Value);
        }

        return reply;
    }

    [GeneratedRegex("name=\"token\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HiddenToken();

    [GeneratedRegex("<form[^>]* action=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("(?<name>qonto_[a-z]+(_[a-z]+)?_[0-9a-f]{32})=(?<value>[^;,]*)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Cookie();
}
