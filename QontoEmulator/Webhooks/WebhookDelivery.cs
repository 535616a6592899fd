using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Webhooks;

/// <summary>One event on its way to one subscription, planned in the commit that emitted the event, with every try so far.</summary>
internal sealed record WebhookDelivery : Document
{
    public required Guid SubscriptionId { get; init; }

    /// <summary>The member of the subscription, which the body names.</summary>
    public required Guid MembershipId { get; init; }

    public required Guid EventId { get; init; }

    /// <summary>The topic of the event.</summary>
    public required string Type { get; init; }

    /// <summary>Its place in the order of what happened.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next, on the workspace's clock; of no meaning once it is settled.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public DeliveryStatus Status { get; init; }

    /// <summary>Whether it was asked for once more, and so goes before what waits.</summary>
    public bool Replayed { get; init; }

    /// <summary>Whether the receiver has it already, and what follows is a duplicate.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; init; }

    /// <summary>The latest tries, oldest first.</summary>
    public WebhookAttempt[] Attempts { get; init => field = value ?? []; } = [];

    [JsonIgnore]
    public bool IsSettled => Status is DeliveryStatus.Delivered or DeliveryStatus.Abandoned;
}

/// <summary>One try.</summary>
/// <param name="At">When, on the workspace's clock.</param>
/// <param name="Url">Where to.</param>
/// <param name="Signature">The <c>X-Qonto-Signature</c> that it was sent with; null when nothing was sent.</param>
/// <param name="DurationMs">How long the receiver took, in milliseconds of real time.</param>
/// <param name="Status">What it answered with; null when it did not answer.</param>
/// <param name="Answer">The beginning of its answer.</param>
/// <param name="Error">Why there is no answer.</param>
internal sealed record WebhookAttempt(DateTimeOffset At, string Url, string? Signature, double DurationMs, int? Status, string? Answer, string? Error)
{
    /// <summary>Any 2xx is an acknowledgement (C31).</summary>
    [JsonIgnore]
    public bool IsAcknowledged => Status is >= 200 and <= 299;
}

[JsonConverter(typeof(SnakeCase<DeliveryStatus>))]
internal enum DeliveryStatus
{
    /// <summary>Not tried yet.</summary>
    Pending,

    /// <summary>Failed, and will be tried again.</summary>
    Retrying,

    Delivered,

    /// <summary>Given up.</summary>
    Abandoned,
}

[JsonSerializable(typeof(WebhookDelivery))]
internal sealed partial class WebhooksJson : JsonSerializerContext;
