using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Transactions;

[JsonSerializable(typeof(Transaction))]
internal sealed partial class TransactionsJson : JsonSerializerContext;
