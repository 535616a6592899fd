using QontoEmulator.Api;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Features.Attachments;

/// <summary>The attachments of one transaction. Removing one takes the link away only: the file stays, and other links to it too.</summary>
internal static class TransactionAttachmentsApi
{
    /// <summary>A53.</summary>
    private const int MostPerTransaction = 5;

    public static void MapTransactionAttachments(this IEndpointRouteBuilder routes)
    {
        var attachments = routes.MapGroup("/v2/transactions/{id}/attachments");

        attachments.Get("", List).RequireScope("organization.read", "attachment.read").AllowApiKey()
            .Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null });
        attachments.Post("", Upload).RequireScope("attachment.write").AllowApiKey().Idempotent();
        attachments.Delete("", RemoveAll).RequireScope("attachment.write").AllowApiKey();
        attachments.Delete("{attachment_id}", Remove).RequireScope("attachment.write").AllowApiKey();
    }

    private static ValueTask<Answer> List(Call call)
    {
        var transaction = TransactionsApi.Visible(call, call.Data).Document;
        var attachments = transaction.AttachmentIds.Select(id => call.Data.Table<Attachment>().Find(id)!).ToArray();
        return call.Page(
            "attachments",
            Selection<Attachment>.Of(attachments),
            row => Answer.JsonBytes(writer => AttachmentsApi.Write(writer, call, row.Document)),
            withMeta: false);
    }

    // The real service answers before it has processed the file; how long that takes is a setting (A54).
    private static async ValueTask<Answer> Upload(Call call)
    {
        var upload = await Api.Upload.Read(call.Http.Request);
        return await call.Write(tx =>
        {
            var transaction = TransactionsApi.Visible(call, tx).Document;
            var waiting = tx.Table<PendingAttachment>().Rows.Count(row => row.Document.TransactionId == transaction.Id);
            if (transaction.AttachmentIds.Length + waiting >= MostPerTransaction)
                throw ErrorCatalog.TooManyAttachments.Refuse(waiting > 0 ? $"{waiting} of them are still being processed." : null);

            var pending = new PendingAttachment
            {
                Id = tx.NewId(),
                OrganizationId = transaction.OrganizationId,
                TransactionId = transaction.Id,
                CreatedAt = tx.Now,
                File = Files.Keep(tx, upload),
            };
            if (tx.State.AttachmentDelaySeconds > 0)
            {
                tx.Put(pending);
                tx.At(WorkspaceClock.Truncate(tx.Now.AddSeconds(tx.State.AttachmentDelaySeconds)), PendingAttachment.AppearJob, pending.Id);
            }
            else
            {
                PendingAttachment.Appear(tx, pending);
            }

            return Answer.Json(200, "{}"u8.ToArray());
        });
    }

    private static ValueTask<Answer> RemoveAll(Call call) => call.Write(tx =>
    {
        var transaction = TransactionsApi.Visible(call, tx).Document;
        if (transaction.AttachmentIds is not [])
            TransactionEvents.Change(tx, transaction with { AttachmentIds = [] });
        return Answer.Empty(200);
    });

    private static ValueTask<Answer> Remove(Call call) => call.Write(tx =>
    {
        var transaction = TransactionsApi.Visible(call, tx).Document;
        if (!Guid.TryParseExact(call.Path("attachment_id"), "D", out var id) || !transaction.AttachmentIds.Contains(id))
            throw ErrorCatalog.NotFound.Parameter("attachment_id", hint: $"The transaction has no attachment '{call.Path("attachment_id")}'.");
        TransactionEvents.Change(tx, transaction with { AttachmentIds = [.. transaction.AttachmentIds.Where(other => other != id)] });
        return Answer.Empty(200);
    });
}
