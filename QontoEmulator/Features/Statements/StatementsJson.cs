using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Statements;

[JsonSerializable(typeof(Statement))]
[JsonSerializable(typeof(StatementEnvelope))]
internal sealed partial class StatementsJson : JsonSerializerContext;
