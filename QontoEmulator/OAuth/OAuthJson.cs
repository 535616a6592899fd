using System.Text.Json.Serialization;

namespace QontoEmulator.OAuth;

[JsonSerializable(typeof(App))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(Grant))]
[JsonSerializable(typeof(AccessToken))]
[JsonSerializable(typeof(RefreshToken))]
internal sealed partial class OAuthJson : JsonSerializerContext;
