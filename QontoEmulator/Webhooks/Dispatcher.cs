using QontoEmulator.Features.WebhookSubscriptions;
using QontoEmulator.Outbox;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Webhooks;

/// <summary>
/// Carries deliveries to their receivers, outside of every write and every request: one at a time per subscription, subscriptions
/// beside each other. The outcome is recorded in a write.
/// </summary>
internal sealed class Dispatcher(WebhookSender sender, IHostApplicationLifetime host, ILogger<Dispatcher> log) : IDisposable
{
    // Enough that a few receivers that hang, each for its second, hold up nobody.
    private const int MaxAtOnce = 64;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim slots = new(MaxAtOnce);

    /// <summary>Has everything delivered that is due in a workspace, without waiting for it.</summary>
    public void Start(Workspace workspace)
    {
        var data = workspace.Store.Current;
        foreach (var row in data.Table<WebhookSubscription>().Rows)
        {
            var id = row.Document.Id;
            if (DeliveryQueue.Next(data, id)?.DueAt <= workspace.Clock.Now && workspace.LaneOf(id) is var lane && lane.Wait(0))
                _ = DeliverAll(workspace, id, lane);
        }
    }

    /// <summary>Makes one try at each subscription of a workspace that has one due by a moment, at that moment, and waits for all of them.</summary>
    public Task Deliver(Workspace workspace, DateTimeOffset moment)
    {
        var data = workspace.Store.Current;
        return Task.WhenAll(data.Table<WebhookSubscription>().Rows.Select(row => row.Document.Id)
            .Where(id => DeliveryQueue.Next(data, id)?.DueAt <= moment)
            .Select(async id =>
            {
                var lane = workspace.LaneOf(id);
                await lane.WaitAsync(host.ApplicationStopping);
                try
                {
                    await DeliverNext(workspace, id, moment);
                }
                finally
                {
                    lane.Release();
                    workspace.DueChanged();
                }
            }));
    }

    public void Dispose() => slots.Dispose();

    private async Task DeliverAll(Workspace workspace, Guid subscriptionId, SemaphoreSlim lane)
    {
        try
        {
            // Whoever committed goes on first; what it planned is delivered afterwards.
            await Task.Yield();
            while (!workspace.IsEnded && await DeliverNext(workspace, subscriptionId, workspace.Clock.Now))
            {
            }
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            // It stays where it is in the queue, for the next start.
        }
        catch (Exception failed)
        {
            // A data file that cannot be written, for one. It is tried again, at leisure.
            log.LogError(failed, "Deliveries to subscription {Id} pause", subscriptionId);
            await Task.Delay(Pause, CancellationToken.None);
        }
        finally
        {
            lane.Release();
            workspace.DueChanged();
        }
    }

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> DeliverNext(Workspace workspace, Guid subscriptionId, DateTimeOffset at)
    {
        var data = workspace.Store.Current;
        if (DeliveryQueue.Next(data, subscriptionId) is not { } delivery || delivery.DueAt > at)
            return false;
        var attempt = await Try(workspace, data, delivery, at);
        var settled = await workspace.Store.Write(tx => DeliveryQueue.Record(tx, delivery, attempt), at);
        if (settled is not null && !attempt.IsAcknowledged)
            log.LogInformation("{Type} to {Url}: {Outcome}; {Status}", delivery.Type, attempt.Url, attempt.Error ?? $"{attempt.Status}", settled.Status);
        return true;
    }

    private async Task<WebhookAttempt> Try(Workspace workspace, Snapshot data, WebhookDelivery delivery, DateTimeOffset at)
    {
        var subscription = data.Get<WebhookSubscription>(delivery.SubscriptionId);
        if (data.Find<OutboxEvent>(delivery.EventId) is not { } happened)
            return new(at, subscription.CallbackUrl, Signature: null, 0, Status: null, Answer: null, $"the event is forgotten: {OutboxEvents.Max} newer ones have happened");
        var body = WebhookBody.Of(delivery, happened, workspace.Is(Switches.WebhookRawBody));
        await slots.WaitAsync(host.ApplicationStopping);
        try
        {
            return await sender.Send(at, subscription.CallbackUrl, body, subscription.Secret, host.ApplicationStopping);
        }
        finally
        {
            slots.Release();
        }
    }
}
