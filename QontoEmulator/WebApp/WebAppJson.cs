using System.Text.Json.Serialization;

namespace QontoEmulator.WebApp;

[JsonSerializable(typeof(WebSession))]
[JsonSerializable(typeof(Password))]
[JsonSerializable(typeof(WrongTries))]
internal sealed partial class WebAppJson : JsonSerializerContext;
