using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Teams;

[JsonSerializable(typeof(Team))]
[JsonSerializable(typeof(TeamWire))]
[JsonSerializable(typeof(TeamEnvelope))]
internal sealed partial class TeamsJson : JsonSerializerContext;
