using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Teams;

[JsonSerializable(typeof(Team))]
[JsonSerializable(typeof(TeamWire))]
internal sealed partial class TeamsJson : JsonSerializerContext;
