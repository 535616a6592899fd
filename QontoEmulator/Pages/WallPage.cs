using System.Text.Encodings.Web;

namespace QontoEmulator.Pages;

/// <summary>The sign-in wall that stands before the real sandbox. Titled as the real one, and plainly the emulator's.</summary>
internal static class WallPage
{
    /// <summary>Programs that look for "onelogin" in the address still find it; nobody is sent to the real site.</summary>
    public const string Path = "/qonto.onelogin.com/login";

    public const string ContentType = "text/html; charset=utf-8";

    public static string Html(string publicUrl) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>OneLogin</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f4f4f2; color: #1d1d1b; }
        main { max-width: 34rem; margin: 0 auto; padding: 3rem 1.25rem; }
        section { background: #fff; border: 1px solid #d9d9d4; border-radius: .5rem; padding: 1.5rem; }
        aside { margin-top: 1.5rem; border-left: 4px solid #6b5aed; background: #eeecfd; padding: 1rem 1.25rem; border-radius: 0 .5rem .5rem 0; }
        h1 { font-size: 1.35rem; margin: 0 0 .5rem; } h2 { font-size: 1rem; margin: 0 0 .5rem; }
        code { background: #f4f4f2; border-radius: .25rem; padding: .1rem .3rem; overflow-wrap: anywhere; }
        a { color: #4a3bd1; }
        </style>
        </head>
        <body>
        <main>
        <section>
        <h1>Sign in to continue</h1>
        <p>This sandbox is protected. Only calls with a valid staging token pass.</p>
        </section>
        <aside>
        <h2>This is the Qonto emulator, not OneLogin</h2>
        <p>Qonto's sandbox stands behind a single-sign-on wall, and a call without a valid staging token ends there: with HTML where JSON was expected. This page stands in for it.</p>
        <p>The way through: send the header <code>X-Qonto-Staging-Token</code> with every call. <a href="{{HtmlEncoder.Default.Encode(publicUrl)}}/_emulator/info">/_emulator/info</a> shows the token of this emulator.</p>
        </aside>
        </main>
        </body>
        </html>
        """;
}
