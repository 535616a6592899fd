using System.Globalization;
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
        categories.Post("", Create).RequireScope("cash_flow_category.write");
        categories.Post("{category_id}/subcategories", CreateSubcategory).RequireScope("cash_flow_category.write");
    }

    private static ValueTask<Answer> List(Call call)
    {
        var all = call.AllOwn<CashFlowCategory>().Rows.Select(row => row.Document).ToArray();
        var children = all.ToLookup(category => category.ParentId);
        return Answer.Json(
            200, new(children[null].Select(category => CashFlowCategoryWire.Of(category, children[category.Id]))), Wire.CashFlowCategoriesEnvelope);
    }

    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBody();
        var name = body.RequiredText("name");
        var type = body.RequiredText("type") switch
        {
            "" => default,
            "CATEGORY_TYPE_INFLOW" => CashFlowType.Inflow,
            "CATEGORY_TYPE_OUTFLOW" => CashFlowType.Outflow,
            _ => Unknown(body),
        };
        var rate = VatRate(body);
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var category = new CashFlowCategory { Id = tx.NewId(), OrganizationId = call.Caller.Organization.Id, Name = name, Type = type, VatRate = rate };
            tx.Put(category);
            return Answer.Json(201, new(CashFlowCategoryWire.Of(category, [])), Wire.CashFlowCategoryEnvelope);
        });
    }

    private static async ValueTask<Answer> CreateSubcategory(Call call)
    {
        var body = await call.ReadBody();
        var name = body.RequiredText("name");
        var rate = VatRate(body);
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var parent = call.Own<CashFlowCategory>(tx, "category_id").Document;
            if (parent.ParentId is not null)
                throw ErrorCatalog.NotFound.Parameter("id", hint: "This is a subcategory; the catalogue has two levels.");
            var category = new CashFlowCategory
            {
                Id = tx.NewId(),
                OrganizationId = parent.OrganizationId,
                Name = name,
                Type = parent.Type,
                VatRate = rate,
                ParentId = parent.Id,
            };
            tx.Put(category);
            return Answer.Json(201, new(CashFlowSubcategoryWire.Of(category)), Wire.CashFlowSubcategoryEnvelope);
        });
    }

    private static CashFlowType Unknown(BodyReader body)
    {
        body.Refuse("type", ErrorCatalog.ValueNotInList);
        return default;
    }

    /// <summary>Percent as a decimal string, written back as it came; null when there is none.</summary>
    private static string? VatRate(BodyReader body)
    {
        var text = body.Text("vat_rate");
        if (text is not null && !(decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate <= 100))
            body.Refuse("vat_rate", ErrorCatalog.ValueInvalid, "vat_rate must be a percentage such as 20 or 5.5");
        return text;
    }
}

internal sealed record CashFlowCategoryEnvelope(CashFlowCategoryWire CashFlowCategory);

internal sealed record CashFlowSubcategoryEnvelope(CashFlowSubcategoryWire CashFlowSubcategory);

internal sealed record CashFlowCategoriesEnvelope(IEnumerable<CashFlowCategoryWire> CashFlowCategories);

/// <summary>vat_rate is left out, not null, where there is none.</summary>
internal sealed record CashFlowCategoryWire(
    Guid Id, string Name, CashFlowType Type, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VatRate,
    IEnumerable<CashFlowSubcategoryWire> Subcategories)
{
    public static CashFlowCategoryWire Of(CashFlowCategory category, IEnumerable<CashFlowCategory> children) => new(
        category.Id, category.Name, category.Type, category.VatRate, children.Select(CashFlowSubcategoryWire.Of));
}

internal sealed record CashFlowSubcategoryWire(
    Guid Id, string Name, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VatRate)
{
    public static CashFlowSubcategoryWire Of(CashFlowCategory category) => new(category.Id, category.Name, category.VatRate);
}
