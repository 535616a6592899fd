using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using QontoEmulator.Api;
using QontoEmulator.Control;

namespace QontoEmulator.Journal;

/// <summary>The outermost piece of the line: notes every request with what it was answered and why.</summary>
/// <remarks>An entry is taken in just before the first byte of its answer goes out: whoever has the answer finds the entry.</remarks>
internal sealed class JournalRecorder(HttpContext http, JournalRing ring)
{
    [ThreadStatic]
    private static BinaryWriter? scratch;

    // Asked all the time by programs that wait or watch; of no interest to people who look for what went wrong.
    private static readonly string[] LeftOut = [ControlApi.Root + "/health", ControlApi.Root + "/ready", ControlApi.Root + "/journal"];

    private readonly long began = Stopwatch.GetTimestamp();
    private readonly RequestCopy? body = CopyOf(http);

    public static Task Record(HttpContext http, RequestDelegate next)
    {
        if (!IsLeftOut(http.Request.Path))
        {
            var recorder = new JournalRecorder(http, http.RequestServices.GetRequiredService<JournalRing>());
            http.Response.OnStarting(static state => ((JournalRecorder)state).Append(), recorder);
        }

        return next(http);
    }

    private static bool IsLeftOut(PathString path) => path.StartsWithSegments(ControlApi.Root, StringComparison.Ordinal) && Array.IndexOf(LeftOut, path.Value) >= 0;

    private static RequestCopy? CopyOf(HttpContext http)
    {
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
            return null;
        var copy = new RequestCopy(http.Request.Body, JournalEntry.KeptBytes);
        http.Request.Body = copy;
        return copy;
    }

    private Task Append()
    {
        // Without a visit nothing of ours has seen the request.
        if (http.Features.Get<Visit>() is { } visit)
        {
            var writer = scratch ??= new(new MemoryStream(16 * 1024), Encoding.UTF8);
            var memory = (MemoryStream)writer.BaseStream;
            memory.SetLength(0);
            JournalEntry.Write(writer, http, visit, Stopwatch.GetElapsedTime(began), body);
            ring.Append(visit.Workspace.Id, memory.GetBuffer().AsSpan(0, (int)memory.Length));
        }

        return Task.CompletedTask;
    }
}
