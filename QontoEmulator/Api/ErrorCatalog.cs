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
    public static readonly ErrorKind IbanGenerationFailed = new(400, "iban_generation_failed", "Organization is not KYB accepted", Evidence.Documented);
    public static readonly ErrorKind Unauthorized = new(401, "unauthorized", "Unauthorized", Evidence.Documented);

    /// <summary>A61.</summary>
    public static readonly ErrorKind OAuthRequired = new(401, "unauthorized", "OAuth2 authentication is required here", Evidence.Client);

    /// <summary>A62.</summary>
    public static readonly ErrorKind MissingScope = new(403, "forbidden", "missing required oauth scope", Evidence.Client);
    public static readonly ErrorKind NotFound = new(404, "not_found", "Not found", Evidence.Documented);

    /// <summary>Control API only.</summary>
    public static readonly ErrorKind WorkspaceNotFound = new(404, "workspace_not_found", "There is no such workspace", Evidence.Inferred);
    public static readonly ErrorKind Gone = new(410, "gone", "This endpoint is no longer available", Evidence.Inferred);
    public static readonly ErrorKind PayloadTooLarge = new(413, "payload_too_large", "The request body is too large.", Evidence.Inferred);

    /// <summary>A81.</summary>
    public static readonly ErrorKind InvalidParameter = new(422, "invalid_parameter", "bank_account_ids and ibans cannot be combined", Evidence.Inferred);
    public static readonly ErrorKind InternalServerError = new(500, "internal_server_error", "Internal server error", Evidence.Documented);
}
