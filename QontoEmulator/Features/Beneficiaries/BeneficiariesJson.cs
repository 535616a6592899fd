using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Beneficiaries;

[JsonSerializable(typeof(Beneficiary))]
[JsonSerializable(typeof(BeneficiaryEnvelope))]
[JsonSerializable(typeof(BeneficiaryList))]
[JsonSerializable(typeof(BeneficiaryEventWire))]
internal sealed partial class BeneficiariesJson : JsonSerializerContext;
