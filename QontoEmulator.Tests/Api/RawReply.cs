using System.Globalization;
using System.Text;
using System.Text.Json;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Api;

/// <summary>An answer as it stood on the wire.</summary>
internal sealed record RawReply(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public string? Code => JsonDocument.Parse(Body).RootElement.GetProperty("errors")[0].GetProperty("code").GetString();

    /// <summary>Whether the emulator answered, and not the server beneath it, which refuses what is no HTTP.</summary>
    public bool IsOfTheApp => Header("X-Tyk-Trace-Id") is not null;

    public string? Header(string name) =>
        Headers.Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();

    public static RawReply Of(Uri baseUrl, string method, string target, byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        end.Should().BePositive("the server answers before it closes");
        var lines = Encoding.Latin1.GetString(bytes.AsSpan(0, end)).Split("\r\n");
        var reply = new RawReply(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            [.. lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => (pair[0], pair[1].Trim()))],
            bytes[(end + 4)..]);
        if (reply.IsOfTheApp && Uri.TryCreate(baseUrl, target, out var uri))
            AnswerChecker.Check(method, uri, reply.Status, reply.Header, reply.Header("Content-Type"), reply.Body);
        return reply;
    }
}
