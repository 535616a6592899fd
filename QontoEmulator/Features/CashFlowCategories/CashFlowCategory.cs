using System.Text.Json.Serialization;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.CashFlowCategories;

/// <summary>A category of the two-level catalogue; one with a parent is a subcategory.</summary>
internal sealed record CashFlowCategory : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required string Name { get; init; }

    public required CashFlowType Type { get; init; }

    /// <summary>Decimal string such as 20 or 5.5; null when there is none.</summary>
    public string? VatRate { get; init; }

    public Guid? ParentId { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<CashFlowType>))]
internal enum CashFlowType
{
    [JsonStringEnumMemberName("CATEGORY_TYPE_INFLOW")]
    Inflow,

    [JsonStringEnumMemberName("CATEGORY_TYPE_OUTFLOW")]
    Outflow,
}
