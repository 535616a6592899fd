using System.Text.Json.Serialization;

namespace QontoEmulator.Features.CashFlowCategories;

[JsonSerializable(typeof(CashFlowCategory))]
internal sealed partial class CashFlowCategoriesJson : JsonSerializerContext;
