using System.Text.Json.Serialization;

namespace QontoEmulator.Workspaces;

[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(WorkspaceState))]
internal sealed partial class WorkspacesJson : JsonSerializerContext;
