using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Hosting;

/// <summary>SIGTERM, as container runtimes send it.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task An_idle_server_stops_at_once_with_exit_code_0()
    {
        using var server = await EmulatorProcess.Serve();
        var begun = Stopwatch.GetTimestamp();

        await server.Terminate();

        (await server.Exit()).Should().Be(0);
        Stopwatch.GetElapsedTime(begun).Should().BeLessThan(Generous);
    }

    [Fact]
    public async Task A_request_that_is_under_way_is_still_answered()
    {
        using var server = await EmulatorProcess.Serve();
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.BaseUrl.Host, server.BaseUrl.Port, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);

        // The server says Continue when the handler begins to read, so the request is under way then.
        await Write(stream, "PATCH /_emulator/switches HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).Should().Be("HTTP/1.1 100 Continue");
        await server.Terminate();
        await UntilRefused(server.BaseUrl);
        await Write(stream, "{}");

        var rest = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        rest.Should().Contain("HTTP/1.1 200 OK").And.Contain("Connection: close").And.EndWith("]}");
        (await server.Exit()).Should().Be(0);
    }

    [Fact]
    public async Task Under_load_no_answer_is_cut_off_and_the_end_comes_soon()
    {
        using var server = await EmulatorProcess.Serve();
        var world = new World(server.BaseUrl, (await new Client(server.BaseUrl, []).Get("/_emulator/info")).Json);
        var warm = new TaskCompletionSource();
        var clients = Enumerable.Range(0, 8).Select(_ => AskUntilItEnds(server.BaseUrl, world, warm)).ToArray();
        await warm.Task;
        var begun = Stopwatch.GetTimestamp();

        await server.Terminate();

        (await server.Exit()).Should().Be(0);
        Stopwatch.GetElapsedTime(begun).Should().BeLessThan(Generous);
        (await Task.WhenAll(clients)).Sum().Should().BeGreaterThan(100);
    }

    [Fact]
    public async Task A_request_that_never_ends_does_not_hold_the_server_up()
    {
        using var server = await EmulatorProcess.Serve();
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.BaseUrl.Host, server.BaseUrl.Port, TestContext.Current.CancellationToken);
        await Write(socket.GetStream(), "PATCH /_emulator/switches HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
        using var reader = new StreamReader(socket.GetStream(), Encoding.ASCII);
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        var begun = Stopwatch.GetTimestamp();

        await server.Terminate();

        (await server.Exit()).Should().Be(0);
        Stopwatch.GetElapsedTime(begun).Should().BeLessThan(Generous);
    }

    /// <summary>One connection per request, so that an accepted one is never mistaken for an idle one. Answers are whole, or there is none.</summary>
    private static async Task<int> AskUntilItEnds(Uri baseUrl, World world, TaskCompletionSource warm)
    {
        for (var answered = 0; ; answered++)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(baseUrl.Host, baseUrl.Port, TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                return answered;
            }

            var answer = await Ask(socket, world);
            if (answer.Length == 0)
                return answered;
            var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = answer[..end].Split("\r\n").Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))["Content-Length: ".Length..];
            answer.Should().StartWith("HTTP/1.1 200 OK");
            (answer.Length - end - 4).Should().Be(int.Parse(length, System.Globalization.CultureInfo.InvariantCulture));
            if (answered == 20)
                warm.TrySetResult();
        }
    }

    // A connection that the kernel took and the server never saw is reset without a byte: it was not accepted.
    private static async Task<string> Ask(TcpClient socket, World world)
    {
        using var answer = new MemoryStream();
        try
        {
            await Write(socket.GetStream(), $"GET /v2/labels HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Qonto-Staging-Token: {world.StagingToken}\r\nAuthorization: {world.ApiKey}\r\n\r\n");
            await socket.GetStream().CopyToAsync(answer, TestContext.Current.CancellationToken);
        }
        catch (IOException) when (answer.Length == 0)
        {
            return "";
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    private static async Task UntilRefused(Uri baseUrl)
    {
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(baseUrl.Host, baseUrl.Port, TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private static ValueTask Write(NetworkStream stream, string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
}
