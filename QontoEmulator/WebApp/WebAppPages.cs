using QontoEmulator.Api;
using QontoEmulator.Pages;
using QontoEmulator.Workspaces;

namespace QontoEmulator.WebApp;

/// <summary>Where the sandbox web app lives: a page of another host stands below that host's name.</summary>
internal static class WebAppPages
{
    public const string Root = "/sandbox.staging.qonto.co";

    public static bool Has(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.Ordinal);

    /// <summary>An address of the web app, without the host.</summary>
    /// <param name="call">The call whose workspace is meant.</param>
    /// <param name="below">Path below the root.</param>
    /// <param name="query">More of the query; parts without a value are left out.</param>
    public static string Link(Call call, string below, params IReadOnlyList<(string Name, string? Value)> query) => Link(call.Http, call.Workspace, below, query);

    /// <summary>The same before there is a call.</summary>
    public static string Link(HttpContext http, Workspace workspace, string below, params IReadOnlyList<(string Name, string? Value)> query) =>
        Page.Link(http, workspace, Root + below, query);

    /// <summary>What the header of each page says.</summary>
    public static string Place(Call call) => $"Sandbox web app, workspace {call.Workspace.Id.ToString()[..8]}";

    /// <summary>A handler for those who are signed in; everybody else signs in first and comes back.</summary>
    public static Handler SignedIn(Func<Call, WebSession, ValueTask<Answer>> handler) => Page.InWorkspace(call =>
    {
        if (WebSessions.Of(call) is { } session)
            return handler(call, session);
        var request = call.Http.Request;
        var here = HttpMethods.IsGet(request.Method) ? PublicUrl.PathOf(call.Http) + request.Path + request.QueryString : null;
        return Answer.Redirect(Link(call, "/signin", ("return_to", here)), StatusCodes.Status303SeeOther);
    });
}
