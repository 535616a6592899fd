using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Transactions;

internal static class TransactionsApi
{
    public static void MapTransactions(this IEndpointRouteBuilder routes)
    {
        var transactions = routes.MapGroup("/v2/transactions");

        transactions.Get("", List).RequireScope("organization.read").AllowApiKey()
            .Lists(ListPolicy.Default with { OnBadDate = new(400, "invalid"), DefaultSort = "settled_at:desc" });
        transactions.Get("{id}", Show).RequireScope("organization.read").AllowApiKey();
        transactions.Get("{id}/child_transaction_links", ListLinks).RequireScope("organization.read").AllowApiKey()
            .Lists(ListPolicy.Default with { OnBadSort = null });
    }

    private static ValueTask<Answer> List(Call call)
    {
        var query = TransactionQuery.Read(call.Query);
        var includes = call.Query.Enums<Include>("includes");
        if (call.Query.Text("bank_account_id") is null && call.Query.Text("iban") is null)
            call.Query.Refuse(new(400, "required"), "bank_account_id", "bank_account_id or iban is required");
        call.Query.ThrowIfRefused();

        var account = AccountOf(call);
        var rows = query.Select(call.Data.Table<Transaction>(), account.Id, withReversed: call.Is(Switches.TransactionStatusReversed));
        return call.Page("transactions", rows, row => TransactionJson.Bytes(call, row, includes));
    }

    private static ValueTask<Answer> Show(Call call)
    {
        var includes = call.Query.Enums<Include>("includes");
        call.Query.ThrowIfRefused();
        return Answer.Json(200, "{\"transaction\":"u8.ToArray(), TransactionJson.Bytes(call, Visible(call, call.Data), includes), "}"u8.ToArray());
    }

    private static ValueTask<Answer> ListLinks(Call call)
    {
        var parent = Visible(call, call.Data).Document.Id;
        var types = call.Query.Enums<LinkType>("link_type", alias: "link_types");
        var links = call.Data.Table<TransactionLink>().Select(
            $"{parent} {string.Join(',', types)}", link => link.ParentId == parent && (types is [] || types.Contains(link.LinkType)));
        return call.Page("links", links, link => TransactionJson.LinkBytes(call, link.Document));
    }

    /// <summary>The transaction of the path; rows with status reversed exist under their switch only (Q49).</summary>
    public static Row<Transaction> Visible(Call call, Snapshot data)
    {
        var row = call.Own<Transaction>(data);
        return IsVisible(call, row.Document)
            ? row
            : throw ErrorCatalog.NotFound.Parameter("id", hint: "This transaction was reversed; such rows show under switch transaction-status-reversed only.");
    }

    public static bool IsVisible(Call call, Transaction transaction) =>
        transaction.Status != TransactionStatus.Reversed || call.Is(Switches.TransactionStatusReversed);

    // One account per call; bank_account_id wins, and iban is then not even looked at (A01-A04).
    private static BankAccount AccountOf(Call call)
    {
        var (id, iban) = (call.Query.Text("bank_account_id"), call.Query.Text("iban"));
        if (id is not null)
            return call.FindOwn<BankAccount>(id)?.Document ?? throw ErrorCatalog.NotFound.Parameter("bank_account_id", hint: $"This organization has no account '{id}'.");
        return call.AllOwn<BankAccount>().Rows.FirstOrDefault(row => row.Document.Iban == iban)?.Document
            ?? throw ErrorCatalog.NotFound.Parameter("iban", hint: "This organization has no account with that IBAN.");
    }
}

/// <summary>What a transaction can be asked to carry along (A17).</summary>
internal enum Include
{
    VatDetails,
    Labels,
    Attachments,
}
