using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.WebApp;

/// <summary>Who is signed in to the web app, by cookie. Such a browser passes the wall without a staging token (platform.md 2).</summary>
internal static class WebSessions
{
    public const string ExpireJob = "web_session.expire";

    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private const string CookiePrefix = "qonto_sandbox_";

    /// <summary>The session of the browser that calls; null when it has none.</summary>
    public static WebSession? Of(Call call) => Of(call.Http.Request, call.Workspace);

    public static WebSession? Of(HttpRequest request, Workspace workspace) =>
        request.Cookies[NameIn(workspace)] is { Length: > 0 } value
        && workspace.Store.Current is var data
        && data.Find<WebSession>(Tokens.IdOf(value)) is { } session
        && session.ExpiresAt > workspace.Clock.Now
        && data.Find<User>(session.UserId) is not null ? session : null;

    /// <summary>The workspace that the browser is signed in to, the default one first; null when there is none.</summary>
    public static Workspace? WorkspaceOf(HttpRequest request, WorkspaceSet workspaces) =>
        request.Cookies.Keys.Where(name => name.StartsWith(CookiePrefix, StringComparison.Ordinal))
            .Select(name => Guid.TryParseExact(name[CookiePrefix.Length..], "N", out var id) ? workspaces.Find(id) : null)
            .OfType<Workspace>().Where(workspace => Of(request, workspace) is not null)
            .MaxBy(workspace => workspace == workspaces.Default);

    /// <summary>Signs a user in; what the browser was signed in as before is over.</summary>
    /// <returns>The header that gives the browser its cookie.</returns>
    public static (string Name, string Value) Begin(Tx tx, Call call, Guid userId)
    {
        Forget(tx, call);
        var value = call.Workspace.Secrets.NextHex();
        var session = new WebSession { Id = Tokens.IdOf(value), UserId = userId, SignedInAt = tx.Now, ExpiresAt = tx.Now + Life };
        tx.Put(session);
        tx.At(session.ExpiresAt, ExpireJob, session.Id);
        return Cookie(call, value);
    }

    /// <returns>The header that takes the cookie away again.</returns>
    public static (string Name, string Value) End(Tx tx, Call call)
    {
        Forget(tx, call);
        return Cookie(call, "", "; Max-Age=0");
    }

    public static void Expire(Tx tx, Job job) => tx.Delete<WebSession>(job.Subject);

    private static void Forget(Tx tx, Call call)
    {
        if (call.Http.Request.Cookies[NameIn(call.Workspace)] is { Length: > 0 } value)
            tx.Delete<WebSession>(Tokens.IdOf(value));
    }

    // The browser forgets it when it is closed; how long it holds is for the workspace's clock to say.
    private static (string Name, string Value) Cookie(Call call, string value, string end = "") =>
        ("Set-Cookie", $"{NameIn(call.Workspace)}={value}; Path=/; HttpOnly; SameSite=Lax{(PublicUrl.IsHttps(call.Http.Request) ? "; Secure" : "")}{end}");

    // One browser can be signed in to several workspaces.
    private static string NameIn(Workspace workspace) => $"{CookiePrefix}{workspace.Id:N}";
}
