using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.OAuth;
using QontoEmulator.Pages;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.WebApp;

/// <summary>Who is signed in to the web app, by cookie. Such a browser passes the wall without a staging token (platform.md 2).</summary>
internal static class WebSessions
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private static readonly SessionCookie Cookie = new("qonto_sandbox_");

    /// <summary>The session of the browser that calls; null when it has none.</summary>
    public static WebSession? Of(Call call) => Of(call.Http.Request, call.Workspace);

    public static WebSession? Of(HttpRequest request, Workspace workspace) =>
        Cookie.Of(request, workspace) is { } value
        && workspace.Store.Current is var data
        && data.Find<WebSession>(Tokens.IdOf(value)) is { } session
        && session.ExpiresAt > workspace.Clock.Now
        && data.Find<User>(session.UserId) is not null ? session : null;

    /// <summary>The workspace that the browser is signed in to, the default one first; null when there is none.</summary>
    public static Workspace? WorkspaceOf(HttpRequest request, WorkspaceSet workspaces) =>
        Cookie.WorkspacesOf(request, workspaces).Where(workspace => Of(request, workspace) is not null).MaxBy(workspace => workspace == workspaces.Default);

    /// <summary>Signs a user in; what the browser was signed in as before is over.</summary>
    /// <returns>The header that gives the browser its cookie.</returns>
    public static (string Name, string Value) Begin(Tx tx, Call call, Guid userId)
    {
        Forget(tx, call);
        var value = call.Workspace.Secrets.NextHex();
        var session = new WebSession { Id = Tokens.IdOf(value), UserId = userId, SignedInAt = tx.Now, ExpiresAt = tx.Now + Life };
        ExpiringCredentials.Keep(tx, session);
        return Cookie.Give(call, value);
    }

    /// <returns>The header that takes the cookie away again.</returns>
    public static (string Name, string Value) End(Tx tx, Call call)
    {
        Forget(tx, call);
        return Cookie.TakeAway(call);
    }

    private static void Forget(Tx tx, Call call)
    {
        if (Cookie.Of(call.Http.Request, call.Workspace) is { } value)
            tx.Delete<WebSession>(Tokens.IdOf(value));
    }
}
