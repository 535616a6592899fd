using QontoEmulator.Api;

namespace QontoEmulator.Storage;

/// <summary>One document put or deleted, with its place in the order of creation.</summary>
/// <param name="Table">Where it stands.</param>
/// <param name="Id">Its id.</param>
/// <param name="Sequence">Its place; of no meaning for a deletion.</param>
/// <param name="Document">Null when it was deleted.</param>
internal readonly record struct Change(TableDefinition Table, Guid Id, long Sequence, Document? Document);

/// <summary>What one commit adds to the file. All of it is there after a crash, or nothing.</summary>
internal abstract record FileChange(Guid Workspace);

/// <summary>A workspace began.</summary>
/// <param name="Workspace">Its id.</param>
/// <param name="IsDefault">Whether it is the one that calls without a token belong to.</param>
/// <param name="SeedName">As the user named it.</param>
/// <param name="SeedHash">Which seed, kept in the file, it lies over.</param>
/// <param name="RunningMonth">The month that the seed was shifted for.</param>
/// <param name="Profile">Which Qonto it plays.</param>
/// <param name="SecretKey">What its tokens and signatures are made from.</param>
internal sealed record WorkspaceBegan(
    Guid Workspace, bool IsDefault, string SeedName, string SeedHash, Month RunningMonth, string Profile, byte[] SecretKey) : FileChange(Workspace);

/// <summary>Documents of a workspace changed.</summary>
internal sealed record DocumentsChanged(Guid Workspace, IReadOnlyList<Change> Changes, long IdCounter) : FileChange(Workspace);

/// <summary>Data returned to the seed; what differs from it follows in <paramref name="Changes"/>.</summary>
internal sealed record WorkspaceReset(Guid Workspace, Month RunningMonth, IReadOnlyList<Change> Changes, long IdCounter) : FileChange(Workspace);

internal sealed record WorkspaceEnded(Guid Workspace) : FileChange(Workspace);
