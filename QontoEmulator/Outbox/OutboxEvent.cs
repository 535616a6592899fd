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

    /// <summary>Its place in the order of what happened.</summary>
    public long Number { get; init; }

    /// <summary>Whether it did not happen, and is only shown to a receiver that asked for a sample.</summary>
    public bool IsSample { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The <c>data</c> of deliveries, with the name of the event in it.</summary>
    public required JsonElement Data { get; init; }
}

/// <summary>The outbox keeps the newest events of a workspace.</summary>
internal static class OutboxEvents
{
    public const int Max = 10_000;

    public static readonly IReadOnlyList<Order<OutboxEvent>> ByNumber =
    [
        new("number", _ => default, (x, y) => x.Number.CompareTo(y.Number) is var order and not 0 ? order : x.Id.CompareTo(y.Id)),
    ];

    public static void Add(Tx tx, OutboxEvent happened)
    {
        tx.Put(happened);
        if (tx.Table<OutboxEvent>() is { Count: > Max } events)
            tx.Delete<OutboxEvent>(events.Ordered(0, default)[0].Document.Id);
    }
}

[JsonSerializable(typeof(OutboxEvent))]
internal sealed partial class OutboxJson : JsonSerializerContext;
