using System.Text.Json.Serialization;

namespace QontoEmulator.Features.CashFlowCategories;

[JsonSerializable(typeof(CashFlowCategory))]
[JsonSerializable(typeof(CashFlowCategoriesEnvelope))]
[JsonSerializable(typeof(CashFlowCategoryEnvelope))]
[JsonSerializable(typeof(CashFlowSubcategoryEnvelope))]
[JsonSerializable(typeof(AssignedWire))]
[JsonSerializable(typeof(UnassignedWire))]
internal sealed partial class CashFlowCategoriesJson : JsonSerializerContext;
