using System.Text;

namespace QontoEmulator.Api;

/// <summary>Says why a request was refused, where programs that copy Qonto's bodies do not look: a header and the console.</summary>
internal static class Explain
{
    private const string Header = "X-Emulator-Hint";
    private const int MaxLength = 512;

    /// <summary>Tells the console about something that the caller cannot see.</summary>
    public static void Warn(HttpContext http, string what) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("emulator").LogWarning("{What}", what);

    public static void Refusal(HttpContext http, int status, string? hint)
    {
        if (hint is null)
            return;
        var text = new StringBuilder(Math.Min(hint.Length, MaxLength));
        foreach (var c in hint.AsSpan(0, Math.Min(hint.Length, MaxLength)))
            text.Append(c is >= ' ' and <= '~' ? c : '?');
        http.Response.Headers[Header] = text.ToString();
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("refused").LogInformation("{Method} {Path} -> {Status}: {Hint}", http.Request.Method, http.Request.Path.Value, status, text);
    }
}
