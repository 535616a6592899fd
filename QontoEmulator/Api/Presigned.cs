using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Api;

/// <summary>File URLs as object stores hand them out: open to whoever has them, for 30 minutes of the workspace's clock (A50).</summary>
internal static class Presigned
{
    public const string Root = "/qonto-files";

    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string Credential = "X-Amz-Credential";
    private const string Date = "X-Amz-Date";
    private const string Expires = "X-Amz-Expires";
    private const string Signature = "X-Amz-Signature";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public static bool IsFile(HttpRequest request) => request.Path.StartsWithSegments(Root, StringComparison.Ordinal);

    /// <summary>The workspace that a file URL was signed by; its id stands where object stores put the key's id.</summary>
    public static Guid? WorkspaceOf(HttpRequest request) =>
        IsFile(request) && Guid.TryParse(request.Query[Credential].ToString().Split('/')[0], out var id) ? id : null;

    /// <summary>A newly signed URL of a file.</summary>
    /// <param name="call">The request whose answer hands it out.</param>
    /// <param name="path">Path below the root, its segments percent-encoded.</param>
    public static string Url(Call call, string path)
    {
        var time = call.Now.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
        var credential = $"{call.Workspace.Id:N}/{time[..8]}/eu-west-3/s3/aws4_request";
        var seconds = ((int)Life.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var query = $"X-Amz-Algorithm=AWS4-HMAC-SHA256&{Credential}={Uri.EscapeDataString(credential)}&{Date}={time}&{Expires}={seconds}&X-Amz-SignedHeaders=host";
        var signature = Sign(call.Workspace, $"{Root}/{Uri.UnescapeDataString(path)}", query);
        return $"{PublicUrl.Of(call.Http)}{Root}/{path}?{query}&{Signature}={signature}";
    }

    /// <summary>What an object store answers to a URL that does not hold; null when it does.</summary>
    public static Answer? Refuse(Call call)
    {
        var query = call.Http.Request.Query;
        if (query[Signature].Count == 0 || WorkspaceOf(call.Http.Request) != call.Workspace.Id)
            return Xml(call, 403, "AccessDenied", "Access Denied", "The URL is not signed by this workspace; take a fresh one from the API.");

        // Everything but the signature itself is signed, in the order of the names.
        var signed = query.Where(parameter => parameter.Key != Signature).OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value.ToString())}");
        var expected = Sign(call.Workspace, call.Http.Request.Path.Value!, string.Join('&', signed));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(query[Signature].ToString())))
            return Xml(call, 403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.", "Path or query of the URL was changed.");

        var signedAt = DateTimeOffset.ParseExact(query[Date].ToString(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return call.Now >= signedAt + Life
            ? Xml(call, 403, "AccessDenied", "Request has expired", "File URLs live 30 minutes; ask the API for a new one.")
            : null;
    }

    /// <summary>The URL is right, and what it led to is gone, as after a reset.</summary>
    public static Answer NoSuchKey(Call call) => Xml(call, 404, "NoSuchKey", "The specified key does not exist.", "The file of this URL is gone.");

    private static string Sign(Workspace workspace, string path, string query) => workspace.Secrets.Sign($"{path}\n{query}");

    private static Answer Xml(Call call, int status, string code, string message, string hint)
    {
        Explain.Refusal(call.Http, status, hint);
        return Answer.Text(status, "application/xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>").FromGateway();
    }
}
