using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Memberships;

[JsonSerializable(typeof(Membership))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(MembershipWire))]
[JsonSerializable(typeof(AuthenticatedMembershipEnvelope))]
[JsonSerializable(typeof(CreatedMembershipEnvelope))]
[JsonSerializable(typeof(MembershipEventWire))]
internal sealed partial class MembershipsJson : JsonSerializerContext;
