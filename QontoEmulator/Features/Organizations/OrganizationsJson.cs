using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Organizations;

[JsonSerializable(typeof(Organization))]
internal sealed partial class OrganizationsJson : JsonSerializerContext;
