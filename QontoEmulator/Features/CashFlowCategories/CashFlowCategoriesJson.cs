using System.Text.Json.Serialization;

namespace QontoEmulator.Features.CashFlowCategories;

[JsonSerializable(typeof(CashFlowCategory))]
[JsonSerializable(typeof(CashFlowCategoriesEnvelope))]
internal sealed partial class CashFlowCategoriesJson : JsonSerializerContext;
