using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using QontoEmulator.Api;
using QontoEmulator.Journal;

namespace QontoEmulator.Control;

/// <summary>What the workspace was asked, what it answered, and why. Secrets are masked.</summary>
internal static class JournalApi
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 1000;

    public static void MapJournal(this IEndpointRouteBuilder control)
    {
        control.Get("journal", List).AllowAnyone();
        control.Delete("journal", Clear).AllowAnyone();
    }

    public static JournalRing Ring(Call call) => call.Http.RequestServices.GetRequiredService<JournalRing>();

    // The newest that match, oldest of them first.
    private static ValueTask<Answer> List(Call call)
    {
        var workspace = ControlApi.Target(call);
        var (method, path, status) = (call.Query.Text("method"), call.Query.Text("path"), call.Query.Text("status"));
        if (status is not null && !(status.Length == 3 && char.IsAsciiDigit(status[0]) && (status.EndsWith("xx", StringComparison.Ordinal) || status.All(char.IsAsciiDigit))))
            throw ErrorCatalog.Invalid.Parameter("status", $"{status} is neither a status such as 404 nor a class such as 4xx");
        var since = Number(call, "since", 0, long.MaxValue);
        var limit = (int)Number(call, "limit", DefaultLimit, MaxLimit);

        var (entries, dropped) = Ring(call).Read(workspace.Id, since);
        var shown = new List<JournalEntryWire>();
        for (var i = entries.Count - 1; i >= 0 && shown.Count < limit; i--)
        {
            var entry = JournalEntry.Read(entries[i].Entry);
            if ((method is null || string.Equals(entry.Method, method, StringComparison.OrdinalIgnoreCase))
                && (path is null || entry.Path.StartsWith(path, StringComparison.Ordinal))
                && (status is null || entry.Status.ToString(CultureInfo.InvariantCulture).StartsWith(status.TrimEnd('x'), StringComparison.Ordinal)))
                shown.Add(JournalEntryWire.Of(entries[i].Number, entry));
        }

        shown.Reverse();
        return Answer.Json(200, new(shown, dropped), ControlJson.Wire.JournalWire);
    }

    private static ValueTask<Answer> Clear(Call call)
    {
        Ring(call).Clear(ControlApi.Target(call).Id);
        return Answer.Empty(204);
    }

    private static long Number(Call call, string name, long standard, long most) => call.Query.Text(name) switch
    {
        null => standard,
        var text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most => number,
        var text => throw ErrorCatalog.Invalid.Parameter(name, $"{text} is not a number from 0 to {most}"),
    };
}

/// <param name="Entries">Oldest first.</param>
/// <param name="Dropped">How many older entries of this workspace made room for newer ones.</param>
internal sealed record JournalWire(IReadOnlyList<JournalEntryWire> Entries, long Dropped);

internal sealed record JournalEntryWire(
    long Sequence, DateTimeOffset At, double DurationMs, string Method, string Path, int Status, string TraceId,
    JournalMessageWire Request, JournalMessageWire Answer, IEnumerable<StepWire> Trail)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Hint { get; init; }

    public static JournalEntryWire Of(long sequence, JournalEntry entry)
    {
        var headers = entry.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal);
        var answerHeaders = new Dictionary<string, string>(StringComparer.Ordinal);
        if (entry.ContentType.Length > 0)
            answerHeaders["Content-Type"] = entry.ContentType;
        if (entry.Location.Length > 0)
            answerHeaders["Location"] = Masking.Url(entry.Location);
        return new(
            sequence, entry.At, Math.Round(entry.Microseconds / 1000.0, 3), entry.Method, Masking.Url(entry.Path + entry.Query), entry.Status, entry.TraceId,
            JournalMessageWire.Of(headers, entry.Request, headers.GetValueOrDefault("Content-Type", "")),
            JournalMessageWire.Of(answerHeaders, entry.Answer, entry.ContentType),
            entry.Trail.Select(StepWire.Of))
        {
            Hint = entry.Hint.Length > 0 ? Masking.Url(entry.Hint) : null,
        };
    }
}

/// <param name="Headers">Those worth showing.</param>
/// <param name="Bytes">Length of the whole body; of a request, as far as it was read.</param>
/// <param name="Body">Its beginning; null when there is none or it is no text.</param>
/// <param name="Truncated">Whether there was more.</param>
internal sealed record JournalMessageWire(IReadOnlyDictionary<string, string> Headers, long Bytes, string? Body, bool Truncated)
{
    public static JournalMessageWire Of(IReadOnlyDictionary<string, string> headers, KeptBody body, string contentType) => new(
        headers, body.Total, TextOf(body) is { } text ? Masking.Body(text, contentType) : null, body.Total > body.Start.Length);

    // A character that was cut in two at the end is left out.
    private static string? TextOf(KeptBody body)
    {
        var bytes = body.Start.AsSpan();
        for (var cut = 0; cut < 4 && cut < bytes.Length && (cut == 0 || body.Total > bytes.Length); cut++)
        {
            if (Utf8.IsValid(bytes[..^cut]) && !bytes.Contains((byte)0))
                return Encoding.UTF8.GetString(bytes[..^cut]);
        }

        return null;
    }
}

internal sealed record StepWire(string Stage, string Text)
{
    public static StepWire Of(Step step) => new(step.Stage.ToString().ToLowerInvariant(), Masking.Url((step.Stage, step.Subject) switch
    {
        (_, null) => step.Text,
        (Api.Stage.Switch, var quirk) => $"{quirk} is {step.Text}",
        (_, var subject) => $"{step.Text}: {subject}",
    }));
}
