using System.Text.Json;

namespace QontoEmulator.Tests.Contract;

/// <summary>The form an error body has, by platform.md, section 6.</summary>
/// <param name="NeedsTrace">Whether <c>trace_id</c> has to be there; where it comes unasked it must be right all the same.</param>
/// <param name="AllowsTrace">Onboarding and the OAuth host never send one.</param>
internal sealed record ErrorShape(string Name, Schema Schema, bool NeedsTrace = true, bool AllowsTrace = true)
{
    private static readonly ErrorShape Envelope = new("errors envelope", Named("common.yaml#/components/schemas/Errors"));
    private static readonly ErrorShape PayeeVerification = new("payee verification errors", Named("payments.yaml#/components/schemas/VopErrors"));
    private static readonly ErrorShape ScaInvalid = new("flat SCA refusal", Named("payments.yaml#/components/schemas/ScaInvalid"), NeedsTrace: false);
    private static readonly ErrorShape ScaMismatch = new("SCA mismatch", Named("payments.yaml#/components/schemas/ScaMismatch"));
    private static readonly ErrorShape Flat = new("flat webhook error", Named("cards-webhooks.yaml#/components/schemas/FlatError"), NeedsTrace: false);
    private static readonly ErrorShape OAuth = new("OAuth error", Named("platform.yaml#/components/schemas/OAuthError"), NeedsTrace: false, AllowsTrace: false);

    private static readonly ErrorShape Onboarding = new("onboarding errors", Inline("""
        type: object
        required: [errors]
        properties:
          errors:
            type: array
            minItems: 1
            items:
              type: object
              required: [code, detail]
              properties: { code: { type: string }, detail: { type: string }, source: { type: object, properties: { pointer: { type: string } } } }
        """), NeedsTrace: false, AllowsTrace: false);

    // The domain files describe the challenge with more or fewer keys; section 6 is what all of them share.
    private static readonly ErrorShape ScaChallenge = new("SCA challenge", Inline("""
        type: object
        oneOf:
          - required: [code, message, sca_session_token, trace_id]
            properties:
              code: { type: string, const: sca_required }
              message: { type: string }
              action_type: { type: string }
              sca_session_token: { type: string, pattern: '^[A-Za-z0-9_-]{64}$' }
              sca_recovery_token: { type: string }
              trace_id: { type: string }
          - required: [code, message, trace_id]
            properties: { code: { type: string, const: sca_not_enrolled }, message: { type: string }, trace_id: { type: string } }
        """));

    // Two calls with one idempotency key at a time (section 8).
    private static readonly ErrorShape Concurrent = new("concurrent requests", Inline("""
        type: object
        required: [error]
        properties: { error: { type: string, const: Concurrent requests detected } }
        """), NeedsTrace: false);

    private static readonly ErrorShape Dispatched = new("wrapped inner answer", Inline("""
        type: object
        required: [data]
        properties: { data: { type: string } }
        """), NeedsTrace: false);

    public static ErrorShape Of(SeenAnswer answer, JsonElement json)
    {
        bool Has(string key, JsonValueKind kind) =>
            json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out var value) && value.ValueKind == kind;
        var operation = answer.Operation;
        if (answer.Path.StartsWith("/register/", StringComparison.Ordinal) || answer.Path.StartsWith("/data_api/", StringComparison.Ordinal)) return Onboarding;
        return (operation?.OperationId, answer.Status) switch
        {
            ("authorize" or "authorizeLegacy" or "issueToken" or "issueTokenLegacy" or "revokeToken", _) => OAuth,
            // The emulator's own extras beside the OAuth host: either form.
            ("getUserInfo" or "getJwks" or "getOpenIdConfiguration", _) when Has("error", JsonValueKind.String) => OAuth,
            ("dispatchEncodedRequest", _) when Has("data", JsonValueKind.String) => Dispatched,
            // Switch webhook-error-envelope (Q40) gives the envelope.
            ({ } id, _) when id.Contains("WebhookSubscription", StringComparison.Ordinal) && !Has("errors", JsonValueKind.Array) => Flat,
            ("verifyPayee" or "bulkVerifyPayee" or "skipVerifyPayee", _) => PayeeVerification,
            (_, 428) => ScaChallenge,
            (_, 412) when operation is { Sca: not Sca.None } => ScaInvalid,
            (_, 422) when operation is { Sca: not Sca.None } && Has("errors", JsonValueKind.Object) => ScaMismatch,
            (_, 409) when Has("error", JsonValueKind.String) => Concurrent,
            _ => Envelope,
        };
    }

    private static Schema Named(string reference) => ContractFacts.Documents.Schema(reference, "common");

    private static Schema Inline(string yaml) => new(YamlText.Read(yaml), "platform", ContractFacts.Documents);
}
