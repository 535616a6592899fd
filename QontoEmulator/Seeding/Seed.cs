using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Seeding;

/// <summary>A seed, and its data as of a month. Workspaces of one seed share every document until they write.</summary>
internal sealed class Seed(string name, SeedSource source)
{
    private readonly Lock loading = new();
    private (Month RunningMonth, Snapshot Data)? latest;

    public string Name { get; } = name;

    /// <inheritdoc cref="SeedSource.With"/>
    public Seed With(byte[] inline) => new(Name, source.With(inline));

    /// <summary>The data, shifted by whole months so that the seed's last month is the one before the running one.</summary>
    /// <exception cref="SeedException">Something in a file is wrong.</exception>
    public Snapshot DataIn(Month runningMonth)
    {
        lock (loading)
        {
            if (latest is not { } known || known.RunningMonth != runningMonth)
                latest = known = (runningMonth, SeedLoader.Load(source, runningMonth));
            return known.Data;
        }
    }

    /// <summary>The content of a file that the seed brings, by its SHA-256; null when it has none such.</summary>
    public byte[]? File(string sha256) => source.Attachment(sha256);

    /// <inheritdoc cref="SeedSource.KeepIn"/>
    public string KeepIn(IFile file) => source.KeepIn(file);
}
