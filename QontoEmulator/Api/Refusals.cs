using QontoEmulator.OAuth;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Api;

/// <summary>Turns whatever a request was refused by into the answer of its host; the one place where exceptions end.</summary>
internal static class Refusals
{
    public static async Task Answer(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (ApiException refusal)
        {
            await Send(http, refusal);
        }
        catch (OAuthException refusal)
        {
            Explain.Refusal(http, refusal.Status, refusal.Hint);
            await refusal.ToAnswer().Send(http);
        }
        catch (AuthorizationException refusal)
        {
            Explain.Refusal(http, refusal.Status, refusal.Hint);
            await refusal.ToAnswer(http.Request).Send(http);
        }
        catch (BadHttpRequestException broken)
        {
            await Send(http, (broken.StatusCode == StatusCodes.Status413PayloadTooLarge ? ErrorCatalog.PayloadTooLarge : ErrorCatalog.BadRequest).Refuse(broken.Message));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller went away; there is nobody to answer.
        }
        catch (StorageException full) when (!http.Response.HasStarted)
        {
            Explain.Warn(http, full.Message);
            await Send(http, ErrorCatalog.InternalServerError.Refuse($"Nothing was changed: {full.Message}"));
        }
        catch (Exception defect) when (!http.Response.HasStarted)
        {
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("defect").LogError(defect, "{Method} {Path} failed", http.Request.Method, http.Request.Path.Value);
            await Send(http, ErrorCatalog.InternalServerError.Refuse("A defect of the emulator; its console shows where."));
        }
    }

    /// <summary>What the gateway says to a path that no route knows, in plain text (A64).</summary>
    public static Answer UnknownPath() => Api.Answer.Text(404, "text/plain; charset=utf-8", "404 page not found\n").FromGateway();

    // There is room for one error; what else is wrong stands in the hint.
    private static Task SendFlat(HttpContext http, ApiException refusal)
    {
        var others = refusal.Errors.Skip(1).Select(error => error.Detail).ToArray();
        Explain.Refusal(http, refusal.Status, others is [] ? refusal.Hint : $"{refusal.Hint} Also wrong: {string.Join("; ", others)}".TrimStart());
        return Api.Answer.FlatRefusal(refusal, Visit.Of(http).TraceId).Send(http);
    }

    private static Task Send(HttpContext http, ApiException refusal)
    {
        var workspace = Visit.Of(http).Workspace;
        if (refusal.Status == StatusCodes.Status401Unauthorized && workspace.Is(Switches.RateLimits))
            workspace.RateLimits.CountUnauthorized(EmulatorApp.AddressOf(http), workspace.Clock.Now);
        if (http.GetEndpoint()?.Metadata.GetMetadata<EndpointRules>() is { HasFlatErrors: true } && !workspace.Is(Switches.WebhookErrorEnvelope))
            return SendFlat(http, refusal);
        Explain.Refusal(http, refusal.Status, refusal.Hint);
        return Api.Answer.Refusal(refusal, Visit.Of(http).TraceId).Send(http);
    }
}
