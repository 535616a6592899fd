using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using QontoEmulator.Api;

namespace QontoEmulator.Features.Attachments;

internal static class AttachmentsApi
{
    private static readonly AttachmentsJson Wire = new(Json.Wire());

    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        routes.Get("/v2/attachments/{id}", Show).RequireScope("organization.read", "attachment.read").AllowApiKey();
        routes.Post("/v2/attachments", Upload).RequireScope("attachment.write").AllowApiKey().Idempotent();

        routes.Get(Presigned.Root + "/attachments/{id}/{name}", Download).AllowAnyone();
        routes.Get(Presigned.Root + "/probative-attachments/{id}/{name}", DownloadProbative).AllowAnyone();
    }

    public static void Write(Utf8JsonWriter writer, Call call, Attachment attachment) =>
        JsonSerializer.Serialize(writer, AttachmentWire.Of(call, attachment), Wire.AttachmentWire);

    private static ValueTask<Answer> Show(Call call) => Answer.Json(200, new(AttachmentWire.Of(call, call.Own<Attachment>().Document)), Wire.AttachmentEnvelope);

    // The answer holds the id and nothing else (seen).
    private static async ValueTask<Answer> Upload(Call call)
    {
        var upload = await Api.Upload.Read(call.Http.Request);
        return await call.Write(tx =>
        {
            var attachment = new Attachment
            {
                Id = tx.NewId(),
                OrganizationId = call.Caller.Organization.Id,
                CreatedAt = tx.Now,
                File = Files.Keep(tx, upload),
            };
            tx.Put(attachment);
            return Answer.Json(200, new(new(attachment.Id)), Wire.UploadedEnvelope);
        });
    }

    private static ValueTask<Answer> Download(Call call) => Send(call, attachment => attachment.File);

    private static ValueTask<Answer> DownloadProbative(Call call) => Send(call, attachment => attachment.Probative);

    private static Answer Send(Call call, Func<Attachment, StoredFile?> which)
    {
        if (Presigned.Refuse(call) is { } refusal)
            return refusal;
        var file = Guid.TryParse(call.Path("id"), out var id) && call.Data.Find<Attachment>(id) is { } attachment ? which(attachment) : null;
        return file is not null && Files.Content(call, file) is { } content ? Answer.File(file.ContentType, content).FromGateway() : Presigned.NoSuchKey(call);
    }
}

internal sealed record AttachmentEnvelope(AttachmentWire Attachment);

internal sealed record UploadedEnvelope(UploadedWire Attachment);

internal sealed record UploadedWire(Guid Id);

/// <summary>A file with a newly signed URL. Its size is a string of digits (A56).</summary>
internal sealed record AttachmentWire(
    Guid Id, DateTimeOffset CreatedAt, string FileName, string FileSize, string FileContentType, string Url, ProbativeWire ProbativeAttachment)
{
    public static AttachmentWire Of(Call call, Attachment attachment) => new(
        attachment.Id, attachment.CreatedAt, attachment.File.Name, Digits(attachment.File.Size), attachment.File.ContentType,
        UrlOf(call, "attachments", attachment.Id, attachment.File), ProbativeWire.Of(call, attachment));

    public static string Digits(long size) => size.ToString(CultureInfo.InvariantCulture);

    public static string UrlOf(Call call, string kind, Guid id, StoredFile file) => Presigned.Url(call, $"{kind}/{id}/{Uri.EscapeDataString(file.Name)}");
}

/// <summary>Only a status while there is no certified copy (A55).</summary>
internal sealed record ProbativeWire(string Status)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FileName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FileContentType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FileSize { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Url { get; init; }

    public static ProbativeWire Of(Call call, Attachment attachment) => attachment.Probative is not { } copy
        ? new("unavailable")
        : new("available")
        {
            FileName = copy.Name,
            FileContentType = copy.ContentType,
            FileSize = AttachmentWire.Digits(copy.Size),
            Url = AttachmentWire.UrlOf(call, "probative-attachments", attachment.Id, copy),
        };
}
