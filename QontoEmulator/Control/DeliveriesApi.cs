using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Mail;
using QontoEmulator.Outbox;

namespace QontoEmulator.Control;

/// <summary>What happened in the workspace, as webhooks tell it, and the e-mails that went out of it. Newest last; a reset empties both.</summary>
internal static class DeliveriesApi
{
    public static void MapDeliveries(this IEndpointRouteBuilder control)
    {
        control.Get("events", Events).AllowAnyone();
        control.Get("mails", Mails).AllowAnyone();
    }

    private static ValueTask<Answer> Events(Call call)
    {
        var events = ControlApi.Target(call).Store.Current.Table<OutboxEvent>();
        var (type, since) = (call.Query.Text("type"), call.Query.Text("since"));
        var after = -1L;
        if (since is not null)
        {
            after = (Guid.TryParse(since, out var id) ? events.Find(id) : null)?.Sequence
                ?? throw ErrorCatalog.Invalid.Parameter("since", $"{since} is no event of this workspace; a reset forgets them, and so do {OutboxEvents.Max} newer ones");
        }

        var found = events.InOrderOfCreation.Where(row => row.Sequence > after && !row.Document.IsSample && (type is null || row.Document.Type == type)).Select(row => EventWire.Of(row.Document));
        return Answer.Json(200, new(found), ControlJson.Wire.EventList);
    }

    private static ValueTask<Answer> Mails(Call call)
    {
        var (to, kind) = (call.Query.Text("to"), call.Query.Text("kind"));
        var found = ControlApi.Target(call).Store.Current.Table<SentMail>().InOrderOfCreation.Select(row => row.Document)
            .Where(mail => (to is null || string.Equals(mail.To, to, StringComparison.OrdinalIgnoreCase)) && (kind is null || mail.Kind == kind))
            .Select(mail => new MailWire(mail.Id, mail.Kind, mail.To, mail.Subject, mail.Text, mail.CreatedAt));
        return Answer.Json(200, new(found), ControlJson.Wire.MailList);
    }
}

internal sealed record EventList(IEnumerable<EventWire> Events);

internal sealed record EventWire(Guid Id, string Type, Guid OrganizationId, DateTimeOffset CreatedAt, JsonElement Data)
{
    public static EventWire Of(OutboxEvent happened) => new(happened.Id, happened.Type, happened.OrganizationId, happened.CreatedAt, happened.Data);
}

internal sealed record MailList(IEnumerable<MailWire> Mails);

internal sealed record MailWire(Guid Id, string Kind, string To, string Subject, string Text, DateTimeOffset CreatedAt);
