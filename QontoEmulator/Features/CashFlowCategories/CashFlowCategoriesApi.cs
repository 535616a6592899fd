using System.Text.Json.Serialization;
using QontoEmulator.Api;

namespace QontoEmulator.Features.CashFlowCategories;

internal static class CashFlowCategoriesApi
{
    private static readonly CashFlowCategoriesJson Wire = new(Json.Wire());

    public static void MapCashFlowCategories(this IEndpointRouteBuilder routes)
    {
        var categories = routes.MapGroup("/v2/cash_flow_categories");

        categories.Get("", List).RequireScope("cash_flow_category.read", "cash_flow_category.write", "organization.read").Lists(ListPolicy.Unpaged);
    }

    private static ValueTask<Answer> List(Call call)
    {
        var all = call.AllOwn<CashFlowCategory>().Rows.Select(row => row.Document).ToArray();
        var children = all.ToLookup(category => category.ParentId);
        return Answer.Json(
            200, new(children[null].Select(category => CashFlowCategoryWire.Of(category, children[category.Id]))), Wire.CashFlowCategoriesEnvelope);
    }
}

internal sealed record CashFlowCategoriesEnvelope(IEnumerable<CashFlowCategoryWire> CashFlowCategories);

/// <summary>vat_rate is left out, not null, where there is none.</summary>
internal sealed record CashFlowCategoryWire(
    Guid Id, string Name, CashFlowType Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VatRate,
    IEnumerable<CashFlowSubcategoryWire> Subcategories)
{
    public static CashFlowCategoryWire Of(CashFlowCategory category, IEnumerable<CashFlowCategory> children) => new(
        category.Id, category.Name, category.Type, category.VatRate, children.Select(child => new CashFlowSubcategoryWire(child.Id, child.Name, child.VatRate)));
}

internal sealed record CashFlowSubcategoryWire(
    Guid Id, string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VatRate);
