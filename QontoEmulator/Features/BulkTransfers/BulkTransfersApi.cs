using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Quirks;
using QontoEmulator.Sca;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.BulkTransfers;

internal static class BulkTransfersApi
{
    private const int MostItems = 400;

    private static readonly BulkTransfersJson Wire = new(Json.Wire());

    public static void MapBulkTransfers(this IEndpointRouteBuilder routes)
    {
        var bulks = routes.MapGroup("/v2/sepa/bulk_transfers");

        bulks.Get("", List).RequireScope("organization.read").AllowApiKey()
            .Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null, DefaultSort = "updated_at:desc" });
        bulks.Post("", Create).RequireScope("payment.write").Idempotent().Sca(ScaDemand.Conditional);
        bulks.Get("{id}", Show).RequireScope("organization.read").AllowApiKey();
    }

    private static ValueTask<Answer> List(Call call)
    {
        var organization = call.Caller.Organization.Id;
        var bulks = call.Data.Table<BulkTransfer>().Select(
            $"{organization} updated_at:desc", bulk => bulk.OrganizationId == organization, (x, y) => y.UpdatedAt.CompareTo(x.UpdatedAt));
        return call.Page("bulk_transfers", bulks, Bytes);
    }

    private static ValueTask<Answer> Show(Call call) => Envelope(call.Own<BulkTransfer>().Document);

    // The body has no envelope (P61). What is malformed fails the call; rules that an item breaks show in its result later (P57).
    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadPayment(ErrorCatalog.MissingKey);
        var (accountId, items) = (body.RequiredText("bank_account_id"), ReadItems(body));
        var proof = body.Has("vop_proof_token") || call.Is(Switches.BulkNeedsVop) ? ProofToken.Read(call, body) : null;
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var member = call.Caller.Membership!;
            proof?.Demand(items.Select(item => item.Order!.IbanIn(tx, member.OrganizationId)).OfType<string>());
            var account = TransferRules.PayingAccount(call, tx, accountId);
            if (account is null)
                body.Refuse("bank_account_id", ErrorCatalog.BankAccountNotFound);
            body.ThrowIfRefused();

            var total = Money.Text(items.Sum(item => item.Order!.AmountCents));
            if (items.Any(item => NeedsApproval(tx, member.OrganizationId, item.Order!))
                && StrongAuthentication.Demand(tx, call, body.Raw, "transfer.bulk.create", $"Send {items.Count} transfers, {total} € in all") is { } challenge)
                return challenge;
            return Envelope(BulkTransfer.Accept(tx, member, account!, items));
        });
    }

    private static List<BulkItem> ReadItems(BodyReader body)
    {
        var sent = body.Objects("bulk_transfers") ?? [];
        if (!body.Has("bulk_transfers"))
            body.Refuse("bulk_transfers", ErrorCatalog.MissingKey, "bulk_transfers is missing");
        else if (body.IsArray("bulk_transfers") && sent.Count is 0 or > MostItems)
            body.Refuse("bulk_transfers", ErrorCatalog.AboveMaxSize, $"bulk_transfers must have from 1 to {MostItems} entries");

        var known = new HashSet<Guid>();
        return [.. sent.Take(MostItems).Select(fields => new BulkItem { ClientTransferId = ReadId(fields, known), Order = TransferOrder.Read(fields) })];
    }

    private static Guid ReadId(BodyReader fields, HashSet<Guid> known)
    {
        var text = fields.RequiredText("client_transfer_id");
        if (text.Length > 0 && !Guid.TryParseExact(text, "D", out _))
            fields.Refuse("client_transfer_id", ErrorCatalog.Invalid, "client_transfer_id must be a uuid");
        else if (text.Length > 0 && !known.Add(Guid.Parse(text)))
            fields.Refuse("client_transfer_id", ErrorCatalog.Invalid, "client_transfer_id stands in the bulk twice");
        return Guid.TryParse(text, out var id) ? id : default;
    }

    // P10. An item whose beneficiary is unknown will fail, so it needs nobody's approval.
    private static bool NeedsApproval(Snapshot data, Guid organizationId, TransferOrder order) =>
        order.Payee is not null || order.FindBeneficiary(data, organizationId) is { Trusted: false };

    private static Answer Envelope(BulkTransfer bulk) => Answer.Json(200, new(BulkTransferWire.Of(bulk)), Wire.BulkTransferEnvelope);

    private static ReadOnlyMemory<byte> Bytes(Row<BulkTransfer> row) =>
        row.Json ??= Answer.JsonBytes(writer => JsonSerializer.Serialize(writer, BulkTransferWire.Of(row.Document), Wire.BulkTransferWire));
}

internal sealed record BulkTransferEnvelope(BulkTransferWire BulkTransfer);

/// <summary>A bulk with the results of its items; the counts add up to them (P58).</summary>
internal sealed record BulkTransferWire(
    Guid Id, Guid InitiatorId, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int TotalCount, int CompletedCount, int PendingCount, int FailedCount,
    IEnumerable<BulkResultWire> Results)
{
    public static BulkTransferWire Of(BulkTransfer bulk) => new(
        bulk.Id, bulk.InitiatorId, bulk.CreatedAt, bulk.UpdatedAt, bulk.Items.Length, Count(bulk, BulkItemStatus.Completed), Count(bulk, BulkItemStatus.Pending),
        Count(bulk, BulkItemStatus.Failed), bulk.Items.Select(BulkResultWire.Of));

    private static int Count(BulkTransfer bulk, BulkItemStatus status) => bulk.Items.Count(item => item.Status == status);
}

internal sealed record BulkResultWire(Guid ClientTransferId, Guid? TransferId, BulkItemStatus Status, IEnumerable<BulkErrorWire>? Errors)
{
    public static BulkResultWire Of(BulkItem item) => new(
        item.ClientTransferId, item.TransferId, item.Status, item.Errors?.Select(error => new BulkErrorWire(error.Code, error.Detail, new(error.Pointer))));
}

internal sealed record BulkErrorWire(string Code, string Detail, BulkErrorSourceWire Source);

internal sealed record BulkErrorSourceWire(string Pointer);
