using QontoEmulator.Storage;

namespace QontoEmulator.Workspaces;

/// <summary>Something that is to happen at a time of the workspace's clock: an expiry, a settlement, a retry.</summary>
internal sealed record Job : Document
{
    public required DateTimeOffset Due { get; init; }

    /// <summary>Names the act; slices say which kinds they carry out.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the document that it is about.</summary>
    public required Guid Subject { get; init; }
}
