using System.Text.Json;
using QontoEmulator.Outbox;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;
using QontoEmulator.Webhooks;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>More events than are kept, to a receiver that takes none.</summary>
public sealed class SoakTests
{
    [Fact]
    public async Task What_waits_what_is_settled_and_what_happened_stay_within_their_bounds()
    {
        const int Events = 12_000;
        await using var emulator = await OwnEmulator.Start();
        var world = await emulator.DefaultWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(500);
        var subscription = await (await world.SignIn()).Subscribe(receiver.Url, "v1/cards");
        var organization = Guid.Parse(subscription.Text("organization_id")!);
        var store = emulator.Workspaces.Default.Store;
        var text = new string('x', 1000);

        await Emit(OutboxEvents.Max);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Emit(Events - OutboxEvents.Max);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        store.Current.Table<OutboxEvent>().Count.Should().Be(OutboxEvents.Max);
        DeliveryQueue.CountWaiting(store.Current, Guid.Parse(subscription.Text("id")!)).Should().BeLessThanOrEqualTo(DeliveryQueue.MaxWaiting);
        store.Current.Table<WebhookDelivery>().Documents.Cast<WebhookDelivery>().Count(delivery => delivery.IsSettled).Should().Be(DeliveryQueue.MaxSettled);
        (after - before).Should().BeLessThan(16 << 20, "2,000 more events take the place of older ones");
        TestContext.Current.TestOutputHelper?.WriteLine($"{before >> 20} MB with {OutboxEvents.Max} events, {after >> 20} MB after {Events}");

        async Task Emit(int count)
        {
            for (var i = 0; i < count; i += 100)
            {
                await store.Write(tx =>
                {
                    for (var event100 = 0; event100 < 100; event100++)
                        tx.Emit("v1/cards", organization, writer => JsonSerializer.Serialize(writer, new { text }));
                    return true;
                });
            }
        }
    }
}
