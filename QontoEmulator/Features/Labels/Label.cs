using QontoEmulator.Storage;

namespace QontoEmulator.Features.Labels;

/// <summary>A tag that members put on transactions; labels form a tree.</summary>
internal sealed record Label : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required string Name { get; init; }

    public Guid? ParentId { get; init; }
}
