using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.InternalTransfers;

internal static class InternalTransfersApi
{
    private const int LongestReference = 99;

    private static readonly InternalTransfersJson Wire = new(Json.Wire());

    public static void MapInternalTransfers(this IEndpointRouteBuilder routes) =>
        routes.Post("/v2/internal_transfers", Create).RequireScope("internal_transfer.write").AllowApiKey().Idempotent();

    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadPayment(ErrorCatalog.MissingKey);
        var fields = body.Object("internal_transfer");

        // The newest documentation names the currency amount_currency.
        var currencyField = fields.Has("amount_currency") && !fields.Has("currency") ? "amount_currency" : "currency";
        var (debit, credit, reference) = (fields.RequiredText("debit_iban"), fields.RequiredText("credit_iban"), fields.RequiredText("reference"));
        var (amount, currency) = (fields.RequiredText("amount"), fields.RequiredText(currencyField));
        body.ThrowIfRefused();

        var cents = TransferOrder.ReadAmount(fields, amount, ErrorCatalog.ValueInvalid);
        if (reference.Length > LongestReference)
            fields.Refuse("reference", ErrorCatalog.ValueInvalid, $"reference must have at most {LongestReference} characters");
        if (currency != "EUR")
            fields.Refuse(currencyField, ErrorCatalog.ValueInvalid, $"{currencyField} must be EUR");
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var (from, to) = (Find(call, tx, fields, "debit_iban", debit), Find(call, tx, fields, "credit_iban", credit));
            body.ThrowIfRefused();
            if (from!.Id == to!.Id)
                fields.Refuse("credit_iban", ErrorCatalog.ValueInvalid, "debit_iban and credit_iban are the same account");
            else if (from.AuthorizedBalanceCents < cents)
                fields.Refuse("amount", ErrorCatalog.InsufficientFunds);
            body.ThrowIfRefused();
            return Envelope(tx, InternalTransfer.Make(tx, from, to, cents, reference, call.Caller.Membership?.Id));
        });
    }

    private static BankAccount? Find(Call call, Snapshot data, BodyReader fields, string field, string iban)
    {
        var found = call.AllOwn<BankAccount>(data).Rows.Select(row => row.Document).FirstOrDefault(account =>
            account is { IsExternalAccount: false, Status: BankAccountStatus.Active } && Names(call, iban, account.Iban));
        if (found is null)
            fields.Refuse(field, ErrorCatalog.PaymentReferenceNotFound, $"{field} is not found or not active");
        return found;
    }

    // Q30: some lists show IBANs with stars in the middle; while the switch is off, the ends are enough.
    private static bool Names(Call call, string given, string iban)
    {
        var plain = Iban.Normal(given);
        var (first, last) = (plain.IndexOf('*', StringComparison.Ordinal), plain.LastIndexOf('*'));
        if (first < 0)
            return plain == iban;
        return !call.Is(Switches.MaskedIbanRefused) && iban.StartsWith(plain[..first], StringComparison.Ordinal) && iban.EndsWith(plain[(last + 1)..], StringComparison.Ordinal);
    }

    private static Answer Envelope(Tx tx, InternalTransfer transfer) =>
        Answer.Json(200, new(InternalTransferWire.Of(tx.Get<Organization>(transfer.OrganizationId), transfer)), Wire.InternalTransferEnvelope);
}

internal sealed record InternalTransferEnvelope(InternalTransferWire InternalTransfer);

/// <summary>As seen live: numbers, no IBANs, status processing, and the currency under both of its names.</summary>
internal sealed record InternalTransferWire(
    Guid Id, string Slug, string Status, decimal Amount, long AmountCents, string AmountCurrency, string Currency, string Reference, DateTimeOffset CreatedAt)
{
    public static InternalTransferWire Of(Organization organization, InternalTransfer transfer) => new(
        transfer.Id, $"{organization.Slug}-transfer-{transfer.Number}", "processing", Money.Major(transfer.AmountCents), transfer.AmountCents, "EUR", "EUR",
        transfer.Reference, transfer.CreatedAt);
}
