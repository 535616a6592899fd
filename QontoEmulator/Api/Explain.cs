using System.Text;
using QontoEmulator.Quirks;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Api;

/// <summary>Where in the line of a request a step was taken.</summary>
internal enum Stage : byte
{
    Gate,
    Credential,
    Rules,
    Switch,
    Idempotency,
    Sca,
    Refused,
    Note,
}

/// <summary>One step of how a request was decided. Texts at hand, not made for the occasion: most are never read.</summary>
/// <param name="Stage">Where it was taken.</param>
/// <param name="Text">What was found.</param>
/// <param name="Subject">What it was found about: a scope, a switch, an e-mail address. Never a secret.</param>
internal readonly record struct Step(Stage Stage, string Text, string? Subject = null);

/// <summary>Says how a request was decided and why it was refused, where programs that copy Qonto's bodies do not look: journal, header and console.</summary>
internal static class Explain
{
    public const string Header = "X-Emulator-Hint";
    private const int MaxLength = 512;

    /// <summary>Tells the console about something that the caller cannot see.</summary>
    public static void Warn(HttpContext http, string what)
    {
        Step(http, Stage.Note, what);
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("emulator").LogWarning("{What}", what);
    }

    /// <summary>Tells console and caller of jobs that were given up while the request came; they are no fault of it.</summary>
    public static void Failed(HttpContext http, IReadOnlyList<FailedJob> jobs)
    {
        foreach (var failed in jobs)
        {
            failed.Log(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("defect"));
            Hint(http, failed.Hint);
        }
    }

    /// <summary>Notes a step for the journal.</summary>
    public static void Step(HttpContext http, Stage stage, string text, string? subject = null) => http.Features.Get<Visit>()?.Trail.Add(new(stage, text, subject));

    /// <summary>Notes, once, which way a switch stood when it was asked.</summary>
    public static void Consulted(Visit visit, Switch quirk, bool on)
    {
        foreach (var step in visit.Trail)
        {
            if (step.Stage == Stage.Switch && ReferenceEquals(step.Subject, quirk.Name))
                return;
        }

        visit.Trail.Add(new(Stage.Switch, on ? "on" : "off", quirk.Name));
    }

    /// <summary>Tells the caller something that the body, being Qonto's, has no room for.</summary>
    public static void Hint(HttpContext http, string hint)
    {
        var text = new StringBuilder(Math.Min(hint.Length, MaxLength));
        foreach (var c in hint.AsSpan(0, Math.Min(hint.Length, MaxLength)))
            text.Append(c is >= ' ' and <= '~' ? c : '?');
        http.Response.Headers[Header] = text.ToString();
    }

    public static void Refusal(HttpContext http, int status, string? hint)
    {
        Step(http, Stage.Refused, hint ?? "no more is known than the answer says");
        if (hint is null)
            return;
        Hint(http, hint);
        http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("refused")
            .LogInformation("{Method} {Path} -> {Status}: {Hint}", http.Request.Method, http.Request.Path.Value, status, http.Response.Headers[Header].ToString());
    }
}
