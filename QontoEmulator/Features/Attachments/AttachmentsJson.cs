using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Attachments;

[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(AttachmentEnvelope))]
internal sealed partial class AttachmentsJson : JsonSerializerContext;
