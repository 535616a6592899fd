using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Pages;

namespace QontoEmulator.Portal;

/// <summary>Where the Developer Portal lives, and who may see its pages.</summary>
internal static class PortalPages
{
    public const string Root = "/developers.qonto.com";

    public static bool Has(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.Ordinal);

    public static string Link(Call call, string below, params IReadOnlyList<(string Name, string? Value)> query) => Page.Link(call, Root + below, query);

    /// <summary>A handler for those who may use the portal. Everybody else signs in first; who is being reviewed is told so.</summary>
    public static Handler SignedIn(Func<Call, PortalAccount, ValueTask<Answer>> handler) => Page.InWorkspace(call => PortalSessions.AccountOf(call) switch
    {
        null => Answer.Redirect(Link(call, "/sign-in/"), StatusCodes.Status303SeeOther),
        { State: AccountState.Active } account => handler(call, account),
        var account => PortalSignInApi.StateOf(call, account),
    });

    /// <summary>What stands around every page: the workspace, where one can go, and who is signed in.</summary>
    public static PortalFrame Frame(Call call, PortalAccount? account) => new(
        $"Developer Portal, workspace {call.Workspace.Id.ToString()[..8]}",
        account is { State: AccountState.Active } ? Link(call, "/apps/") : null,
        Link(call, "/toolkit/"),
        account?.Email,
        account is null ? Link(call, "/sign-in/") : null,
        Link(call, "/sign-out"));

    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

/// <summary>What stands around a page of the portal. Public because Razor components are.</summary>
/// <param name="Place">Which portal this is.</param>
/// <param name="Apps">Link; null for those who have none.</param>
/// <param name="Toolkit">Link.</param>
/// <param name="Account">Who is signed in.</param>
/// <param name="SignIn">Link; null for those who are.</param>
/// <param name="SignOut">Where the button is sent to.</param>
public sealed record PortalFrame(string Place, string? Apps, string Toolkit, string? Account, string? SignIn, string SignOut);
