using System.Net.Sockets;
using System.Text;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

/// <summary>HTTP/1.1 over a bare socket: what a test writes goes out as it is, each character below 256 as one byte.</summary>
internal static class RawHttp
{
    public static Task<RawReply> Get(Uri baseUrl, string target, params IReadOnlyList<(string Name, string Value)> headers) =>
        Send(baseUrl, "GET", target, headers);

    /// <summary>What the world's organization sends: staging token and API key.</summary>
    public static IReadOnlyList<(string Name, string Value)> HeadersOf(World world) =>
        [("X-Qonto-Staging-Token", world.StagingToken), ("Authorization", world.ApiKey)];

    public static Task<RawReply> Send(Uri baseUrl, string method, string target, IReadOnlyList<(string Name, string Value)> headers, byte[]? body = null)
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: {baseUrl.Authority}\r\nConnection: close\r\n");
        foreach (var (name, value) in headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (body is not null)
            head.Append("Content-Length: ").Append(body.Length).Append("\r\n");
        return Exchange(baseUrl, method, target, [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body ?? []]);
    }

    /// <summary>Sends bytes and reads until the server closes. Answers of the app itself are held against the contract.</summary>
    public static async Task<RawReply> Exchange(Uri baseUrl, string method, string target, byte[] request)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var socket = new TcpClient();
        await socket.ConnectAsync(baseUrl.Host, baseUrl.Port, cancel);
        var stream = socket.GetStream();

        // A server that has heard enough answers and closes while the rest is still on its way.
        var writing = stream.WriteAsync(request, cancel).AsTask();
        using var answer = new MemoryStream();
        await Quietly(stream.CopyToAsync(answer, cancel));
        socket.Client.Shutdown(SocketShutdown.Both);
        await Quietly(writing);
        return RawReply.Of(baseUrl, method, target, answer.ToArray());
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (IOException closed) when (closed.InnerException is SocketException)
        {
            // What was read so far is the answer.
        }
    }
}
