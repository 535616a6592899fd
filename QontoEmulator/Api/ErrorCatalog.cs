namespace QontoEmulator.Api;

/// <summary>How sure a fact is: read in Qonto's documentation, seen on the wire by a program, or our judgment.</summary>
internal enum Evidence
{
    Documented,
    Client,
    Inferred,
}

/// <summary>One way the API refuses.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The <c>code</c> of the entry in <c>errors[]</c>.</param>
/// <param name="Detail">The <c>detail</c>, when the refusal itself says nothing more exact.</param>
/// <param name="Evidence">How sure status and code are.</param>
internal sealed record ErrorKind(int Status, string Code, string Detail, Evidence Evidence)
{
    /// <summary>A refusal of the whole request.</summary>
    public ApiException Refuse(string? hint = null, string? detail = null) => new(Status, [new(Code, detail ?? Detail)], hint);

    /// <summary>A refusal for one query parameter, named without brackets.</summary>
    public ApiException Parameter(string name, string? detail = null, string? hint = null) =>
        new(Status, [new(Code, detail ?? Detail, Parameter: name)], hint);

    /// <summary>An entry about one place in the body, to be collected with others.</summary>
    public ApiError At(string pointer, string? detail = null) => new(Code, detail ?? Detail, Pointer: pointer);
}

/// <summary>Every error of the Business API and of the emulator's own control API, in one place so that one line corrects it.</summary>
internal static class ErrorCatalog
{
    public static readonly ErrorKind BadRequest = new(400, "bad_request", "The request cannot be read.", Evidence.Documented);
    public static readonly ErrorKind MalformedJson = new(400, "malformed_json", "The body is not valid JSON.", Evidence.Documented);
    public static readonly ErrorKind Invalid = new(400, "invalid", "is invalid", Evidence.Inferred);
    public static readonly ErrorKind MissingIdempotencyKey = new(400, "missing_idempotency_key", "X-Qonto-Idempotency-Key is missing", Evidence.Inferred);
    public static readonly ErrorKind NotInList = new(400, "not_in_list", "is not included in the list", Evidence.Client);
    public static readonly ErrorKind NotAString = new(400, "not_a_string", "must be a string", Evidence.Client);

    /// <summary>A field of a payment that is absent; seen with the detail "bank_account_id is missing".</summary>
    public static readonly ErrorKind MissingKey = new(400, "missing_key", "is missing", Evidence.Client);

    /// <summary>Lists of ids; the codes are those of the legacy route (P23).</summary>
    public static readonly ErrorKind MissingIds = new(400, "missing_ids", "ids is missing", Evidence.Inferred);

    /// <inheritdoc cref="MissingIds"/>
    public static readonly ErrorKind IdsLimitReached = new(400, "ids_limit_reached", "ids must hold at most 400 ids", Evidence.Inferred);

    /// <inheritdoc cref="MissingIds"/>
    public static readonly ErrorKind BeneficiaryNotFound = new(400, "not_found", "Beneficiary not found", Evidence.Inferred);

    /// <summary>P54: the account that is to pay is unknown, or named by its slug.</summary>
    public static readonly ErrorKind BankAccountNotFound = new(400, "bank_account_not_found", "Bank account not found", Evidence.Client);

    /// <summary>A field of a payment that names a beneficiary, an attachment or an account which the organization does not have.</summary>
    public static readonly ErrorKind PaymentReferenceNotFound = new(400, "not_found", "is not found", Evidence.Inferred);

    /// <summary>P46.</summary>
    public static readonly ErrorKind TransferToSameOrganization =
        new(400, "transfer_to_same_organization", "The beneficiary belongs to the same organization", Evidence.Client);

    /// <summary>P45.</summary>
    public static readonly ErrorKind InsufficientFunds = new(400, "insufficient_funds", "Insufficient funds", Evidence.Client);
    public static readonly ErrorKind IbanNotSepa = new(400, "iban_not_sepa", "The IBAN is outside of the SEPA area", Evidence.Inferred);
    public static readonly ErrorKind AboveMaxSize = new(400, "above_max_size", "has too many entries", Evidence.Inferred);

    /// <summary>P47.</summary>
    public static readonly ErrorKind MissingAttachment =
        new(400, "missing_attachment", "An attachment is required above 30,000 EUR", Evidence.Inferred);

    /// <summary>P50.</summary>
    public static readonly ErrorKind PaymentPolicyApprovalRequired =
        new(400, "payment_policy_approval_required", "A payment policy asks for an approval; create a request instead", Evidence.Documented);

    /// <inheritdoc cref="PaymentPolicyApprovalRequired"/>
    public static readonly ErrorKind PaymentPolicyApproverMissing =
        new(400, "payment_policy_approver_missing", "A payment policy asks for an approval, and nobody can give it", Evidence.Documented);

    /// <summary>P51.</summary>
    public static readonly ErrorKind CannotCancel = new(400, "cannot_cancel", "The transfer cannot be canceled", Evidence.Documented);
    public static readonly ErrorKind IbanGenerationFailed = new(400, "iban_generation_failed", "Organization is not KYB accepted", Evidence.Documented);

    /// <summary>Q12: the status was seen, the code was not.</summary>
    public static readonly ErrorKind BankAccountsLimitReached =
        new(400, "bank_accounts_limit_reached", "The limit of active bank accounts is reached", Evidence.Inferred);

    /// <summary>Q19.</summary>
    public static readonly ErrorKind CallbackUrlMissing = new(400, "bad_request", "CallbackURL is missing", Evidence.Client);

    /// <summary>Any other field of a webhook subscription; the status is documented, the code is not.</summary>
    public static readonly ErrorKind WebhookFieldInvalid = new(400, "bad_request", "is invalid", Evidence.Inferred);

    /// <inheritdoc cref="WebhookFieldInvalid"/>
    public static readonly ErrorKind TooManySubscriptions = new(400, "bad_request", "Too many webhook subscriptions", Evidence.Inferred);
    public static readonly ErrorKind Unauthorized = new(401, "unauthorized", "Unauthorized", Evidence.Documented);

    /// <summary>P24: paying needs a verification of the payee.</summary>
    public static readonly ErrorKind ProofTokenMissing = new(401, "vop_proof_token_missing", "VOP proof token is required", Evidence.Client);

    /// <inheritdoc cref="ProofTokenMissing"/>
    public static readonly ErrorKind ProofTokenInvalid =
        new(401, "vop_proof_token_invalid", "VOP proof token validation failed: invalid signature", Evidence.Client);

    /// <summary>A61.</summary>
    public static readonly ErrorKind OAuthRequired = new(401, "unauthorized", "OAuth2 authentication is required here", Evidence.Client);

    /// <summary>Creating a bank account; other routes say unauthorized.</summary>
    public static readonly ErrorKind AuthorizationHeaderMissing = new(401, "authorization_header_missing", "authorization header missing", Evidence.Documented);

    /// <inheritdoc cref="AuthorizationHeaderMissing"/>
    public static readonly ErrorKind AuthorizationTokenInvalid = new(401, "authorization_token_invalid", "authorization token invalid", Evidence.Documented);

    /// <summary>A62.</summary>
    public static readonly ErrorKind MissingScope = new(403, "forbidden", "missing required oauth scope", Evidence.Client);

    /// <summary>User OAuth: the status is documented.</summary>
    public static readonly ErrorKind UserTokenRequired = new(403, "forbidden", "User OAuth is required here", Evidence.Inferred);

    /// <inheritdoc cref="UserTokenRequired"/>
    public static readonly ErrorKind OrganizationNotConsented = new(403, "forbidden", "The organization is missing or was not consented to", Evidence.Inferred);

    /// <summary>Pages only.</summary>
    public static readonly ErrorKind ForeignOrigin = new(403, "foreign_origin", "The form was sent from another site", Evidence.Inferred);
    public static readonly ErrorKind InsufficientRole = new(403, "forbidden", "User does not have sufficient permissions for this action.", Evidence.Documented);
    public static readonly ErrorKind NotFound = new(404, "not_found", "Not found", Evidence.Documented);

    /// <summary>Control API only.</summary>
    public static readonly ErrorKind WorkspaceNotFound = new(404, "workspace_not_found", "There is no such workspace", Evidence.Inferred);

    /// <summary>Control API only.</summary>
    public static readonly ErrorKind WaitedInVain = new(408, "timeout", "It has not happened so far", Evidence.Inferred);

    /// <inheritdoc cref="WaitedInVain"/>
    public static readonly ErrorKind AlreadyDecided = new(409, "already_decided", "This SCA session was decided or has expired", Evidence.Inferred);

    /// <summary>Control API only.</summary>
    public static readonly ErrorKind NotPending = new(409, "not_pending", "This is final already", Evidence.Inferred);

    /// <summary>Control API only: the Developer Portal.</summary>
    public static readonly ErrorKind WrongState = new(409, "wrong_state", "This cannot be done as things stand", Evidence.Inferred);
    public static readonly ErrorKind Gone = new(410, "gone", "This endpoint is no longer available", Evidence.Inferred);
    public static readonly ErrorKind PayloadTooLarge = new(413, "payload_too_large", "The request body is too large.", Evidence.Inferred);

    /// <summary>A field of a body that is absent, null or empty.</summary>
    public static readonly ErrorKind Required = new(422, "required", "can't be blank", Evidence.Inferred);

    /// <summary>A field of a body whose value or type is no use.</summary>
    public static readonly ErrorKind ValueInvalid = new(422, "invalid", "is invalid", Evidence.Documented);

    /// <summary>A field of a body that takes some words only.</summary>
    public static readonly ErrorKind ValueNotInList = new(422, "not_in_list", "is not included in the list", Evidence.Inferred);
    public static readonly ErrorKind AlreadyTaken = new(422, "already_taken", "has already been taken", Evidence.Inferred);

    /// <summary>A field of a body that names a document which the organization does not have.</summary>
    public static readonly ErrorKind ReferenceNotFound = new(422, "not_found", "does not exist", Evidence.Inferred);

    /// <summary>A40: these rules of closing an account are documented, their codes are not.</summary>
    public static readonly ErrorKind MainAccountCannotBeClosed = new(422, "main_account_cannot_be_closed", "The main account cannot be closed", Evidence.Inferred);

    /// <inheritdoc cref="MainAccountCannotBeClosed"/>
    public static readonly ErrorKind ExternalAccountCannotBeClosed =
        new(422, "external_account_cannot_be_closed", "An external account cannot be closed", Evidence.Inferred);

    /// <inheritdoc cref="MainAccountCannotBeClosed"/>
    public static readonly ErrorKind NonZeroBalance = new(422, "non_zero_balance", "The account has a balance or pending transactions", Evidence.Inferred);
    public static readonly ErrorKind AlreadyClosed = new(422, "already_closed", "The account is closed already", Evidence.Inferred);

    /// <summary>A53: the limits are known, their codes are not.</summary>
    public static readonly ErrorKind InvalidFileType = new(422, "invalid_file_type", "must be a JPEG, PNG or PDF file", Evidence.Inferred);

    /// <inheritdoc cref="InvalidFileType"/>
    public static readonly ErrorKind FileTooLarge = new(422, "file_too_large", "must be at most 15 MB", Evidence.Inferred);

    /// <inheritdoc cref="InvalidFileType"/>
    public static readonly ErrorKind TooManyAttachments = new(422, "too_many_attachments", "A transaction has at most 5 attachments", Evidence.Inferred);

    /// <summary>A81.</summary>
    public static readonly ErrorKind InvalidParameter = new(422, "invalid_parameter", "bank_account_ids and ibans cannot be combined", Evidence.Inferred);
    public static readonly ErrorKind RateLimited = new(429, "rate_limited", "Too many requests", Evidence.Inferred);
    public static readonly ErrorKind InternalServerError = new(500, "internal_server_error", "Internal server error", Evidence.Documented);

    // Payee verification has codes in capitals, in a body of their own (VopErrors).
    public static readonly ErrorKind VopInvalidInput = new(400, "BAD_REQUEST_ERROR_UNSPECIFIED", "is invalid", Evidence.Documented);
    public static readonly ErrorKind VopBankNotAvailable =
        new(400, "BAD_REQUEST_ERROR_RESPONDING_BANK_NOT_AVAILABLE", "The payee's bank does not take part or cannot be reached", Evidence.Documented);
    public static readonly ErrorKind VopBankFailed = new(400, "BAD_REQUEST_ERROR_5XX_RESPONDING_BANK", "The payee's bank failed", Evidence.Documented);
    public static readonly ErrorKind VopBankAnsweredRubbish =
        new(400, "BAD_REQUEST_ERROR_RESPONDING_BANK_INVALID_RESPONSE", "The payee's bank gave an invalid response", Evidence.Documented);
    public static readonly ErrorKind VopInternal = new(500, "INTERNAL_SERVER_ERROR_UNSPECIFIED", "Internal server error", Evidence.Documented);
    public static readonly ErrorKind VopBankRefused = new(500, "INTERNAL_SERVER_ERROR_4XX_RESPONDING_BANK", "The payee's bank refused the request", Evidence.Documented);
    public static readonly ErrorKind VopNotImplemented = new(501, "NOT_IMPLEMENTED_ERROR_UNSPECIFIED", "Not implemented", Evidence.Documented);
    public static readonly ErrorKind VopFeatureNotAvailable =
        new(501, "NOT_IMPLEMENTED_ERROR_FEATURE_NOT_AVAILABLE", "This feature is not available to the organization", Evidence.Documented);
    public static readonly ErrorKind VopBadGateway = new(503, "BAD_GATEWAY_ERROR_RESPONDING_BANK", "The payee's bank cannot be reached", Evidence.Client);
    public static readonly ErrorKind VopBankTimeoutSeen = new(503, "GATEWAY_TIMEOUT_ERROR_RESPONDING_BANK", "The payee's bank did not answer in time", Evidence.Client);
    public static readonly ErrorKind VopTimeout = new(504, "GATEWAY_TIMEOUT_ERROR_UNSPECIFIED", "The verification timed out", Evidence.Documented);
    public static readonly ErrorKind VopBankTimeout = new(504, "GATEWAY_TIMEOUT_ERROR_RESPONDING_BANK", "The payee's bank did not answer in time", Evidence.Documented);
}
