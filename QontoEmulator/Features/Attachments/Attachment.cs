using QontoEmulator.Storage;

namespace QontoEmulator.Features.Attachments;

/// <summary>An uploaded file. The bytes are kept once by their SHA-256, whoever refers to them.</summary>
internal sealed record Attachment : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required StoredFile File { get; init; }

    /// <summary>The PAdES copy; null while there is none (A55).</summary>
    public StoredFile? Probative { get; init; }
}

/// <summary>Name, kind and content of a file.</summary>
internal sealed record StoredFile
{
    public required string Name { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string Sha256 { get; init; }
}
