using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Teams;

[JsonSerializable(typeof(Team))]
internal sealed partial class TeamsJson : JsonSerializerContext;
