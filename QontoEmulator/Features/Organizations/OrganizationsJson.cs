using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Organizations;

[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(OrganizationEnvelope))]
[JsonSerializable(typeof(LegacyOrganizationEnvelope))]
[JsonSerializable(typeof(UserOrganizationList))]
internal sealed partial class OrganizationsJson : JsonSerializerContext;
