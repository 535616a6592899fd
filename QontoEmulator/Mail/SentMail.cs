using System.Text.Json.Serialization;
using QontoEmulator.Storage;

namespace QontoEmulator.Mail;

/// <summary>An e-mail that the real Qonto would have sent; it is kept instead, for tests to read.</summary>
internal sealed record SentMail : Document
{
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it is about, such as <c>invitation</c>.</summary>
    public required string Kind { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }
}

[JsonSerializable(typeof(SentMail))]
internal sealed partial class MailJson : JsonSerializerContext;
