using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Attachments;

[JsonSerializable(typeof(Attachment))]
internal sealed partial class AttachmentsJson : JsonSerializerContext;
