using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

/// <summary>Ties a transaction to another that came of it, such as its fee.</summary>
internal sealed record TransactionLink : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required Guid ParentId { get; init; }

    public required Guid ChildId { get; init; }

    public required LinkType LinkType { get; init; }
}

[JsonConverter(typeof(SnakeCase<LinkType>))]
internal enum LinkType
{
    DdcRepayment,
    RelatedFee,
    MergedFee,
}
