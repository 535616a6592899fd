using QontoEmulator.Api;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;

namespace QontoEmulator.Control;

/// <summary>Ends what is under way, without waiting for the clock: transfers, and transactions of any kind.</summary>
internal static class SimulateOutcomesApi
{
    public static void MapSimulateOutcomes(this IEndpointRouteBuilder control)
    {
        control.Post("simulate/transfers/{id}/process", ProcessTransfer).AllowAnyone();
        control.Post("simulate/transfers/{id}/settle", SettleTransfer).AllowAnyone();
        control.Post("simulate/transfers/{id}/decline", DeclineTransfer).AllowAnyone();
        control.Post("simulate/transactions/{id}/settle", SettleTransaction).AllowAnyone();
        control.Post("simulate/transactions/{id}/decline", DeclineTransaction).AllowAnyone();
    }

    private static async ValueTask<Answer> ProcessTransfer(Call call)
    {
        await NoFields(call);
        return await Transfer(call, (tx, transfer) => transfer.Status == TransferStatus.Pending
            ? SepaTransferSteps.Process(tx, transfer)
            : throw ErrorCatalog.NotPending.Refuse($"The transfer is {transfer.Status}."));
    }

    // A pending one is processed first; when it cannot be paid, it ends declined.
    private static async ValueTask<Answer> SettleTransfer(Call call)
    {
        await NoFields(call);
        return await Transfer(call, (tx, open) =>
        {
            var transfer = open.Status == TransferStatus.Pending ? SepaTransferSteps.Process(tx, open) : open;
            return transfer.Status == TransferStatus.Processing ? SepaTransferSteps.Settle(tx, transfer) : transfer;
        });
    }

    private static async ValueTask<Answer> DeclineTransfer(Call call)
    {
        var body = await BodyReader.Read(call.Http.Request, optional: true);
        body.RefuseUnknown("reason");
        var reason = DeclinedReason.QontoProcessingFailed;
        if (body.Text("reason") is { } text && !WireNames<DeclinedReason>.TryParse(text, out reason))
            body.Refuse("reason", ErrorCatalog.NotInList, $"{text} is no declined_reason");
        body.ThrowIfRefused();
        return await Transfer(call, (tx, transfer) => SepaTransferSteps.Decline(tx, transfer, reason));
    }

    private static async ValueTask<Answer> SettleTransaction(Call call)
    {
        await NoFields(call);
        return await Transaction(call, (tx, pending) =>
        {
            if (TransferOf(tx, pending) is { } transfer)
                SepaTransferSteps.Settle(tx, transfer);
            else
                Ledger.Settle(tx, pending);
        });
    }

    private static async ValueTask<Answer> DeclineTransaction(Call call)
    {
        await NoFields(call);
        return await Transaction(call, (tx, pending) =>
        {
            if (TransferOf(tx, pending) is { } transfer)
                SepaTransferSteps.Decline(tx, transfer, DeclinedReason.QontoProcessingFailed);
            else
                Ledger.Decline(tx, pending);
        });
    }

    private static async ValueTask NoFields(Call call)
    {
        var body = await BodyReader.Read(call.Http.Request, optional: true);
        body.RefuseUnknown();
        body.ThrowIfRefused();
    }

    private static async ValueTask<Answer> Transfer(Call call, Func<Tx, SepaTransfer, SepaTransfer> move)
    {
        var moved = await ControlApi.Target(call).Store.Write(tx =>
        {
            var transfer = Named<SepaTransfer>(tx, call);
            return transfer.Status is TransferStatus.Pending or TransferStatus.Processing
                ? move(tx, transfer)
                : throw ErrorCatalog.NotPending.Refuse($"The transfer is {transfer.Status}.");
        });
        return SepaTransferWire.Envelope(moved);
    }

    private static async ValueTask<Answer> Transaction(Call call, Action<Tx, Transaction> move)
    {
        var moved = await ControlApi.Target(call).Store.Write(tx =>
        {
            var pending = Named<Transaction>(tx, call);
            if (pending.Status != TransactionStatus.Pending)
                throw ErrorCatalog.NotPending.Refuse($"The transaction is {pending.Status}.");
            move(tx, pending);
            return TransactionWire.Of(tx, tx.Get<Transaction>(pending.Id));
        });
        return Answer.Json(200, new(moved), ControlJson.Wire.SimulatedTransaction);
    }

    private static T Named<T>(Snapshot data, Call call) where T : Document => Guid.TryParse(call.Path("id"), out var id) && data.Find<T>(id) is { } found
        ? found
        : throw ErrorCatalog.NotFound.Refuse($"This workspace has no {typeof(T).Name} '{call.Path("id")}'.");

    private static SepaTransfer? TransferOf(Snapshot data, Transaction transaction) => data.Table<SepaTransfer>().Rows.Select(row => row.Document)
        .FirstOrDefault(transfer => transfer.TransactionId == transaction.Id);
}
