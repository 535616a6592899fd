using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Labels;

[JsonSerializable(typeof(Label))]
[JsonSerializable(typeof(LabelWire))]
internal sealed partial class LabelsJson : JsonSerializerContext;
