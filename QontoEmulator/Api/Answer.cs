using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QontoEmulator.Quirks;

namespace QontoEmulator.Api;

/// <summary>What a request is answered with, complete before the first byte is sent.</summary>
internal sealed class Answer
{
    private const string JsonType = "application/json";
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = WireEncoder.Instance, SkipValidation = true };
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> body;

    private Answer(int status, string? contentType, IReadOnlyList<ReadOnlyMemory<byte>> body)
    {
        Status = status;
        ContentType = contentType;
        this.body = body;
    }

    public int Status { get; }

    public string? ContentType { get; }

    /// <summary>Headers besides those that every answer has.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>The body in one piece.</summary>
    public byte[] Bytes => body.Count == 1 ? body[0].ToArray() : [.. body.SelectMany(part => part.ToArray())];

    /// <summary>Bytes of the body.</summary>
    public long Length
    {
        get
        {
            var length = 0L;
            foreach (var part in body)
                length += part.Length;
            return length;
        }
    }

    /// <summary>Whether the application behind the gateway answered; only it sends <c>X-Request-Id</c>.</summary>
    public bool FromApplication { get; private init; } = true;

    public static implicit operator ValueTask<Answer>(Answer answer) => new(answer);

    public static Answer Empty(int status) => new(status, null, []);

    public static Answer Json<T>(int status, T value, JsonTypeInfo<T> type) => Json(status, writer => JsonSerializer.Serialize(writer, value, type));

    public static Answer Json(int status, Action<Utf8JsonWriter> write) => new(status, JsonType, [JsonBytes(write)]);

    /// <summary>JSON whose parts are ready bytes already.</summary>
    public static Answer Json(int status, params IReadOnlyList<ReadOnlyMemory<byte>> parts) => new(status, JsonType, parts);

    /// <summary>An answer given before, again.</summary>
    public static Answer Of(int status, string? contentType, byte[] content) => new(status, contentType, [content]);

    public static Answer File(string contentType, ReadOnlyMemory<byte> content) => new(200, contentType, [content]);

    public static Answer Text(int status, string contentType, string text) => new(status, contentType, [Encoding.UTF8.GetBytes(text)]);

    public static Answer Redirect(string location, int status = 302) => new(status, null, []) { Headers = [("Location", location)], FromApplication = false };

    /// <summary>The errors envelope (A60). Entries of a 422 carry status and message too, as in the official collection.</summary>
    public static Answer Refusal(ApiException refusal, string traceId) => Json(refusal.Status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("errors");
        foreach (var error in refusal.Errors)
        {
            writer.WriteStartObject();
            writer.WriteString("code", error.Code);
            writer.WriteString("detail", error.Detail);
            if (refusal.Status == 422)
            {
                writer.WriteString("status", "422");
                writer.WriteString("message", error.Detail);
            }

            WriteSource(writer, error);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("trace_id", traceId);
        writer.WriteEndObject();
    });

    /// <summary>One error without the envelope, the first (C06).</summary>
    public static Answer FlatRefusal(ApiException refusal, string traceId) => Json(refusal.Status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("code", refusal.Errors[0].Code);
        writer.WriteString("detail", refusal.Errors[0].Detail);
        WriteSource(writer, refusal.Errors[0]);
        writer.WriteString("trace_id", traceId);
        writer.WriteEndObject();
    });

    /// <summary>The same, answered before the application is reached.</summary>
    public Answer FromGateway() => new(Status, ContentType, body) { Headers = Headers, FromApplication = false };

    /// <summary>The same with more headers.</summary>
    public Answer With(params IReadOnlyList<(string Name, string Value)> headers) => new(Status, ContentType, body) { Headers = [.. Headers, .. headers], FromApplication = FromApplication };

    public static byte[] JsonBytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Copies the beginning of the body, as much as there is room for.</summary>
    /// <returns>How many bytes that was.</returns>
    public int CopyStart(Span<byte> into)
    {
        var copied = 0;
        foreach (var part in body)
        {
            var piece = part.Span[..Math.Min(part.Length, into.Length - copied)];
            piece.CopyTo(into[copied..]);
            copied += piece.Length;
            if (copied == into.Length)
                break;
        }

        return copied;
    }

    public async Task Send(HttpContext http)
    {
        var (response, visit) = (http.Response, Visit.Of(http));
        visit.Answer = this;
        response.StatusCode = Status;
        if (FromApplication)
            response.Headers["X-Request-Id"] = visit.RequestId;
        foreach (var (name, value) in Headers)
            response.Headers.Append(name, value);
        if (ContentType is not null)
            response.ContentType = ContentType;

        // With the length known nothing is chunked, which real clients and the bytes themselves are spared.
        var parts = IsSurprising(http, visit) ? [SurpriseField.AddTo(Bytes)] : body;
        var length = parts.Sum(part => (long)part.Length);
        if (Status != StatusCodes.Status204NoContent)
            response.ContentLength = length;
        foreach (var part in parts)
            response.BodyWriter.Write(part.Span);
        if (length > 0)
            await response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    private static void WriteSource(Utf8JsonWriter writer, ApiError error)
    {
        if ((error.Pointer ?? error.Parameter) is not { } place)
            return;
        writer.WriteStartObject("source");
        writer.WriteString(error.Pointer is null ? "parameter" : "pointer", place);
        writer.WriteEndObject();
    }

    private bool IsSurprising(HttpContext http, Visit visit) => FromApplication && ContentType == JsonType && visit.Workspace.Is(Switches.SurpriseField)
        && !http.Request.Path.StartsWithSegments(Control.ControlApi.Root, StringComparison.Ordinal);
}
