using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>Somebody who is told: a small server on loopback that keeps what it got and answers as it is told to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Delivered> got = new();
    private int seen;

    private Receiver(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First() + "/hook");

    /// <summary>Everything that came, in the order of coming.</summary>
    public IReadOnlyList<Delivered> Got => [.. got];

    /// <param name="answer">Answers the n-th delivery, from 1; 200 when absent.</param>
    /// <param name="port">0 picks a free one.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public static async Task<Receiver> Start(Func<HttpContext, int, Task>? answer = null, int port = 0, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => Tls(listen, certificate)));
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            receiver.got.Enqueue(new(body.ToArray(), http.Request.Headers["X-Qonto-Signature"].ToString(), http.Request.ContentType, http.Request.Host.ToString(), http.Request.Method));
            if (answer is not null)
                await answer(http, Interlocked.Increment(ref receiver.seen));
        });
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Answers with statuses in turn, the last one for ever.</summary>
    public static Task<Receiver> Answering(params int[] statuses) => Start((http, number) =>
    {
        http.Response.StatusCode = statuses[Math.Min(number, statuses.Length) - 1];
        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static void Tls(ListenOptions listen, X509Certificate2? certificate)
    {
        if (certificate is not null)
            listen.UseHttps(certificate);
    }
}

/// <summary>One delivery as it came over the wire.</summary>
internal sealed record Delivered(byte[] Body, string Signature, string? ContentType, string Host, string Method)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public long SignedAt => long.Parse(Signature.Split(',')[0]["t=".Length..], CultureInfo.InvariantCulture);

    /// <summary>Whether the signature is right, by RFC 2104 from the hash up: nothing of the emulator is used.</summary>
    public bool IsSignedWith(string secret) => Signature == $"t={SignedAt},v1={HmacByHand.Hex(secret, [.. Encoding.ASCII.GetBytes($"{SignedAt}."), .. Body])}";
}

internal static class HmacByHand
{
    public static string Hex(string secret, byte[] text)
    {
        var key = Encoding.UTF8.GetBytes(secret);
        var block = new byte[64];
        (key.Length > 64 ? SHA256.HashData(key) : key).CopyTo(block, 0);
        byte[] inner = [.. block.Select(b => (byte)(b ^ 0x36)), .. text];
        byte[] outer = [.. block.Select(b => (byte)(b ^ 0x5C)), .. SHA256.HashData(inner)];
        return Convert.ToHexStringLower(SHA256.HashData(outer));
    }
}
