using System.Text.Json;
using QontoEmulator.Outbox;
using QontoEmulator.Storage;
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

        await Emit(store, organization, "v1/cards", OutboxEvents.Max);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Emit(store, organization, "v1/cards", Events - OutboxEvents.Max);
        var after = GC.GetTotalMemory(forceFullCollection: true);

        store.Current.Table<OutboxEvent>().Count.Should().Be(OutboxEvents.Max);
        DeliveryQueue.CountWaiting(store.Current, Guid.Parse(subscription.Text("id")!)).Should().BeLessThanOrEqualTo(DeliveryQueue.MaxWaiting);
        store.Current.Table<WebhookDelivery>().Documents.Cast<WebhookDelivery>().Count(delivery => delivery.IsSettled).Should().Be(DeliveryQueue.MaxSettled);
        (after - before).Should().BeLessThan(16 << 20, "2,000 more events take the place of older ones");
        TestContext.Current.TestOutputHelper?.WriteLine($"{before >> 20} MB with {OutboxEvents.Max} events, {after >> 20} MB after {Events}");
    }

    [Fact]
    public async Task A_delivery_whose_event_was_forgotten_is_given_up_and_says_so()
    {
        await using var emulator = await OwnEmulator.Start();
        var world = await emulator.DefaultWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(500);
        var subscription = await (await world.SignIn()).Subscribe(receiver.Url, "v1/cards");
        var organization = Guid.Parse(subscription.Text("organization_id")!);
        var store = emulator.Workspaces.Default.Store;
        await Emit(store, organization, "v1/cards", 1);
        await world.Await("attempts=1");

        await Emit(store, organization, "v1/products", OutboxEvents.Max);
        await world.Advance("PT30S");

        var delivery = (await world.Deliveries()).Should().ContainSingle().Subject;
        delivery.Text("status").Should().Be("abandoned");
        delivery.Text("attempts.1.error").Should().StartWith("the event is forgotten");
        delivery.IsNull("request").Should().BeTrue();
        receiver.Got.Should().ContainSingle();
    }

    private static async Task Emit(Store store, Guid organization, string type, int count)
    {
        var text = new string('x', 1000);
        for (var done = 0; done < count; done += 100)
        {
            await store.Write(tx =>
            {
                for (var i = done; i < Math.Min(done + 100, count); i++)
                    tx.Emit(type, organization, writer => JsonSerializer.Serialize(writer, new { text }));
                return true;
            });
        }
    }
}
