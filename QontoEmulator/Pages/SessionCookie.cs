using QontoEmulator.Api;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Pages;

/// <summary>A cookie that proves whose browser it is. Its name carries the workspace, because one browser can be signed in to several.</summary>
/// <param name="prefix">What its name begins with.</param>
internal sealed class SessionCookie(string prefix)
{
    /// <summary>Its value in a request; null when it is not there.</summary>
    public string? Of(HttpRequest request, Workspace workspace) => request.Cookies[NameIn(workspace)] is { Length: > 0 } value ? value : null;

    /// <summary>The workspaces that a browser has this cookie of.</summary>
    public IEnumerable<Workspace> WorkspacesOf(HttpRequest request, WorkspaceSet workspaces) =>
        request.Cookies.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(name => Guid.TryParseExact(name[prefix.Length..], "N", out var id) ? workspaces.Find(id) : null).OfType<Workspace>();

    /// <returns>The header that gives it to the browser, which forgets it when it is closed; how long it holds is for the workspace's clock to say.</returns>
    public (string Name, string Value) Give(Call call, string value) => Header(call, value, "");

    /// <returns>The header that takes it away again.</returns>
    public (string Name, string Value) TakeAway(Call call) => Header(call, "", "; Max-Age=0");

    private (string Name, string Value) Header(Call call, string value, string end) =>
        ("Set-Cookie", $"{NameIn(call.Workspace)}={value}; Path=/; HttpOnly; SameSite=Lax{(PublicUrl.IsHttps(call.Http.Request) ? "; Secure" : "")}{end}");

    private string NameIn(Workspace workspace) => $"{prefix}{workspace.Id:N}";
}
