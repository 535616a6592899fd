using QontoEmulator.Api;

namespace QontoEmulator.Quirks;

/// <summary>The switches that something built asks. A slice that needs another adds it here, as platform.md 14 defines it.</summary>
internal static class Switches
{
    public static readonly Switch PendingBeneficiaryUpdate404 = new(
        "Q11", "pending-beneficiary-update-404", true, false, false, Evidence.Client, "Changing a beneficiary that is still pending answers 404.");

    public static readonly Switch ProofGetRoute = new(
        "Q14", "proof-get-route", false, false, false, Evidence.Client, "The proof of a transfer can be read by GET as well; the documented form is POST download_proof.");

    public static readonly Switch DuplicateIbanRefused = new(
        "Q18", "duplicate-iban-refused", true, true, true, Evidence.Client, "Adding a beneficiary with an IBAN that is known already is refused.");

    public static readonly Switch WebhookPutNeedsUrl = new(
        "Q19", "webhook-put-needs-url", true, true, true, Evidence.Client, "Replacing a webhook subscription without callback_url is refused; off, the URL stays.");

    public static readonly Switch ScaNeedsEnrolment = new(
        "Q21", "sca-needs-enrolment", true, true, true, Evidence.Client, "A member without a second factor is refused strong authentication, except by preference mock.");

    public static readonly Switch TransfersLeavePendingFast = new(
        "Q23", "transfers-leave-pending-fast", true, true, true, Evidence.Client, "Same-day transfers leave pending after a second; off, the control API moves them.");

    public static readonly Switch TeamsPermanent = new(
        "Q26", "teams-permanent", true, true, true, Evidence.Client, "There is no route to delete a team.");

    public static readonly Switch MaskedIbanRefused = new(
        "Q30", "masked-iban-refused", true, true, true, Evidence.Client, "An internal transfer does not take an IBAN with stars in it.");

    public static readonly Switch AccountSlugRefused = new(
        "Q31", "account-slug-refused", true, true, true, Evidence.Client, "A transfer names its account by the uuid only, not by the slug.");

    public static readonly Switch BulkNeedsVop = new(
        "Q33", "bulk-needs-vop", true, true, true, Evidence.Client, "Bulk transfers are refused without a proof token.");

    public static readonly Switch WebhookRawBody = new(
        "Q34", "webhook-raw-body", true, true, true, Evidence.Inferred, "Webhooks hold escapes that parsing and writing anew does not reproduce, so only the raw body verifies.");

    public static readonly Switch ScaOnBeneficiaryWrite = new(
        "Q35", "sca-on-beneficiary-write", true, false, true, Evidence.Client, "Adding and changing a beneficiary asks for strong authentication.");

    public static readonly Switch PutSepaBeneficiary = new(
        "Q36", "put-sepa-beneficiary", true, false, true, Evidence.Client, "PUT changes a validated beneficiary as PATCH does, instead of answering 404.");

    public static readonly Switch StrictIdempotency = new(
        "Q37", "strict-idempotency", false, false, false, Evidence.Inferred, "Writes that document an idempotency key are refused without one.");

    public static readonly Switch ListPageBeyondLast422 = new(
        "Q38", "list-page-beyond-last-422", false, false, false, Evidence.Client, "A page after the last answers 422 instead of an empty list.");

    public static readonly Switch ListErrors422 = new(
        "Q39", "list-errors-422", false, false, false, Evidence.Documented, "Bad list parameters answer 422 instead of 400.");

    public static readonly Switch WebhookErrorEnvelope = new(
        "Q40", "webhook-error-envelope", false, false, false, Evidence.Client, "Errors of webhook subscriptions come in the errors[] envelope instead of flat.");

    public static readonly Switch OrgSlugRoutesAlive = new(
        "Q42", "org-slug-routes-alive", false, false, false, Evidence.Documented, "The organization routes by slug answer as before their sunset instead of 410.");

    public static readonly Switch FileUrlsGated = new(
        "Q43", "file-urls-gated", true, true, false, Evidence.Documented, "File URLs opened without staging token lead to the sign-in wall, signature or not.");

    public static readonly Switch AuthPage404 = new(
        "Q44", "auth-page-404", false, false, false, Evidence.Client, "A browser without a session of the web app meets 404 on /oauth2/auth instead of the sign-in wall.");

    public static readonly Switch StrictHeaderCase = new(
        "Q45", "strict-header-case", false, false, false, Evidence.Documented, "The staging header counts only when spelled X-Qonto-Staging-Token exactly.");

    public static readonly Switch StagingGate = new(
        "Q46", "staging-gate", true, true, false, Evidence.Documented, "Calls without a valid staging token lead to the sign-in wall.");

    public static readonly Switch StrictHttps = new(
        "Q47", "strict-https", false, false, false, Evidence.Documented, "Plain HTTP fails: the connection is closed without an answer.");

    public static readonly Switch SurpriseField = new(
        "Q48", "surprise-field", false, false, false, Evidence.Documented, "Every JSON object that is answered has one unknown key more, and its keys in another order.");

    public static readonly Switch TransactionStatusReversed = new(
        "Q49", "transaction-status-reversed", false, false, false, Evidence.Client, "Transactions with status reversed exist: listed with status declined, readable by id.");

    public static readonly Switch OAuthDiscovery = new(
        "Q50", "oauth-discovery", false, false, false, Evidence.Client, "OpenID discovery and userinfo answer; off, they are 404 as on the real hosts. The keys always answer.");

    public static readonly Switch LenientScopeNames = new(
        "Q51", "lenient-scope-names", false, false, false, Evidence.Client, "Scopes are taken in their other singular or plural form too.");

    public static readonly Switch MembersTeamsApiKey = new(
        "Q52", "members-teams-api-key", false, false, false, Evidence.Client, "Membership and team operations that are OAuth-only take an API key.");

    public static readonly Switch WebhookHttpCallbacks = new(
        "Q53", "webhook-http-callbacks", true, false, false, Evidence.Documented, "A callback_url may be plain http, and on a loopback or private host.");

    public static readonly Switch VopRateLimit = new(
        "Q56", "vop-rate-limit", false, false, false, Evidence.Documented, "More than 30 verifications of payees in an hour that no transfer follows are answered 429.");

    public static readonly Switch RateLimits = new(
        "Q57", "rate-limits", false, false, true, Evidence.Documented, "More than 1,000 calls in 10 s, 10,000 in 10 min or 200 answers of 401 in an hour are answered 429.");

    public static readonly Switch WebhookSecretNull = new(
        "Q58", "webhook-secret-null", true, false, true, Evidence.Client, "Where the secret of a webhook subscription is not shown, its key is there with null.");

    public static readonly IReadOnlyList<Switch> All =
    [
        PendingBeneficiaryUpdate404, ProofGetRoute, DuplicateIbanRefused, WebhookPutNeedsUrl, ScaNeedsEnrolment, TransfersLeavePendingFast,
        TeamsPermanent, MaskedIbanRefused, AccountSlugRefused, BulkNeedsVop, WebhookRawBody, ScaOnBeneficiaryWrite, PutSepaBeneficiary,
        StrictIdempotency, ListPageBeyondLast422, ListErrors422, WebhookErrorEnvelope, OrgSlugRoutesAlive, FileUrlsGated, AuthPage404,
        StrictHeaderCase, StagingGate, StrictHttps, SurpriseField, TransactionStatusReversed, OAuthDiscovery, LenientScopeNames,
        MembersTeamsApiKey, WebhookHttpCallbacks, VopRateLimit, RateLimits, WebhookSecretNull,
    ];
}
