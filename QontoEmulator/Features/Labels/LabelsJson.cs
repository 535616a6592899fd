using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Labels;

[JsonSerializable(typeof(Label))]
internal sealed partial class LabelsJson : JsonSerializerContext;
