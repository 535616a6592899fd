using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using QontoEmulator.Storage;

namespace QontoEmulator.Seeding;

/// <summary>Where the files of a seed come from: a folder, or the data file that kept them when a workspace began with them.</summary>
internal sealed class SeedSource
{
    /// <summary>Where documents stand that are merged over the rest.</summary>
    public const string Inline = "inline.json";

    private readonly Func<string, Stream?> open;
    private readonly Func<IReadOnlyList<string>> names;

    private SeedSource(string place, Func<string, Stream?> open, Func<IReadOnlyList<string>> names)
    {
        Place = place;
        this.open = open;
        this.names = names;
    }

    public static SeedSource Folder(string path) => new(
        path,
        name => Path.Combine(path, name) is var file && File.Exists(file)
            ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan)
            : null,
        () => [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(path, file).Replace('\\', '/')).Order(StringComparer.Ordinal)]);

    public static SeedSource Kept(IFile file, string hash, string name) => new(
        $"{name} in the data file",
        entry => file.SeedFile(hash, entry) is { } packed ? new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress) : null,
        () => file.SeedFiles(hash));

    /// <summary>This seed with documents merged over it: an object of tables, each an array of documents.</summary>
    public SeedSource With(byte[] inline) => new(
        Place,
        name => name == Inline ? new MemoryStream(inline) : open(name),
        () => [.. names().Append(Inline).Order(StringComparer.Ordinal)]);

    /// <summary>The seed as errors name it.</summary>
    public string Place { get; }

    public string PlaceOf(string name) => Path.Combine(Place, name);

    public Stream? Open(string name) => open(name);

    /// <summary>The attached file of a content; null when the seed has none such.</summary>
    public byte[]? Attachment(string sha256)
    {
        foreach (var ending in (string[])["pdf", "png", "jpg"])
        {
            using var stream = sha256.All(char.IsAsciiHexDigitLower) ? open($"files/{sha256}.{ending}") : null;
            if (stream is null)
                continue;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        }

        return null;
    }

    /// <summary>Puts all files into the data file, unless they are there, so that no later change to the folder can reach this seed's workspaces.</summary>
    /// <returns>The hash they are kept under.</returns>
    public string KeepIn(IFile file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names())
        {
            using var stream = open(name)!;
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
            hash.AppendData(SHA256.HashData(stream));
        }

        var key = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (file.SeedFiles(key) is [])
            file.KeepSeed(key, names().Select(name => (name, Pack(name))));
        return key;
    }

    private byte[] Pack(string name)
    {
        using var packed = new MemoryStream();
        using (var packing = new BrotliStream(packed, CompressionLevel.Fastest))
        using (var stream = open(name)!)
            stream.CopyTo(packing);
        return packed.ToArray();
    }
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SeedSourceJson : JsonSerializerContext;
