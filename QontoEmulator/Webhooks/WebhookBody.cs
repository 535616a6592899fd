using System.Buffers;
using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Outbox;

namespace QontoEmulator.Webhooks;

/// <summary>The envelope of a delivery. Its id is the event's, so it is the same on every try.</summary>
internal static class WebhookBody
{
    /// <param name="delivery">To whom.</param>
    /// <param name="happened">What.</param>
    /// <param name="escaped">Whether text is escaped as Go does, which a receiver that parses and writes the body anew does not reproduce (Q34).</param>
    public static byte[] Of(WebhookDelivery delivery, OutboxEvent happened, bool escaped)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = escaped ? WireEncoder.Instance : WireEncoder.Plain }))
        {
            writer.WriteStartObject();
            writer.WriteString("id", happened.Id);
            writer.WriteString("subscription_id", delivery.SubscriptionId);
            writer.WriteString("organization_id", happened.OrganizationId);
            writer.WriteString("membership_id", delivery.MembershipId);
            writer.WriteString("type", happened.Type);
            writer.WriteString("created_at", TimeConverter.Text(happened.CreatedAt, TimeConverter.WholeSeconds));
            writer.WritePropertyName("data");
            happened.Data.WriteTo(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
