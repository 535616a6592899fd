using QontoEmulator.Control;
using QontoEmulator.OAuth;
using QontoEmulator.Pages;
using QontoEmulator.Portal;
using QontoEmulator.Quirks;
using QontoEmulator.WebApp;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Api;

/// <summary>Finds the workspace of a request, and turns away what comes to a sandbox host without a valid staging token (platform.md 2).</summary>
internal static class StagingGate
{
    public const string Header = "X-Qonto-Staging-Token";

    /// <summary>Which world a request belongs to, by staging token, else by what the address or a credential names, else by the browser's session, else the default one. Judges nothing yet.</summary>
    /// <param name="request">What came in.</param>
    /// <param name="clientId">The OAuth client that it names.</param>
    /// <param name="workspaces">Those there are.</param>
    public static (Workspace Workspace, bool Opened) Resolve(HttpRequest request, string? clientId, WorkspaceSet workspaces)
    {
        if (request.Headers.TryGetValue(Header, out var tokens) && workspaces.ByStagingToken(tokens.ToString()) is { } opened)
            return (opened, !opened.Is(Switches.StrictHeaderCase) || IsSpelledExactly(request));
        if (clientId is not null && workspaces.ByClientId(clientId) is { } owner)
            return (owner, false);
        if (NamedByPage(request) is { } named && workspaces.Find(named) is { } chosen)
            return (chosen, false);
        if (Presigned.WorkspaceOf(request) is { } id && workspaces.Find(id) is { } signed)
            return (signed, false);
        var authorization = request.Headers.Authorization.ToString();
        return ((authorization.Length > 0 ? workspaces.ByCredential(authorization) : null) ?? WebSessions.WorkspaceOf(request, workspaces)
            ?? PortalSessions.WorkspaceOf(request, workspaces) ?? workspaces.Default, false);
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

        if (OAuthPages.IsAuthorization(http.Request))
            return TurnAwayBrowser(http, visit, publicUrl);
        var hint = !http.Request.Headers.TryGetValue(Header, out var sent)
            ? $"{Header} is missing; every sandbox call needs it, and /_emulator/info shows the one of this emulator."
            : http.RequestServices.GetRequiredService<WorkspaceSet>().ByStagingToken(sent.ToString()) is null
                ? $"No workspace has the staging token that was sent in {Header}."
                : $"The staging token is right, but its header is not spelled {Header} exactly; switch strict-header-case is on.";
        Explain.Refusal(http, 302, hint);
        return Wall(http, workspace, publicUrl);
    }

    // OAuth works only while the browser holds a session of the sandbox web app: the pitfall that costs integrators most (platform.md 2).
    private static Answer TurnAwayBrowser(HttpContext http, Visit visit, string publicUrl)
    {
        var absent = visit.Workspace.Is(Switches.AuthPage404);
        Explain.Consulted(visit, Switches.AuthPage404, absent);
        Explain.Refusal(
            http, absent ? 404 : 302, $"The browser has no session of the sandbox web app; sign in at {WebAppPages.Root}/signin first, then open this address in the same browser.");
        return absent ? Refusals.UnknownPath() : Wall(http, visit.Workspace, publicUrl);
    }

    private static Answer Wall(HttpContext http, Workspace workspace, string publicUrl)
    {
        // Whoever came with a browser can sign in and go on; to a program the address is Qonto's to the letter.
        var returnTo = OAuthPages.IsAuthorization(http.Request) || http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) ? OAuthPages.AddressOf(http) : null;
        return workspace.Store.Current.State.GateForm == GateForm.Html
            ? Answer.Text(200, WallPage.ContentType, WallPage.Html(http, workspace, returnTo)).FromGateway()
            : Answer.Redirect(publicUrl + WallPage.Path + (returnTo is null ? "" : $"?workspace={workspace.Id}&return_to={Uri.EscapeDataString(returnTo)}"));
    }

    /// <summary>The workspace that a page of the emulator is about: browsers send no staging token, so links carry its id.</summary>
    public static Guid? NamedByPage(HttpRequest request) =>
        IsPage(request) && request.Query["workspace"].ToString() is { Length: > 0 } text
            ? Guid.TryParse(text, out var id) ? id : Guid.Empty
            : null;

    /// <summary>Whether a request is for a page or call that no wall stands before: the emulator's own, and those of the hosts around the API.</summary>
    public static bool IsPage(HttpRequest request) =>
        request.Path.StartsWithSegments(ControlApi.Root, StringComparison.Ordinal) || WebAppPages.Has(request) || PortalPages.Has(request) || OAuthPages.Has(request) || OAuthPages.IsWellKnown(request)
        || request.Path == WallPage.Path;

    private static bool IsSpelledExactly(HttpRequest request) => request.Headers.Keys.Contains(Header, StringComparer.Ordinal);
}
