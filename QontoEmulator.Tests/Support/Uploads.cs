using System.Net.Http.Headers;
using System.Text;

namespace QontoEmulator.Tests.Support;

/// <summary>Small files, and the multipart bodies that carry them.</summary>
internal static class Uploads
{
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n");
    public static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 1, 2, 3];
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];

    /// <summary>One part, as a client would send it.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="name">Its filename; null for a plain field.</param>
    /// <param name="field">The part's name.</param>
    /// <param name="type">What the sender says it is.</param>
    public static MultipartFormDataContent Of(byte[] content, string? name = "facture.pdf", string field = "file", string type = "application/octet-stream")
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue(type);
        var form = new MultipartFormDataContent();
        if (name is null)
            form.Add(part, field);
        else
            form.Add(part, field, name);
        return form;
    }

    public static Task<Reply> Upload(this Client client, string path, HttpContent content) => client.Send(HttpMethod.Post, path, content);

    /// <summary>A completed transaction of the organization without attachments.</summary>
    public static async Task<string> PlainTransaction(this World world)
    {
        var account = await world.MainAccount();
        var list = await world.Organization.Get($"/v2/transactions?bank_account_id={account}&with_attachments=false&status[]=completed&per_page=1");
        return list.Json.Text("transactions.0.id")!;
    }
}
