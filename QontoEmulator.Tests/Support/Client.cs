using System.Text;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Support;

/// <summary>Sends requests with fixed headers. Every answer is held against the contract on its way back.</summary>
/// <param name="baseUrl">What paths stand below.</param>
/// <param name="headers">Sent with every request.</param>
/// <param name="refuseUnknownKeys">Whether a key that the contract does not know is a violation.</param>
internal sealed class Client(Uri baseUrl, IReadOnlyList<(string Name, string Value)> headers, bool refuseUnknownKeys = true)
{
    private static readonly HttpMessageInvoker Tolerant =
        new(new ContractHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { RefuseUnknownKeys = false });

    private static readonly HttpMessageInvoker Http = new(new ContractHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }));

    public Client With(string name, string value) => new(baseUrl, [.. headers.Where(header => !string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)), (name, value)]);

    public Client Without(string name) => new(baseUrl, [.. headers.Where(header => !string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase))]);

    public Task<Reply> Get(string path) => Send(HttpMethod.Get, path);

    public Task<Reply> Delete(string path) => Send(HttpMethod.Delete, path);

    public Task<Reply> Post(string path, string? json = null) => Send(HttpMethod.Post, path, json);

    public Task<Reply> Put(string path, string? json = null) => Send(HttpMethod.Put, path, json);

    public Task<Reply> Patch(string path, string? json = null) => Send(HttpMethod.Patch, path, json);

    /// <summary>A form, as the OAuth host wants it.</summary>
    public Task<Reply> PostForm(string path, params IReadOnlyList<(string Name, string Value)> fields) =>
        Send(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public Task<Reply> Send(HttpMethod method, string path, string? json = null) =>
        Send(method, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    /// <param name="path">Path and query below the base address, or a whole address that an answer handed out.</param>
    public async Task<Reply> Send(HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri(baseUrl, path)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await (refuseUnknownKeys ? Http : Tolerant).SendAsync(request, TestContext.Current.CancellationToken);
        return await Reply.Of(response);
    }
}
