using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Features.Attachments;

/// <summary>A file on its way to a transaction: uploaded, not yet processed (A54). It becomes the attachment of the same id.</summary>
internal sealed record PendingAttachment : Document, IOwned
{
    public const string AppearJob = "attachments.appear";

    public required Guid OrganizationId { get; init; }

    public required Guid TransactionId { get; init; }

    /// <summary>When it was uploaded.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required StoredFile File { get; init; }

    public static void Appear(Tx tx, Job job)
    {
        if (tx.Find<PendingAttachment>(job.Subject) is not { } pending)
            return;
        tx.Delete<PendingAttachment>(pending.Id);
        Appear(tx, pending);
    }

    public static void Appear(Tx tx, PendingAttachment pending)
    {
        tx.Put(new Attachment { Id = pending.Id, OrganizationId = pending.OrganizationId, CreatedAt = pending.CreatedAt, File = pending.File });
        var transaction = tx.Get<Transaction>(pending.TransactionId);
        TransactionEvents.Change(tx, transaction with { AttachmentIds = [.. transaction.AttachmentIds, pending.Id] });
    }
}
