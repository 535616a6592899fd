using Microsoft.AspNetCore.WebUtilities;
using QontoEmulator.Api;

namespace QontoEmulator.Features.PayeeVerification;

/// <summary>Refusals of payee verification. Their entries are JSON:API's, and carry a usable token when it is the payee's bank that failed (P29).</summary>
internal static class VopErrors
{
    /// <summary>Everything that is wrong in a body.</summary>
    public static Answer Of(Call call, BodyReader body) =>
        Write(call, ErrorCatalog.VopInvalidInput.Status, body.Refused, null, $"{body.Refused[0].Pointer}: {body.Refused[0].Detail}.");

    /// <param name="call">The request.</param>
    /// <param name="failure">Of the verification itself.</param>
    /// <param name="token">What paying is possible with; null when the failure was not the bank's.</param>
    public static Answer Of(Call call, ErrorKind failure, string? token) => Write(
        call, failure.Status, [new(failure.Code, failure.Detail)], token,
        token is null ? "A payee of the README's table of test IBANs asked for this failure." : "The payee's bank failed; pay with meta.proof_token.token.");

    private static Answer Write(Call call, int status, IReadOnlyList<ApiError> errors, string? token, string hint)
    {
        Explain.Refusal(call.Http, status, hint);
        return Answer.Json(status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("errors");
            foreach (var (number, error) in errors.Index())
            {
                writer.WriteStartObject();
                writer.WriteString("id", $"{call.TraceId}-{number + 1}");
                writer.WriteString("status", $"{status}");
                writer.WriteString("code", error.Code);
                writer.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
                writer.WriteString("detail", error.Detail);
                if (error.Pointer is not null)
                {
                    writer.WriteStartObject("source");
                    writer.WriteString("pointer", error.Pointer);
                    writer.WriteEndObject();
                }

                if (token is not null)
                {
                    writer.WriteStartObject("meta");
                    writer.WriteStartObject("proof_token");
                    writer.WriteString("token", token);
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("trace_id", call.TraceId);
            writer.WriteEndObject();
        });
    }
}
