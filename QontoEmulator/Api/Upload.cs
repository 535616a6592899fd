using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace QontoEmulator.Api;

/// <summary>A file that came in the part <c>file</c> of a multipart body.</summary>
/// <param name="Name">The part's filename, without folders.</param>
/// <param name="ContentType">What the bytes are; the sender's word for it does not count.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Sha256">Their SHA-256, lower-case hex.</param>
internal sealed record Upload(string Name, string ContentType, byte[] Content, string Sha256)
{
    private const string Field = "file";
    private const int MaxBytes = 15 * 1024 * 1024;

    /// <exception cref="ApiException">The body is no multipart, or holds no file that is accepted (A53).</exception>
    public static async ValueTask<Upload> Read(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 } boundary)
            throw ErrorCatalog.BadRequest.Refuse($"Send the file as multipart/form-data with a boundary; Content-Type was '{request.ContentType}'.");
        try
        {
            return Accept(await FindFile(new(boundary.ToString(), request.Body), request.HttpContext.RequestAborted));
        }
        catch (BadHttpRequestException broken) when (broken.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw Refuse(ErrorCatalog.FileTooLarge);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw ErrorCatalog.BadRequest.Refuse($"The multipart body cannot be read: {broken.Message}");
        }
    }

    // Everything is read, even behind a file that is too large, so that clients are done sending when they get the answer.
    private static async ValueTask<(string Name, byte[] Content)?> FindFile(MultipartReader reader, CancellationToken cancelled)
    {
        (string, byte[])? found = null;
        while (await reader.ReadNextSectionAsync(cancelled) is { } part)
        {
            if (found is null && ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                && HeaderUtilities.RemoveQuotes(disposition.Name) == Field && NameOf(disposition) is { Length: > 0 } name)
            {
                using var content = new MemoryStream();
                await part.Body.CopyToAsync(content, cancelled);
                found = (name, content.ToArray());
            }
            else
            {
                await part.Body.CopyToAsync(Stream.Null, cancelled);
            }
        }

        return found;
    }

    private static Upload Accept((string Name, byte[] Content)? file)
    {
        if (file is not { Content.Length: > 0 } given)
            throw Refuse(ErrorCatalog.Required);
        var type = TypeOf(given.Content) ?? TypeOf(given.Name);
        var tooLarge = given.Content.Length > MaxBytes;
        return (type, tooLarge) switch
        {
            (null, true) => throw Refuse(ErrorCatalog.InvalidFileType, ErrorCatalog.FileTooLarge),
            (null, _) => throw Refuse(ErrorCatalog.InvalidFileType),
            (_, true) => throw Refuse(ErrorCatalog.FileTooLarge),
            _ => new(given.Name, type, given.Content, Convert.ToHexStringLower(SHA256.HashData(given.Content))),
        };
    }

    // A field without a filename is text and no file, to Go's form reader as to Rails'.
    private static string? NameOf(ContentDispositionHeaderValue disposition)
    {
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar.ToString() : HeaderUtilities.RemoveQuotes(disposition.FileName).ToString();
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static string? TypeOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("%PDF-"u8))
            return "application/pdf";
        if (content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return "image/png";
        return content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg" : null;
    }

    private static string? TypeOf(string name) => Path.GetExtension(name).ToUpperInvariant() switch
    {
        ".PDF" => "application/pdf",
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        _ => null,
    };

    private static ApiException Refuse(params IReadOnlyList<ErrorKind> kinds) => new(kinds[0].Status, [.. kinds.Select(kind => kind.At("/" + Field))]);
}
