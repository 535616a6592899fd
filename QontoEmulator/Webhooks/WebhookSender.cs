using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace QontoEmulator.Webhooks;

/// <summary>Makes one try: posts a body to a receiver that is given one second of real time, because it is real itself (C31).</summary>
internal sealed class WebhookSender : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private const int KeptBytes = 512;
    private readonly Settings settings;
    private readonly TimeProvider time;
    private readonly HttpMessageInvoker http;

    public WebhookSender(Settings settings, TimeProvider time)
    {
        this.settings = settings;
        this.time = time;
        http = new(new SocketsHttpHandler
        {
            // Redirects are answers like any other: no 2xx, so no acknowledgement.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = Connect,
            SslOptions = new()
            {
                RemoteCertificateValidationCallback = (_, _, _, wrong) => wrong == SslPolicyErrors.None || settings.WebhookCertificates == CertificateCheck.Any,
            },
        });
    }

    /// <param name="at">The time of the workspace's clock, for the log.</param>
    /// <param name="url">The receiver.</param>
    /// <param name="body">The bytes to send.</param>
    /// <param name="secret">What they are signed with. The signature tells real time, which the receiver compares with its own clock.</param>
    /// <param name="stopping">Ends the try without an outcome.</param>
    /// <exception cref="OperationCanceledException">The emulator is stopping.</exception>
    public async Task<WebhookAttempt> Send(DateTimeOffset at, string url, byte[] body, string secret, CancellationToken stopping)
    {
        var signature = WebhookSignature.Of(secret, time.GetUtcNow(), body);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(Patience);
        var began = time.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation(WebhookSignature.Header, signature);
            using var response = await http.SendAsync(request, patience.Token);
            return Tried((int)response.StatusCode, await Beginning(response, patience.Token), error: null);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Tried(status: null, answer: null, "no answer within one second");
        }
        catch (HttpRequestException failed)
        {
            return Tried(status: null, answer: null, Reason(failed));
        }

        WebhookAttempt Tried(int? status, string? answer, string? error) =>
            new(at, url, signature, Math.Round(time.GetElapsedTime(began).TotalMilliseconds, 1), status, answer, error);
    }

    public void Dispose() => http.Dispose();

    // The status is the acknowledgement; what follows it is only kept to be shown.
    private static async Task<string?> Beginning(HttpResponseMessage response, CancellationToken patience)
    {
        try
        {
            var bytes = new byte[KeptBytes];
            await using var stream = await response.Content.ReadAsStreamAsync(patience);
            var count = await stream.ReadAtLeastAsync(bytes, KeptBytes, throwOnEndOfStream: false, patience);
            return count == 0 ? null : Encoding.UTF8.GetString(bytes, 0, count);
        }
        catch (Exception cut) when (cut is OperationCanceledException or IOException or HttpRequestException)
        {
            return null;
        }
    }

    private static string Reason(HttpRequestException failed) => failed.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host has no address",
        HttpRequestError.ConnectionError => $"cannot be reached: {failed.InnerException?.Message ?? failed.Message}",
        HttpRequestError.SecureConnectionError => $"TLS failed: {failed.InnerException?.Message ?? failed.Message} --webhook-certificates any accepts self-signed ones.",
        HttpRequestError.ResponseEnded or HttpRequestError.Unknown when failed.InnerException is null or IOException => "the connection was closed without an answer",
        _ => failed.InnerException?.Message ?? failed.Message,
    };

    // Only the connection goes elsewhere; the Host header stays as the callback URL says it.
    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var asked = context.DnsEndPoint;
        var target = settings.WebhookLocalhost is { } other && IsLoopback(asked.Host) ? new DnsEndPoint(other, asked.Port) : asked;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether a host of a URL is this very machine.</summary>
    public static bool IsLoopback(string host) => host is "localhost" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

/// <summary>What a receiver's certificate must be.</summary>
internal enum CertificateCheck
{
    /// <summary>Valid and of a known authority.</summary>
    Verify,

    Any,
}
