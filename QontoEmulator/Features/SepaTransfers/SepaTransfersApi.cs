using QontoEmulator.Api;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Quirks;
using QontoEmulator.Sca;

namespace QontoEmulator.Features.SepaTransfers;

internal static class SepaTransfersApi
{
    private const int MostIds = 100;

    public static void MapSepaTransfers(this IEndpointRouteBuilder routes)
    {
        var transfers = routes.MapGroup("/v2/sepa/transfers");

        transfers.Get("", List).RequireScope("organization.read").AllowApiKey()
            .Lists(ListPolicy.Default with { OnBadDate = new(400, "invalid"), DefaultSort = "updated_at:desc" });
        transfers.Post("", Create).RequireScope("payment.write").Idempotent().Sca(ScaDemand.Conditional);
        transfers.Get("{id}", Show).RequireScope("organization.read").AllowApiKey();
        transfers.Post("{id}/cancel", Cancel).RequireScope("payment.write");
        transfers.Post("{id}/download_proof", DownloadProof).RequireScope("payment.write");
        transfers.Get("{id}/proof", ShowProof).RequireScope("organization.read").AllowApiKey();
    }

    private static ValueTask<Answer> List(Call call)
    {
        var query = call.Query;
        var statuses = query.Enums<TransferStatus>("status");
        var (updatedFrom, updatedTo) = (query.Time("updated_at_from"), query.Time("updated_at_to"));
        var (dueFrom, dueTo) = (query.Time("scheduled_date_from"), query.Time("scheduled_date_to"));
        var (ids, beneficiaries, recurring) = (query.Values("ids"), query.Values("beneficiary_ids"), query.Values("recurring_transfer_ids"));
        if (ids.Count > MostIds)
            query.Refuse(new(400, "invalid"), "ids", $"at most {MostIds} ids can be asked for");
        var sorting = query.Sort("updated_at", "scheduled_date");
        query.ThrowIfRefused();

        var organization = call.Caller.Organization.Id;
        var rows = call.Data.Table<SepaTransfer>().Select(
            $"{organization} {string.Join(',', statuses)} {updatedFrom:O} {updatedTo:O} {dueFrom:O} {dueTo:O} {string.Join(',', ids)} "
                + $"{string.Join(',', beneficiaries)} {string.Join(',', recurring)} {sorting}",
            transfer => transfer.OrganizationId == organization
                && (statuses is [] || statuses.Contains(transfer.Status))
                && !(transfer.UpdatedAt < updatedFrom) && !(transfer.UpdatedAt > updatedTo)
                && !(transfer.ScheduledFor < dueFrom) && !(transfer.ScheduledFor > dueTo)
                && Names(ids, transfer.Id) && Names(beneficiaries, transfer.BeneficiaryId) && Names(recurring, transfer.RecurringTransferId),
            (x, y) => sorting.Descending ? Compare(y, x, sorting.Property) : Compare(x, y, sorting.Property));
        return call.Page("transfers", rows, SepaTransferWire.Bytes);
    }

    private static ValueTask<Answer> Show(Call call) => SepaTransferWire.Envelope(call.Own<SepaTransfer>().Document);

    // P13: types, proof token, rules, strong authentication, funds.
    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadPayment(ErrorCatalog.MissingKey);
        var fields = body.Object("transfer");
        var (accountId, order) = (fields.RequiredText("bank_account_id"), TransferOrder.Read(fields));
        var proof = ProofToken.Read(call, body);

        return await call.Write(tx =>
        {
            var member = call.Caller.Membership!;
            if (order.IbanIn(tx, member.OrganizationId) is { } iban)
                proof.Demand([iban]);
            var account = TransferRules.PayingAccount(call, tx, accountId);
            if (account is null)
                fields.Refuse("bank_account_id", ErrorCatalog.BankAccountNotFound);
            foreach (var breach in TransferRules.Breaches(tx, member, order))
                fields.RefuseAt(breach.Place, breach.Kind, breach.Detail);
            body.ThrowIfRefused();

            // P12: who is trusted, and named by id, is paid at once.
            var beneficiary = order.FindBeneficiary(tx, member.OrganizationId);
            var free = order.Payee is null && beneficiary!.Trusted;
            if (!free && StrongAuthentication.Demand(tx, call, body.Raw, "transfer.single.create", Describe(order, beneficiary)) is { } challenge)
                return challenge;
            if (!TransferRules.HasFunds(tx, account!, order))
                throw ErrorCatalog.InsufficientFunds.Refuse($"The authorized balance is {Money.Text(account!.AuthorizedBalanceCents)}; what is due today counts too.");
            return SepaTransferWire.Envelope(SepaTransferSteps.Create(tx, member, account!, order));
        });
    }

    private static ValueTask<Answer> Cancel(Call call) => call.Write(tx =>
    {
        var transfer = call.Own<SepaTransfer>(tx).Document;
        if (transfer.Status != TransferStatus.Pending)
            throw ErrorCatalog.CannotCancel.Refuse($"The transfer is {transfer.Status}; only a pending one can be canceled (P51).");
        SepaTransferSteps.Cancel(tx, transfer);
        return Answer.Empty(204);
    });

    // P52.
    private static ValueTask<Answer> DownloadProof(Call call)
    {
        var transfer = call.Own<SepaTransfer>().Document;
        if (transfer.Status != TransferStatus.Settled)
            throw ErrorCatalog.BadRequest.Refuse($"The transfer is {transfer.Status}; there is a proof of settled ones only.", "The transfer is not completed.");
        return Answer.File("application/pdf", TransferProof.Draw(call.Data, transfer));
    }

    private static ValueTask<Answer> ShowProof(Call call) => call.Is(Switches.ProofGetRoute)
        ? DownloadProof(call)
        : throw ErrorCatalog.NotFound.Refuse("Proofs are asked for by POST .../download_proof; switch proof-get-route opens this route (Q14).");

    private static string Describe(TransferOrder order, Beneficiary? beneficiary) =>
        $"Send {Money.Text(order.AmountCents)} € to {order.Payee?.Name ?? beneficiary!.Name} ({order.Payee?.Iban ?? beneficiary!.Iban})";

    private static bool Names(IReadOnlyList<string> ids, Guid? id) => ids is [] || ids.Contains(id?.ToString(), StringComparer.OrdinalIgnoreCase);

    private static int Compare(SepaTransfer x, SepaTransfer y, string property)
    {
        var order = property == "updated_at" ? x.UpdatedAt.CompareTo(y.UpdatedAt) : x.ScheduledFor.CompareTo(y.ScheduledFor);
        return order != 0 ? order : x.Id.CompareTo(y.Id);
    }
}
