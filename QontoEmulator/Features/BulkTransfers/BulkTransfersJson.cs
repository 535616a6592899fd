using System.Text.Json.Serialization;

namespace QontoEmulator.Features.BulkTransfers;

[JsonSerializable(typeof(BulkTransfer))]
[JsonSerializable(typeof(BulkTransferWire))]
[JsonSerializable(typeof(BulkTransferEnvelope))]
internal sealed partial class BulkTransfersJson : JsonSerializerContext;
