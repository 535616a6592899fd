using QontoEmulator.Api;
using QontoEmulator.OAuth;
using QontoEmulator.Pages;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Portal;

/// <summary>Who is signed in to the Developer Portal, by cookie.</summary>
internal static class PortalSessions
{
    // Longer than a review, so that advancing the clock over one signs nobody out.
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private static readonly SessionCookie Cookie = new("qonto_portal_");

    public static PortalAccount? AccountOf(Call call) => Of(call.Http.Request, call.Workspace) is { } session ? call.Data.Find<PortalAccount>(session.AccountId) : null;

    /// <summary>The workspace whose portal the browser is signed in to, the default one first; null when there is none.</summary>
    public static Workspace? WorkspaceOf(HttpRequest request, WorkspaceSet workspaces) =>
        Cookie.WorkspacesOf(request, workspaces).Where(workspace => Of(request, workspace) is not null).MaxBy(workspace => workspace == workspaces.Default);

    /// <summary>Signs an account in; what the browser was signed in as before is over.</summary>
    /// <returns>The header that gives the browser its cookie.</returns>
    public static (string Name, string Value) Begin(Tx tx, Call call, Guid accountId)
    {
        Forget(tx, call);
        var value = call.Workspace.Secrets.NextHex();
        var session = new PortalSession { Id = Tokens.IdOf(value), AccountId = accountId, ExpiresAt = tx.Now + Life };
        ExpiringCredentials.Keep(tx, session);
        return Cookie.Give(call, value);
    }

    /// <returns>The header that takes the cookie away again.</returns>
    public static (string Name, string Value) End(Tx tx, Call call)
    {
        Forget(tx, call);
        return Cookie.TakeAway(call);
    }

    private static PortalSession? Of(HttpRequest request, Workspace workspace) =>
        Cookie.Of(request, workspace) is { } value
        && workspace.Store.Current.Find<PortalSession>(Tokens.IdOf(value)) is { } session
        && session.ExpiresAt > workspace.Clock.Now ? session : null;

    private static void Forget(Tx tx, Call call)
    {
        if (Cookie.Of(call.Http.Request, call.Workspace) is { } value)
            tx.Delete<PortalSession>(Tokens.IdOf(value));
    }
}
