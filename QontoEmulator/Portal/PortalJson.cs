using System.Text.Json.Serialization;

namespace QontoEmulator.Portal;

[JsonSerializable(typeof(PortalApp))]
[JsonSerializable(typeof(PortalAccount))]
[JsonSerializable(typeof(PortalSession))]
[JsonSerializable(typeof(AppWire))]
[JsonSerializable(typeof(AppList))]
[JsonSerializable(typeof(AccountWire))]
[JsonSerializable(typeof(AccountList))]
[JsonSerializable(typeof(ReviewAutoWire))]
internal sealed partial class PortalJson : JsonSerializerContext
{
    public static readonly PortalJson Wire = new(Api.Json.Wire());
}
