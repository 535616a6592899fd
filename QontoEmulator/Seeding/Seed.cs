using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Seeding;

/// <summary>A seed as it lies on disk, and its data as of a month. Workspaces of one seed share every document until they write.</summary>
internal sealed class Seed(string name, string folder)
{
    private readonly Lock loading = new();
    private (Month RunningMonth, Snapshot Data)? latest;

    public string Name { get; } = name;

    /// <summary>The data, shifted by whole months so that the seed's last month is the one before the given time's.</summary>
    /// <exception cref="SeedException">Something in a file is wrong.</exception>
    public Snapshot DataAt(DateTimeOffset now)
    {
        var month = Month.Of(now);
        lock (loading)
        {
            if (latest is not { } known || known.RunningMonth != month)
                latest = known = (month, SeedLoader.Load(folder, month));
            return known.Data;
        }
    }

    /// <summary>The content of a file that the seed brings, by its SHA-256; null when it has none such.</summary>
    public byte[]? File(string sha256)
    {
        var files = Path.Combine(folder, "files");
        if (!Directory.Exists(files) || !sha256.All(char.IsAsciiHexDigitLower))
            return null;
        return Directory.EnumerateFiles(files, sha256 + ".*").FirstOrDefault() is { } path ? System.IO.File.ReadAllBytes(path) : null;
    }
}
