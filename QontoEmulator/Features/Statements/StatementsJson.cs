using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Statements;

[JsonSerializable(typeof(Statement))]
internal sealed partial class StatementsJson : JsonSerializerContext;
