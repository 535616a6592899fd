using QontoEmulator.Api;
using QontoEmulator.WebApp;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Pages;

/// <summary>The sign-in wall that stands before the real sandbox. Titled as the real one, and plainly the emulator's.</summary>
internal static class WallPage
{
    /// <summary>Programs that look for "onelogin" in the address still find it; nobody is sent to the real site.</summary>
    public const string Path = "/qonto.onelogin.com/login";

    public const string ContentType = Page.ContentType;

    /// <param name="http">The request that meets the wall.</param>
    /// <param name="workspace">Whose wall it is.</param>
    /// <param name="returnTo">Where a browser wanted to go; null for a program's call.</param>
    public static string Html(HttpContext http, Workspace workspace, string? returnTo) => Page.Html<Wall>(
        (nameof(Wall.PublicUrl), PublicUrl.Of(http)),
        (nameof(Wall.SignIn), WebAppPages.Link(http, workspace, "/signin", ("return_to", returnTo))),
        (nameof(Wall.GoesOn), returnTo is not null));
}
