using QontoEmulator.Api;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.CashFlowCategories;

/// <summary>Puts transactions into a category or takes them out of theirs: all of them, or none when one is wrong.</summary>
internal static class CashFlowAssignmentsApi
{
    private const int MostTransactions = 100;
    private static readonly CashFlowCategoriesJson Wire = new(Json.Wire());

    public static void MapCashFlowAssignments(this IEndpointRouteBuilder routes)
    {
        var categories = routes.MapGroup("/v2/cash_flow_categories");

        categories.Post("assignments", Assign).RequireScope("cash_flow_category.write");
        categories.Post("unassignments", Unassign).RequireScope("cash_flow_category.write");
    }

    private static async ValueTask<Answer> Assign(Call call)
    {
        var body = await call.ReadBody();
        var ids = TransactionIds(body);
        var categoryId = body.Text("category_id");
        if (!body.Has("category_id"))
            body.Refuse("category_id", ErrorCatalog.ValueInvalid, "category_id is missing");
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var category = call.FindOwn<CashFlowCategory>(tx, categoryId!)?.Document;
            var transactions = Find(call, tx, ids);
            var unknown = ids.Index().Where(id => transactions[id.Index] is null).Select(id => ErrorCatalog.NotFound.At($"/transaction_ids/{id.Index}")).ToList();
            if (category is null)
                unknown.Add(ErrorCatalog.NotFound.At("/category_id"));
            if (unknown is not [])
                throw new ApiException(404, unknown, "This organization has no transaction or category of that id.");

            // Leaves only: a category that is divided takes its transactions through its subcategories.
            if (call.AllOwn<CashFlowCategory>(tx).Rows.Any(row => row.Document.ParentId == category!.Id))
                throw new ApiException(422, [ErrorCatalog.ValueInvalid.At("/category_id", "must be a category without subcategories, or a subcategory")]);
            var (parent, child) = category!.ParentId is { } above ? (above, category.Id) : (category.Id, (Guid?)null);
            foreach (var transaction in transactions)
                File(tx, transaction!, parent, child);
            return Answer.Json(200, new(transactions.Select(transaction => transaction!.Id), category.Id), Wire.AssignedWire);
        });
    }

    private static async ValueTask<Answer> Unassign(Call call)
    {
        var body = await call.ReadBody();
        var ids = TransactionIds(body);
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var transactions = Find(call, tx, ids);
            var unknown = ids.Index().Where(id => transactions[id.Index] is null).Select(id => ErrorCatalog.NotFound.At($"/transaction_ids/{id.Index}")).ToArray();
            if (unknown is not [])
                throw new ApiException(404, unknown, "This organization has no transaction of that id.");
            foreach (var transaction in transactions)
                File(tx, transaction!, null, null);
            return Answer.Json(200, new(transactions.Select(transaction => transaction!.Id)), Wire.UnassignedWire);
        });
    }

    // What stands where it should already is not changed, so it keeps its updated_at (A31).
    private static void File(Tx tx, Transaction transaction, Guid? category, Guid? subcategory)
    {
        if (transaction.CashflowCategoryId != category || transaction.CashflowSubcategoryId != subcategory)
            TransactionEvents.Change(tx, transaction with { CashflowCategoryId = category, CashflowSubcategoryId = subcategory });
    }

    private static Transaction?[] Find(Call call, Tx tx, IReadOnlyList<string> ids) =>
        [.. ids.Select(id => call.FindOwn<Transaction>(tx, id)?.Document is { } transaction && TransactionsApi.IsVisible(call, transaction) ? transaction : null)];

    private static IReadOnlyList<string> TransactionIds(BodyReader body)
    {
        var ids = body.Texts("transaction_ids");
        if (!body.Has("transaction_ids") || ids is { Count: 0 or > MostTransactions })
            body.Refuse("transaction_ids", ErrorCatalog.ValueInvalid, $"transaction_ids must hold 1 to {MostTransactions} ids");
        return [.. (ids ?? []).Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}

internal sealed record AssignedWire(IEnumerable<Guid> TransactionIds, Guid CategoryId);

internal sealed record UnassignedWire(IEnumerable<Guid> TransactionIds);
