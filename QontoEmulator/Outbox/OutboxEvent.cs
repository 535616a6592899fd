using System.Text.Json;
using System.Text.Json.Serialization;
using QontoEmulator.Storage;

namespace QontoEmulator.Outbox;

/// <summary>Something that happened, written in the commit that made it happen; webhooks are delivered from here.</summary>
internal sealed record OutboxEvent : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>A topic such as <c>v1/accounts</c>.</summary>
    public required string Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The <c>data</c> of deliveries, with the name of the event in it.</summary>
    public required JsonElement Data { get; init; }
}

[JsonSerializable(typeof(OutboxEvent))]
internal sealed partial class OutboxJson : JsonSerializerContext;
