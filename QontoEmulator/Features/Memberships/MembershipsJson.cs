using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Memberships;

[JsonSerializable(typeof(Membership))]
[JsonSerializable(typeof(User))]
internal sealed partial class MembershipsJson : JsonSerializerContext;
