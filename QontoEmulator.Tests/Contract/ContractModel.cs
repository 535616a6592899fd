namespace QontoEmulator.Tests.Contract;

internal enum Sca
{
    None,
    Conditional,
    Required,
}

/// <summary>One operation of the contract's YAML.</summary>
/// <param name="File">Contract file without extension; it also says which rules may name the operation.</param>
/// <param name="Path">Template with <c>{name}</c> segments, as the domain file writes it.</param>
/// <param name="Errors">x-errors: what it may answer besides the common errors.</param>
/// <param name="Responses">By status text, <c>default</c> included: content type to schema; empty when no body is described.</param>
internal sealed record Operation(
    string File,
    string Method,
    string Path,
    string OperationId,
    IReadOnlyList<string> Tags,
    bool AllowsApiKey,
    IReadOnlyList<string> Scopes,
    Sca Sca,
    bool Idempotent,
    bool Deprecated,
    ListFacts? List,
    IReadOnlyList<ContractError> Errors,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, Schema>> Responses,
    string Evidence)
{
    public override string ToString() => $"{Method} {Path}";
}

/// <summary>An entry of x-errors or x-common-errors. Code "-" is an answer without a code.</summary>
internal sealed record ContractError(int Status, string Code, string When, bool Inferred);

/// <summary>x-list: the complete policy of one list.</summary>
internal sealed record ListFacts(
    bool Paged,
    int? DefaultPerPage,
    int? MaxPerPage,
    string? PerPageOver,
    ListAnswer OnBadPage,
    ListAnswer OnBadEnum,
    ListAnswer OnBadSort,
    ListAnswer OnBadDate,
    string? DefaultSort);

/// <summary>What a bad parameter of a list gets: a status and code, or a word such as <c>none</c> or <c>empty-page</c>.</summary>
internal sealed record ListAnswer(int? Status, string? Code, string? Word);

/// <summary>A row of endpoints.csv.</summary>
/// <param name="Default">built, quirk or absent.</param>
internal sealed record EndpointRow(
    string Domain, string Method, string Path, string ApiKey, string Scopes, string Sca, bool Deprecated, string Evidence, string Default, string Idempotency)
{
    public bool Answers => Default is "built" or "quirk";
}

/// <summary>An entry of x-behaviours.</summary>
/// <param name="Operations">The operationIds it speaks of, groups resolved within the file.</param>
internal sealed record Rule(string Id, string File, IReadOnlySet<string> Operations, string? Area, string Text, string Evidence);

/// <summary>A row of platform.md, section 14.</summary>
/// <param name="Kind">capability or switch.</param>
/// <param name="Sandbox">on or off in that profile; org for a capability.</param>
internal sealed record Quirk(
    string Id, string Name, string Kind, string Sandbox, string Documented, string Production, string Precondition, string Answer, string Evidence);
