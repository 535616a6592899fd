using System.Text.Json.Serialization;

namespace QontoEmulator.Features.PayeeVerification;

[JsonSerializable(typeof(VerifiedWire))]
[JsonSerializable(typeof(BulkVerifiedWire))]
[JsonSerializable(typeof(SkippedWire))]
internal sealed partial class PayeeVerificationJson : JsonSerializerContext;
