using QontoEmulator.Control;
using QontoEmulator.Pages;
using QontoEmulator.Quirks;
using QontoEmulator.WebApp;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Api;

/// <summary>Finds the workspace of a request, and turns away what comes to a sandbox host without a valid staging token (platform.md 2).</summary>
internal static class StagingGate
{
    public const string Header = "X-Qonto-Staging-Token";

    /// <summary>Which world a request belongs to, by staging token, else by what the address or a credential names, else by the browser's session, else the default one. Judges nothing yet.</summary>
    public static (Workspace Workspace, bool Opened) Resolve(HttpRequest request, WorkspaceSet workspaces)
    {
        if (request.Headers.TryGetValue(Header, out var tokens) && workspaces.ByStagingToken(tokens.ToString()) is { } opened)
            return (opened, !opened.Is(Switches.StrictHeaderCase) || IsSpelledExactly(request));
        if (NamedByPage(request) is { } named && workspaces.Find(named) is { } chosen)
            return (chosen, false);
        if (Presigned.WorkspaceOf(request) is { } id && workspaces.Find(id) is { } signed)
            return (signed, false);
        var authorization = request.Headers.Authorization.ToString();
        return ((authorization.Length > 0 ? workspaces.ByCredential(authorization) : null) ?? WebSessions.WorkspaceOf(request, workspaces) ?? workspaces.Default, false);
    }

    /// <summary>The wall's answer; null when the request may pass.</summary>
    public static Answer? Judge(HttpContext http, Visit visit, string publicUrl)
    {
        var workspace = visit.Workspace;
        var quirk = Presigned.IsFile(http.Request) ? Switches.FileUrlsGated : Switches.StagingGate;
        var gated = workspace.Is(quirk);
        Explain.Consulted(visit, quirk, gated);
        var opener = visit.PassesWall ? "opened by a staging token"
            : WebSessions.Of(http.Request, workspace) is not null ? "opened by a session of the web app"
            : gated ? null
            : "open to everyone here";
        if (opener is not null)
        {
            visit.Trail.Add(new(Stage.Gate, opener));
            return null;
        }

        var hint = !http.Request.Headers.TryGetValue(Header, out var sent)
            ? $"{Header} is missing; every sandbox call needs it, and /_emulator/info shows the one of this emulator."
            : http.RequestServices.GetRequiredService<WorkspaceSet>().ByStagingToken(sent.ToString()) is null
                ? $"No workspace has the staging token that was sent in {Header}."
                : $"The staging token is right, but its header is not spelled {Header} exactly; switch strict-header-case is on.";
        Explain.Refusal(http, 302, hint);
        return workspace.Store.Current.State.GateForm == GateForm.Html
            ? Answer.Text(200, WallPage.ContentType, WallPage.Html(publicUrl)).FromGateway()
            : Answer.Redirect(publicUrl + WallPage.Path);
    }

    /// <summary>The workspace that a page of the emulator is about: browsers send no staging token, so links carry its id.</summary>
    public static Guid? NamedByPage(HttpRequest request) =>
        (request.Path.StartsWithSegments(ControlApi.Root, StringComparison.Ordinal) || WebAppPages.Has(request)) && request.Query["workspace"].ToString() is { Length: > 0 } text
            ? Guid.TryParse(text, out var id) ? id : Guid.Empty
            : null;

    private static bool IsSpelledExactly(HttpRequest request) => request.Headers.Keys.Contains(Header, StringComparer.Ordinal);
}
