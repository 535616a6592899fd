using QontoEmulator.Storage;

namespace QontoEmulator.Features.Teams;

internal sealed record Team : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required string Name { get; init; }
}
