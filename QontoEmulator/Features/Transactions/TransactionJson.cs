using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.Labels;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

/// <summary>JSON of transactions: written once per document, with what a request asks to include added behind.</summary>
internal static class TransactionJson
{
    private static readonly TransactionsJson Wire = new(Json.Wire());

    public static ReadOnlyMemory<byte> Bytes(Call call, Row<Transaction> row, IReadOnlyList<Include> includes)
    {
        var ready = row.Json ??= Answer.JsonBytes(writer => JsonSerializer.Serialize(writer, TransactionWire.Of(call.Data, row.Document), Wire.TransactionWire));
        return includes is [] ? ready : WithIncludes(call, ready, row.Document, includes);
    }

    public static ReadOnlyMemory<byte> LinkBytes(Call call, TransactionLink link)
    {
        var child = call.Data.Table<Transaction>().Find(link.ChildId)!;
        return Answer.JsonBytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("link_type", JsonNamingPolicy.SnakeCaseLower.ConvertName(link.LinkType.ToString()));
            writer.WriteString("related_transaction_id", link.ParentId);
            writer.WritePropertyName("transaction");
            writer.WriteRawValue(Bytes(call, child, []).Span, skipInputValidation: true);
            writer.WriteEndObject();
        });
    }

    // URLs of attachments are signed anew for every answer, so they are never part of the ready bytes.
    private static byte[] WithIncludes(Call call, byte[] ready, Transaction transaction, IReadOnlyList<Include> includes)
    {
        var more = Answer.JsonBytes(writer =>
        {
            writer.WriteStartObject();
            if (includes.Contains(Include.VatDetails))
            {
                writer.WritePropertyName("vat_details");
                JsonSerializer.Serialize(writer, VatDetailsWire.Of(transaction), Wire.VatDetailsWire);
            }

            if (includes.Contains(Include.Labels))
            {
                writer.WriteStartArray("labels");
                foreach (var id in transaction.LabelIds)
                    LabelsApi.Write(writer, call.Data.Get<Label>(id));
                writer.WriteEndArray();
            }

            if (includes.Contains(Include.Attachments))
            {
                writer.WriteStartArray("attachments");
                foreach (var id in transaction.AttachmentIds)
                    AttachmentsApi.Write(writer, call, call.Data.Get<Attachment>(id));
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        });
        return [.. ready.AsSpan(0, ready.Length - 1), (byte)',', .. more.AsSpan(1)];
    }
}
