using System.Text.Json.Serialization;

namespace QontoEmulator.Workspaces;

[JsonSerializable(typeof(Job))]
internal sealed partial class WorkspacesJson : JsonSerializerContext;
