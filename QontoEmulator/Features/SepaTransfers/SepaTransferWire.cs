using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.SepaTransfers;

internal sealed record SepaTransferEnvelope(SepaTransferWire Transfer);

/// <summary>A transfer as answers show it. Unlike in requests, its amount is a number (P53).</summary>
internal sealed record SepaTransferWire(
    Guid Id, Guid InitiatorId, Guid BankAccountId, Guid BeneficiaryId, decimal Amount, long AmountCents, string AmountCurrency, TransferStatus Status,
    string Reference, string? Note, DeclinedReason? DeclinedReason, DateOnly ScheduledDate, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    DateTimeOffset? ProcessedAt, DateTimeOffset? CompletedAt, Guid? TransactionId, Guid? RecurringTransferId)
{
    private static readonly SepaTransfersJson Wire = new(Json.Wire());

    public static SepaTransferWire Of(SepaTransfer transfer) => new(
        transfer.Id, transfer.InitiatorId, transfer.BankAccountId, transfer.BeneficiaryId, Money.Major(transfer.AmountCents), transfer.AmountCents, "EUR",
        transfer.Status, transfer.Reference, transfer.Note, transfer.DeclinedReason, SepaTransferSteps.DayOf(transfer), transfer.CreatedAt, transfer.UpdatedAt,
        transfer.ProcessedAt, transfer.CompletedAt, transfer.TransactionId, transfer.RecurringTransferId);

    public static Answer Envelope(SepaTransfer transfer) => Answer.Json(200, new(Of(transfer)), Wire.SepaTransferEnvelope);

    public static ReadOnlyMemory<byte> Bytes(Row<SepaTransfer> row) =>
        row.Json ??= Answer.JsonBytes(writer => JsonSerializer.Serialize(writer, Of(row.Document), Wire.SepaTransferWire));
}
