using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Transactions;

[JsonSerializable(typeof(Transaction))]
[JsonSerializable(typeof(TransactionLink))]
[JsonSerializable(typeof(TransactionWire))]
[JsonSerializable(typeof(TransactionEventWire))]
[JsonSerializable(typeof(VatDetailsWire))]
internal sealed partial class TransactionsJson : JsonSerializerContext;
