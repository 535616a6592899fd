using System.Text.Json.Serialization;

namespace QontoEmulator.Features.Attachments;

[JsonSerializable(typeof(Attachment))]
[JsonSerializable(typeof(PendingAttachment))]
[JsonSerializable(typeof(AttachmentEnvelope))]
[JsonSerializable(typeof(UploadedEnvelope))]
internal sealed partial class AttachmentsJson : JsonSerializerContext;
