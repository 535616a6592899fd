using System.Collections.Immutable;
using QontoEmulator.Features.WebhookSubscriptions;
using QontoEmulator.Outbox;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Webhooks;

/// <summary>
/// What is to be delivered, in the store: planned with the event, settled with the outcome, so that a crash in between loses nothing.
/// Each subscription has a queue of its own, in the order of what happened; one that fails holds up those behind it.
/// </summary>
internal static class DeliveryQueue
{
    /// <summary>Per subscription; the oldest is given up for the newest.</summary>
    public const int MaxWaiting = 10_000;

    /// <summary>Per workspace; the oldest is forgotten.</summary>
    public const int MaxSettled = 1000;

    private const int MaxAttempts = 20;
    private const int Waiting = 0;
    private const int Settled = 1;

    // With switch webhook-reordering, what happens within one window is sent at its end, newest first.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    // Places in Orders.
    private const int InOrder = 0;
    private const int AsDue = 1;
    private const int OfWorkspace = 2;

    public static readonly IReadOnlyList<Order<WebhookDelivery>> Orders =
    [
        new("number", PerSubscription, (x, y) => (y.Replayed.CompareTo(x.Replayed), x.Number.CompareTo(y.Number)) switch
        {
            (not 0 and var replayed, _) => replayed,
            (_, not 0 and var number) => number,
            _ => x.Id.CompareTo(y.Id),
        }),
        new("due", PerSubscription, (x, y) => (x.DueAt.CompareTo(y.DueAt), y.Number.CompareTo(x.Number)) switch
        {
            (not 0 and var due, _) => due,
            (_, not 0 and var number) => number,
            _ => x.Id.CompareTo(y.Id),
        }),
        new("log", delivery => new(default, KindOf(delivery)), (x, y) => x.Number.CompareTo(y.Number) is var number and not 0 ? number : x.Id.CompareTo(y.Id)),
    ];

    /// <summary>Plans the delivery of an event to whoever is subscribed at this moment; nobody else ever gets it (C29).</summary>
    public static void Plan(Tx tx, OutboxEvent happened)
    {
        foreach (var row in tx.Table<WebhookSubscription>().InOrderOfCreation)
        {
            if (row.Document.Wants(happened))
                Plan(tx, happened, row.Document);
        }
    }

    /// <summary>Plans one delivery, behind what waits.</summary>
    public static WebhookDelivery Plan(Tx tx, OutboxEvent happened, WebhookSubscription subscription)
    {
        var waiting = Queue(tx, subscription.Id);
        if (waiting.Count >= MaxWaiting)
            GiveUp(tx, waiting[0].Document, subscription);
        var delivery = new WebhookDelivery
        {
            Id = tx.NewId(),
            SubscriptionId = subscription.Id,
            MembershipId = subscription.MembershipId,
            EventId = happened.Id,
            Type = happened.Type,
            Number = happened.Number,
            CreatedAt = tx.Now,
            DueAt = tx.State.IsOn(EmulatorSwitches.WebhookReordering) ? EndOfWindow(tx.Now) : tx.Now,
        };
        tx.Put(delivery);
        return delivery;
    }

    /// <summary>What a subscription gets next; null when nothing waits for it.</summary>
    public static WebhookDelivery? Next(Snapshot data, Guid subscriptionId) =>
        Queue(data, subscriptionId, data.State.IsOn(EmulatorSwitches.WebhookReordering) ? AsDue : InOrder) is { Count: > 0 } waiting ? waiting[0].Document : null;

    /// <summary>The moment of the earliest try in the workspace; null when there is none.</summary>
    public static DateTimeOffset? NextDue(Snapshot data)
    {
        DateTimeOffset? earliest = null;
        foreach (var row in data.Table<WebhookSubscription>().Rows)
        {
            if (Next(data, row.Document.Id)?.DueAt is { } due && !(due >= earliest))
                earliest = due;
        }

        return earliest;
    }

    public static int CountWaiting(Snapshot data, Guid subscriptionId) => Queue(data, subscriptionId).Count;

    /// <summary>Settles a try, at the moment it was made: delivered, to be tried again, or given up.</summary>
    /// <returns>The delivery as it stands now; null when a reset, a deletion or a replay came in between and the outcome is of no meaning.</returns>
    public static WebhookDelivery? Record(Tx tx, WebhookDelivery tried, WebhookAttempt attempt)
    {
        if (!ReferenceEquals(tx.Find<WebhookDelivery>(tried.Id), tried))
            return null;
        var delivery = tried with { Tries = tried.Tries + 1, Attempts = [.. tried.Attempts.TakeLast(MaxAttempts - 1), attempt] };
        if (attempt.IsAcknowledged && !tried.Acknowledged && tx.State.IsOn(EmulatorSwitches.WebhookDuplicates))
            return Put(tx, delivery with { Acknowledged = true, DueAt = tx.Now });
        if (attempt.IsAcknowledged || tried.Acknowledged)
            return Settle(tx, delivery with { Status = DeliveryStatus.Delivered });
        // When nothing was sent there is nothing to send.
        return attempt.Signature is not null && RetrySchedule.Next(delivery.Tries, delivery.CreatedAt, tx.Now) is { } due
            ? Put(tx, delivery with { Status = DeliveryStatus.Retrying, DueAt = due })
            : Settle(tx, delivery with { Status = DeliveryStatus.Abandoned });
    }

    /// <summary>Has a delivery made once more, at once and before what waits.</summary>
    public static WebhookDelivery Replay(Tx tx, WebhookDelivery delivery) =>
        Put(tx, delivery with { Status = delivery.Tries == 0 ? DeliveryStatus.Pending : DeliveryStatus.Retrying, Replayed = true, Acknowledged = false, DueAt = tx.Now });

    /// <summary>Forgets what waits for a subscription that is no more.</summary>
    public static void Drop(Tx tx, Guid subscriptionId)
    {
        foreach (var row in Queue(tx, subscriptionId))
            tx.Delete<WebhookDelivery>(row.Document.Id);
    }

    private static void GiveUp(Tx tx, WebhookDelivery oldest, WebhookSubscription subscription)
    {
        var note = new WebhookAttempt(tx.Now, subscription.CallbackUrl, Signature: null, 0, Status: null, Answer: null, $"given up for a newer one: {MaxWaiting} wait");
        Settle(tx, oldest with { Status = DeliveryStatus.Abandoned, Attempts = [.. oldest.Attempts, note] });
    }

    private static WebhookDelivery Settle(Tx tx, WebhookDelivery delivery)
    {
        Put(tx, delivery);
        var settled = tx.Table<WebhookDelivery>().Ordered(OfWorkspace, new(default, Settled));
        if (settled.Count > MaxSettled)
            tx.Delete<WebhookDelivery>(settled[0].Document.Id);
        return delivery;
    }

    private static WebhookDelivery Put(Tx tx, WebhookDelivery delivery)
    {
        tx.Put(delivery);
        return delivery;
    }

    private static ImmutableSortedSet<Row<WebhookDelivery>> Queue(Snapshot data, Guid subscriptionId, int order = InOrder) =>
        data.Table<WebhookDelivery>().Ordered(order, new(subscriptionId, Waiting));

    private static Partition PerSubscription(WebhookDelivery delivery) => new(delivery.SubscriptionId, KindOf(delivery));

    private static int KindOf(WebhookDelivery delivery) => delivery.IsSettled ? Settled : Waiting;

    private static DateTimeOffset EndOfWindow(DateTimeOffset now) => now.AddTicks(Window.Ticks - (now.Ticks % Window.Ticks));
}
