namespace QontoEmulator.Pages;

/// <summary>The sign-in wall that stands before the real sandbox. Titled as the real one, and plainly the emulator's.</summary>
internal static class WallPage
{
    /// <summary>Programs that look for "onelogin" in the address still find it; nobody is sent to the real site.</summary>
    public const string Path = "/qonto.onelogin.com/login";

    public const string ContentType = Page.ContentType;

    public static string Html(string publicUrl) => Page.Html<Wall>((nameof(Wall.PublicUrl), publicUrl));
}
