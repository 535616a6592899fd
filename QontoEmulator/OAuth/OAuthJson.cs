using System.Text.Json.Serialization;

namespace QontoEmulator.OAuth;

[JsonSerializable(typeof(App))]
[JsonSerializable(typeof(ApiKey))]
[JsonSerializable(typeof(Grant))]
[JsonSerializable(typeof(ConsentFlow))]
[JsonSerializable(typeof(AuthorizationCode))]
[JsonSerializable(typeof(AccessToken))]
[JsonSerializable(typeof(RefreshToken))]
[JsonSerializable(typeof(SigningKey))]
internal sealed partial class OAuthJson : JsonSerializerContext;
