using QontoEmulator.Api;
using QontoEmulator.Pages;

namespace QontoEmulator.Journal;

/// <summary>A body as far as it is kept.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="Total">Bytes of the whole.</param>
internal readonly record struct KeptBody(byte[] Start, long Total);

/// <summary>One request and its answer, as they are kept. Headers that carry secrets are masked already, texts and bodies when they are shown.</summary>
internal sealed record JournalEntry
{
    /// <summary>Bytes of each body that are kept.</summary>
    public const int KeptBytes = 4096;

    private const int MaxText = 4096;
    private const int MaxSteps = 64;

    public required DateTimeOffset At { get; init; }

    public required long Microseconds { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public required int Status { get; init; }

    public required string TraceId { get; init; }

    public required string ContentType { get; init; }

    public required string Location { get; init; }

    public required string Hint { get; init; }

    public required KeptBody Request { get; init; }

    public required KeptBody Answer { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Headers { get; init; }

    public required IReadOnlyList<Step> Trail { get; init; }

    /// <summary>Writes what is known of a request at the moment its answer begins.</summary>
    public static void Write(BinaryWriter writer, HttpContext http, Visit visit, TimeSpan took, RequestCopy? body)
    {
        var (request, response) = (http.Request, http.Response);
        writer.Write(visit.Workspace.Clock.Now.ToUnixTimeMilliseconds());
        writer.Write((long)took.TotalMicroseconds);
        writer.Write(response.StatusCode);
        Text(writer, request.Method);
        Text(writer, request.Path.Value);
        Text(writer, request.QueryString.Value);
        Text(writer, visit.TraceId);
        Text(writer, response.ContentType);
        Text(writer, response.Headers.Location);
        Text(writer, response.Headers[Explain.Header]);

        Body(writer, body is null ? [] : body.Start, body?.Total ?? 0);
        // Pages are left out: they show people what is theirs, an API key for one, and are long.
        Span<byte> start = stackalloc byte[KeptBytes];
        Body(writer, start[..(visit.Answer is { ContentType: not Page.ContentType } answer ? answer.CopyStart(start) : 0)], visit.Answer?.Length ?? 0);

        foreach (var (name, isSecret) in ShownHeaders.All)
        {
            if (!request.Headers.TryGetValue(name, out var value))
                continue;
            writer.Write(name);
            Text(writer, isSecret ? Masking.Header(value) : value);
        }

        writer.Write("");
        writer.Write((byte)Math.Min(visit.Trail.Count, MaxSteps));
        foreach (var step in visit.Trail.Take(MaxSteps))
        {
            writer.Write((byte)step.Stage);
            Text(writer, step.Text);
            Text(writer, step.Subject);
        }
    }

    public static JournalEntry Read(byte[] entry)
    {
        using var reader = new BinaryReader(new MemoryStream(entry));
        return new()
        {
            At = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()),
            Microseconds = reader.ReadInt64(),
            Status = reader.ReadInt32(),
            Method = reader.ReadString(),
            Path = reader.ReadString(),
            Query = reader.ReadString(),
            TraceId = reader.ReadString(),
            ContentType = reader.ReadString(),
            Location = reader.ReadString(),
            Hint = reader.ReadString(),
            Request = ReadBody(reader),
            Answer = ReadBody(reader),
            Headers = ReadHeaders(reader),
            Trail = ReadTrail(reader),
        };
    }

    private static void Text(BinaryWriter writer, string? text) => writer.Write(text is { Length: > MaxText } ? text[..MaxText] : text ?? "");

    private static void Body(BinaryWriter writer, ReadOnlySpan<byte> start, long total)
    {
        writer.Write(total);
        writer.Write(start.Length);
        writer.Write(start);
    }

    private static KeptBody ReadBody(BinaryReader reader)
    {
        var total = reader.ReadInt64();
        return new(reader.ReadBytes(reader.ReadInt32()), total);
    }

    private static List<(string, string)> ReadHeaders(BinaryReader reader)
    {
        var headers = new List<(string, string)>();
        while (reader.ReadString() is { Length: > 0 } name)
            headers.Add((name, reader.ReadString()));
        return headers;
    }

    private static Step[] ReadTrail(BinaryReader reader)
    {
        var trail = new Step[reader.ReadByte()];
        for (var i = 0; i < trail.Length; i++)
            trail[i] = new((Stage)reader.ReadByte(), reader.ReadString(), reader.ReadString() is { Length: > 0 } subject ? subject : null);
        return trail;
    }
}
