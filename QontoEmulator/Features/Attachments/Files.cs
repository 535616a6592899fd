using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Attachments;

/// <summary>Where the bytes of files are: what was uploaded lies in the store, what the seed brought beside the seed.</summary>
internal static class Files
{
    /// <summary>Keeps an upload's bytes, once however often they come.</summary>
    public static StoredFile Keep(Tx tx, Upload upload)
    {
        var id = Blob.IdOf(upload.Sha256);
        if (tx.Find<Blob>(id) is null)
            tx.Put(new Blob { Id = id, Content = upload.Content });
        return new() { Name = upload.Name, ContentType = upload.ContentType, Size = upload.Content.Length, Sha256 = upload.Sha256 };
    }

    /// <summary>The bytes of a file; null when they are gone.</summary>
    public static byte[]? Content(Call call, StoredFile file) =>
        call.Data.Find<Blob>(Blob.IdOf(file.Sha256))?.Content ?? call.Workspace.Seed.File(file.Sha256);
}
