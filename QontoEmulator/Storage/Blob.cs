using System.Text.Json.Serialization;

namespace QontoEmulator.Storage;

/// <summary>The bytes of an uploaded file, kept once by their SHA-256, whoever refers to them.</summary>
internal sealed record Blob : Document
{
    public required byte[] Content { get; init; }

    /// <param name="sha256">Hex digits of the SHA-256; its first half is the id.</param>
    public static Guid IdOf(string sha256) => new(Convert.FromHexString(sha256).AsSpan(0, 16), bigEndian: true);
}

[JsonSerializable(typeof(Blob))]
internal sealed partial class BlobJson : JsonSerializerContext;
