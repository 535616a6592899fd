using System.Text.Json;
using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Outbox;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.WebhookSubscriptions;

/// <summary>Where a member, through an app, wants to be told of events. It exists or it does not; it has no status (C36).</summary>
internal sealed record WebhookSubscription : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required Guid MembershipId { get; init; }

    public required string ClientId { get; init; }

    public required string CallbackUrl { get; init; }

    public required string[] Types { get; init; }

    /// <summary>What deliveries are signed with.</summary>
    public required string Secret { get; init; }

    public string? Description { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether an event is for this subscription. That a consent ended is for the app that had it, and for no other one.</summary>
    public bool Wants(OutboxEvent happened) => happened.OrganizationId == OrganizationId && Array.IndexOf(Types, happened.Type) >= 0
        && (happened.Type != WebhookTopics.ConsentRevocations || !happened.Data.TryGetProperty("client_id", out var client) || client.ValueEquals(ClientId));
}

/// <summary>A subscription in answers: bare (C24), description left out when unset.</summary>
internal static class WebhookSubscriptionWire
{
    /// <param name="writer">Where to.</param>
    /// <param name="subscription">Whose.</param>
    /// <param name="secret">Shown only in the answer that created it (C25).</param>
    /// <param name="nullSecret">Whether the key of a secret that is not shown is there, with null (Q58).</param>
    public static void Write(Utf8JsonWriter writer, WebhookSubscription subscription, string? secret, bool nullSecret)
    {
        writer.WriteStartObject();
        writer.WriteString("id", subscription.Id);
        writer.WriteString("organization_id", subscription.OrganizationId);
        writer.WriteString("membership_id", subscription.MembershipId);
        writer.WriteString("callback_url", subscription.CallbackUrl);
        writer.WriteStartArray("types");
        foreach (var type in subscription.Types)
            writer.WriteStringValue(type);
        writer.WriteEndArray();
        if (subscription.Description is { } description)
            writer.WriteString("description", description);
        if (secret is not null || nullSecret)
            writer.WriteString("secret", secret);
        writer.WriteString("created_at", TimeConverter.Text(subscription.CreatedAt));
        writer.WriteString("updated_at", TimeConverter.Text(subscription.UpdatedAt));
        writer.WriteEndObject();
    }
}

[JsonSerializable(typeof(WebhookSubscription))]
internal sealed partial class WebhookSubscriptionsJson : JsonSerializerContext;
