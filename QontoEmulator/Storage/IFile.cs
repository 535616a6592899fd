namespace QontoEmulator.Storage;

/// <summary>
/// What lies beneath the stores when <c>--data</c> is given. The seam is this small so that another embedded document store
/// could take the place of the one behind it.
/// </summary>
internal interface IFile : IDisposable
{
    /// <summary>Every workspace with what differs from its seed, as of the last commit.</summary>
    IEnumerable<StoredWorkspace> Load();

    /// <summary>Commits changes, all or none. They survive a crash of the machine when this returns.</summary>
    /// <exception cref="StorageException">Nothing was kept, and the message says why.</exception>
    void Append(IReadOnlyList<FileChange> changes);

    /// <summary>Keeps a seed's files under its hash, once.</summary>
    /// <exception cref="StorageException">Nothing was kept.</exception>
    void KeepSeed(string hash, IEnumerable<(string Name, byte[] Content)> files);

    /// <summary>Names of a kept seed's files.</summary>
    IReadOnlyList<string> SeedFiles(string hash);

    byte[]? SeedFile(string hash, string name);
}

/// <summary>A workspace as the file knows it.</summary>
/// <param name="Began">How it began, with the seed and month that it lies over now.</param>
/// <param name="IdCounter">How many ids it has given out.</param>
/// <param name="Changes">What differs from the seed, deletions included.</param>
internal sealed record StoredWorkspace(WorkspaceBegan Began, long IdCounter, IReadOnlyList<Change> Changes);

/// <summary>The file cannot be used; the message is one sentence.</summary>
internal sealed class StorageException(string message, Exception? inner = null) : Exception(message, inner);
