using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>The operations that hand out addresses of files, and what an object store answers to a wrong one.</summary>
internal static class FileUrls
{
    public static readonly string[] Sources = ["getAttachment", "listTransactionAttachments", "listStatements", "getStatement", "included"];

    public static async Task<string> PathOf(World world, string source)
    {
        if (source.EndsWith("Statements", StringComparison.Ordinal))
            return "/v2/statements?per_page=2";
        if (source is "getStatement")
            return "/v2/statements/" + (await world.Organization.Get("/v2/statements?per_page=1")).Json.Text("statements.0.id");
        var path = $"/v2/transactions?bank_account_id={await world.MainAccount()}&with_attachments=true&per_page=1";
        var transaction = (await world.Organization.Get(path)).Json.At("transactions.0");
        return source switch
        {
            "included" => path + "&includes[]=attachments",
            "getAttachment" => "/v2/attachments/" + transaction.At("attachment_ids.0").GetString(),
            _ => $"/v2/transactions/{transaction.Text("id")}/attachments",
        };
    }

    public static async Task<string> Url(World world, string source) => (await world.Organization.Get(await PathOf(world, source))).Json.Text(source switch
    {
        "getAttachment" => "attachment.url",
        "listTransactionAttachments" => "attachments.0.url",
        "included" => "transactions.0.attachments.0.url",
        "getStatement" => "statement.file.file_url",
        _ => "statements.0.file.file_url",
    })!;

    public static void AssertRefused(Reply reply, string expected)
    {
        reply.Status.Should().Be(403);
        reply.Header("Content-Type").Should().Be("application/xml");
        reply.Text.Should().StartWith("<?xml ").And.Contain(expected);
    }
}
