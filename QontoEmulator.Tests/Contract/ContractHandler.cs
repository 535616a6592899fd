namespace QontoEmulator.Tests.Contract;

/// <summary>Checks every answer that passes through it and notes what was exercised. The content stays readable.</summary>
internal sealed class ContractHandler : DelegatingHandler
{
    public ContractHandler()
    {
    }

    public ContractHandler(HttpMessageHandler inner)
        : base(inner)
    {
    }

    /// <summary>False for clients that live under the switch surprise-field (Q48).</summary>
    public bool RefuseUnknownKeys { get; init; } = true;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        // A handler below may have followed redirects: what answered is the last request.
        var asked = response.RequestMessage ?? request;
        var answer = new SeenAnswer(
            asked.Method.Method,
            asked.RequestUri!,
            (int)response.StatusCode,
            name => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null,
            response.Content.Headers.ContentType?.ToString(),
            body);
        AnswerChecker.Check(answer, RefuseUnknownKeys);
        Exercised.Answer(answer);
        return response;
    }
}
