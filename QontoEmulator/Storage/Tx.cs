using System.Buffers.Binary;
using System.Text.Json;
using QontoEmulator.Outbox;
using QontoEmulator.Webhooks;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Storage;

/// <summary>A change being made: reads see its own writes, nobody else sees any until it is committed.</summary>
internal sealed class Tx : Snapshot
{
    private readonly List<Change> changes = [];

    internal Tx(Snapshot tip, DateTimeOffset now) : base(tip.Schema, [.. tip.Tables], tip.IdCounter) => Now = now;

    /// <summary>The workspace's time, the same throughout the change.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>What was put and deleted so far, in order.</summary>
    public IReadOnlyList<Change> Changes => changes;

    /// <summary>A UUIDv7 of the workspace's time and counter: equal calls under a frozen clock give equal ids.</summary>
    public Guid NewId()
    {
        var high = Chance.Spread((ulong)++IdCounter + Chance.Step);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)Now.ToUnixTimeMilliseconds() << 16) | 0x7000 | (high >> 52));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (Chance.Spread(high + Chance.Step) >> 2) | 0x8000_0000_0000_0000);
        return new Guid(bytes, bigEndian: true);
    }

    public void Put<T>(T document) where T : Document
    {
        var table = Table<T>().Put(document);
        Slots[Schema.PlaceOf<T>()] = table;
        changes.Add(new(table.Definition, document.Id, table.Find(document.Id)!.Sequence, document));
    }

    public void Delete<T>(Guid id) where T : Document
    {
        var table = Table<T>();
        if (table.Find(id) is null)
            return;
        Slots[Schema.PlaceOf<T>()] = table.Delete(id);
        changes.Add(new(table.Definition, id, 0, null));
    }

    /// <summary>Has something happen later, on the workspace's clock; it is stored with this change.</summary>
    public void At(DateTimeOffset due, string kind, Guid subject) =>
        Put(new Job { Id = NewId(), Due = due, Kind = kind, Subject = subject });

    /// <summary>Writes an event for the outbox and plans its deliveries; they exist if and only if the change does.</summary>
    public void Emit(string type, Guid organizationId, Action<Utf8JsonWriter> data)
    {
        using var document = JsonDocument.Parse(Api.Answer.JsonBytes(data));
        var happened = new OutboxEvent
        {
            Id = NewId(),
            OrganizationId = organizationId,
            Number = IdCounter,
            Type = type,
            CreatedAt = Now,
            Data = document.RootElement.Clone(),
        };
        OutboxEvents.Add(this, happened);
        DeliveryQueue.Plan(this, happened);
    }

    internal Snapshot Commit() => Of(Schema, Slots, IdCounter);
}
