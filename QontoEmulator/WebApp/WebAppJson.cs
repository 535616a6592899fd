using System.Text.Json.Serialization;

namespace QontoEmulator.WebApp;

[JsonSerializable(typeof(WebSession))]
internal sealed partial class WebAppJson : JsonSerializerContext;
