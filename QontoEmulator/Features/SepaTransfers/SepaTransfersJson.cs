using System.Text.Json.Serialization;

namespace QontoEmulator.Features.SepaTransfers;

[JsonSerializable(typeof(SepaTransfer))]
[JsonSerializable(typeof(SepaTransferWire))]
[JsonSerializable(typeof(SepaTransferEnvelope))]
internal sealed partial class SepaTransfersJson : JsonSerializerContext;
