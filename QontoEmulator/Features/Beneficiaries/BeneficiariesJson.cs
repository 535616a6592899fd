using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Beneficiaries;

[JsonSerializable(typeof(Beneficiary))]
internal sealed partial class BeneficiariesJson : JsonSerializerContext;
