using System.Text;

namespace QontoEmulator.Api;

/// <summary>Says why a request was refused, where programs that copy Qonto's bodies do not look: a header and the console.</summary>
internal static class Explain
{
    private const string Header = "X-Emulator-Hint";
    private const int MaxLength = 512;

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
