using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Features.WebhookSubscriptions;
using QontoEmulator.Outbox;
using QontoEmulator.Storage;
using QontoEmulator.Webhooks;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Control;

/// <summary>What was delivered to whom, how it went, and what comes next; made so that a test neither sleeps nor guesses.</summary>
internal static class WebhooksApi
{
    private const int DefaultLimit = 100;
    private const double DefaultSeconds = 10;
    private const double MaxSeconds = 60;

    public static void MapWebhooks(this IEndpointRouteBuilder control)
    {
        control.Get("webhooks/subscriptions", Subscriptions).AllowAnyone();
        control.Post("webhooks/subscriptions/{id}/sample", SendSample).AllowAnyone();
        control.Get("webhooks/deliveries", List).AllowAnyone();
        control.Get("webhooks/deliveries/wait", Wait).AllowAnyone();
        control.Get("webhooks/deliveries/{id}", Show).AllowAnyone();
        control.Post("webhooks/deliveries/{id}/replay", Replay).AllowAnyone();
    }

    // Of all members and apps.
    private static ValueTask<Answer> Subscriptions(Call call)
    {
        var data = ControlApi.Target(call).Store.Current;
        var subscriptions = data.Table<WebhookSubscription>().InOrderOfCreation.Select(row => SubscriptionWire.Of(row.Document, data));
        return Answer.Json(200, new(subscriptions), ControlJson.Wire.SubscriptionList);
    }

    // The newest that match, oldest of them first.
    private static ValueTask<Answer> List(Call call)
    {
        var workspace = ControlApi.Target(call);
        var limit = (int)Number(call, "limit", DefaultLimit, 1, DeliveryQueue.MaxSettled);
        var data = workspace.Store.Current;
        return Answer.Json(200, new(Matching(call, data).TakeLast(limit).Select(delivery => DeliveryWire.Of(workspace, data, delivery))), ControlJson.Wire.DeliveryList);
    }

    // Long poll: answers as soon as there is one, which may have been there before.
    private static async ValueTask<Answer> Wait(Call call)
    {
        var workspace = ControlApi.Target(call);
        var attempts = (int)Number(call, "attempts", 0, 0, int.MaxValue);
        var patience = TimeSpan.FromSeconds(Number(call, "timeout", DefaultSeconds, 0, MaxSeconds));
        var statuses = Statuses(call) ?? (attempts > 0 ? Enum.GetValues<DeliveryStatus>() : [DeliveryStatus.Delivered]);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            call.Http.RequestAborted, call.Http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        end.CancelAfter(patience);
        while (true)
        {
            var next = workspace.NextDeliveryChange;
            var data = workspace.Store.Current;
            if (Matching(call, data).FirstOrDefault(delivery => delivery.Tries >= attempts && statuses.Contains(delivery.Status)) is { } found)
                return Answer.Json(200, DeliveryWire.Of(workspace, data, found), ControlJson.Wire.DeliveryWire);
            try
            {
                await next.WaitAsync(end.Token);
            }
            catch (OperationCanceledException) when (!call.Http.RequestAborted.IsCancellationRequested)
            {
                throw ErrorCatalog.WaitedInVain.Refuse(Matching(call, data).LastOrDefault() is { } last
                    ? $"The newest delivery that could have been meant is {last.Status} after {last.Tries} tries."
                    : "No delivery of that kind is known; is there a subscription to what happened?");
            }
        }
    }

    private static ValueTask<Answer> Show(Call call)
    {
        var workspace = ControlApi.Target(call);
        var data = workspace.Store.Current;
        return Answer.Json(200, DeliveryWire.Of(workspace, data, Named<WebhookDelivery>(call, data)), ControlJson.Wire.DeliveryWire);
    }

    private static async ValueTask<Answer> Replay(Call call)
    {
        var workspace = ControlApi.Target(call);
        var replayed = await workspace.Store.Write(tx =>
        {
            var delivery = Named<WebhookDelivery>(call, tx);
            if (tx.Find<WebhookSubscription>(delivery.SubscriptionId) is null || tx.Find<OutboxEvent>(delivery.EventId) is null)
                throw ErrorCatalog.NotFound.Parameter("id", "The subscription or the event of this delivery is gone");
            return DeliveryQueue.Replay(tx, delivery);
        });
        return Answer.Json(202, DeliveryWire.Of(workspace, workspace.Store.Current, replayed), ControlJson.Wire.DeliveryWire);
    }

    private static async ValueTask<Answer> SendSample(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request, optional: true);
        body.RefuseUnknown("type");
        var type = body.Text("type");
        if (type is not null && !SampleEvents.Data.ContainsKey(type))
            body.Refuse("type", ErrorCatalog.NotInList, $"there are: {string.Join(", ", SampleEvents.Data.Keys)}");
        body.ThrowIfRefused();
        var planned = await workspace.Store.Write(tx =>
        {
            var subscription = Named<WebhookSubscription>(call, tx);
            var happened = SampleEvents.Of(type ?? subscription.Types[0], subscription, tx);
            OutboxEvents.Add(tx, happened);
            return DeliveryQueue.Plan(tx, happened, subscription);
        });
        return Answer.Json(202, DeliveryWire.Of(workspace, workspace.Store.Current, planned), ControlJson.Wire.DeliveryWire);
    }

    private static IEnumerable<WebhookDelivery> Matching(Call call, Snapshot data)
    {
        var (type, statuses) = (call.Query.Text("type"), Statuses(call));
        var subscription = Id(call, "subscription");
        var table = data.Table<WebhookDelivery>();
        var after = Id(call, "since") is not { } since ? -1L
            : table.Find(since)?.Sequence ?? throw ErrorCatalog.Invalid.Parameter("since", $"{since} is no delivery of this workspace, or was forgotten");
        return table.InOrderOfCreation.Where(row => row.Sequence > after).Select(row => row.Document).Where(delivery =>
            (type is null || delivery.Type == type) && (subscription is null || delivery.SubscriptionId == subscription) && (statuses is null || statuses.Contains(delivery.Status)));
    }

    private static DeliveryStatus[]? Statuses(Call call) => call.Query.Text("status") switch
    {
        null => null,
        var text when WireNames<DeliveryStatus>.TryParse(text, out var status) => [status],
        var text => throw ErrorCatalog.NotInList.Parameter("status", $"{text} is none of pending, retrying, delivered, abandoned"),
    };

    private static Guid? Id(Call call, string name) => call.Query.Text(name) switch
    {
        null => null,
        var text when Guid.TryParse(text, out var id) => id,
        var text => throw ErrorCatalog.Invalid.Parameter(name, $"{text} is no id"),
    };

    private static double Number(Call call, string name, double standard, double least, double most) => call.Query.Text(name) switch
    {
        null => standard,
        var text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var text => throw ErrorCatalog.Invalid.Parameter(name, $"{text} is not a number from {least} to {most}"),
    };

    private static T Named<T>(Call call, Snapshot data) where T : Document => (Guid.TryParse(call.Path("id"), out var id) ? data.Find<T>(id) : null)
        ?? throw ErrorCatalog.NotFound.Parameter("id", $"This workspace has no {typeof(T).Name} '{call.Path("id")}'");
}

internal sealed record SubscriptionList(IEnumerable<SubscriptionWire> Subscriptions);

/// <param name="Id">As in Qonto's API.</param>
/// <param name="ClientId">The app.</param>
/// <param name="Waiting">How many deliveries are not settled.</param>
internal sealed record SubscriptionWire(
    Guid Id, Guid OrganizationId, Guid MembershipId, string ClientId, string CallbackUrl, string[] Types, string? Description, string Secret, int Waiting)
{
    public static SubscriptionWire Of(WebhookSubscription subscription, Snapshot data) => new(
        subscription.Id, subscription.OrganizationId, subscription.MembershipId, subscription.ClientId, subscription.CallbackUrl, subscription.Types,
        subscription.Description, subscription.Secret, DeliveryQueue.CountWaiting(data, subscription.Id));
}

internal sealed record DeliveryList(IEnumerable<DeliveryWire> Deliveries);

/// <param name="Id">Of the delivery.</param>
/// <param name="EventId">The id in the body.</param>
/// <param name="NextAttemptAt">On the workspace's clock; null once it is settled. It also waits for those before it.</param>
/// <param name="Attempts">Oldest first.</param>
/// <param name="Request">What is sent, as of now.</param>
internal sealed record DeliveryWire(
    Guid Id, Guid EventId, Guid SubscriptionId, string Type, DeliveryStatus Status, DateTimeOffset CreatedAt, DateTimeOffset? NextAttemptAt, int Tries,
    IEnumerable<AttemptWire> Attempts, string? Request)
{
    public static DeliveryWire Of(Workspace workspace, Snapshot data, WebhookDelivery delivery) => new(
        delivery.Id, delivery.EventId, delivery.SubscriptionId, delivery.Type, delivery.Status, delivery.CreatedAt, delivery.IsSettled ? null : delivery.DueAt,
        delivery.Tries, delivery.Attempts.Select(AttemptWire.Of),
        data.Find<OutboxEvent>(delivery.EventId) is { } happened
            ? System.Text.Encoding.UTF8.GetString(WebhookBody.Of(delivery, happened, workspace.Is(Quirks.Switches.WebhookRawBody)))
            : null);
}

/// <param name="At">On the workspace's clock.</param>
/// <param name="Url">Where to.</param>
/// <param name="Signature">The header, in real time.</param>
/// <param name="DurationMs">Real time.</param>
/// <param name="Status">Of the answer.</param>
/// <param name="Answer">Its beginning.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record AttemptWire(DateTimeOffset At, string Url, string? Signature, double DurationMs, int? Status, string? Answer, string? Error)
{
    public static AttemptWire Of(WebhookAttempt attempt) =>
        new(attempt.At, attempt.Url, attempt.Signature, attempt.DurationMs, attempt.Status, attempt.Answer, attempt.Error);
}
