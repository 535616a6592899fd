namespace QontoEmulator.Tests.Contract;

/// <summary>Which status and code an operation may answer with.</summary>
internal static class KnownErrors
{
    public static bool Allows(Operation? operation, int status, string code)
    {
        if (operation is null) return In(ContractFacts.CommonErrors) && status < 500;
        // A server error is nobody's default: only operations that are known for one may give it.
        if (In(operation.Errors)) return true;
        if (status >= 500) return false;
        return In(ContractFacts.CommonErrors)
            || (status != 428 && In(ContractFacts.FileErrors(operation.File)))
            || (operation.List is { } list && InList(list, status, code))
            || (operation.Sca != Sca.None && (status, code) is (428, "sca_required") or (428, "sca_not_enrolled") or (412, "-") or (422, "-"))
            || (operation is { File: "payments", Method: not "GET" } && In(PaymentErrors))
            || (operation.Idempotent && (status, code) is (400, "missing_idempotency_key") or (409, "-"))
            // An unknown includes[] is refused on one transaction as it is on their list (section 7).
            || (operation.OperationId is "getTransaction" && (status, code) is (400, "not_in_list"))
            || (operation.OperationId is "dispatchEncodedRequest" && status != 428)
            || (operation.Tags.Contains("oauth", StringComparer.Ordinal) && In(TokenErrors));

        bool In(IEnumerable<ContractError> errors) => errors.Any(error => error.Status == status && string.Equals(error.Code, code, StringComparison.Ordinal));
    }

    // P13, P44 and P53 speak of every payment; the YAML lists what is missing or malformed at some of them only.
    private static IReadOnlyList<ContractError> PaymentErrors =>
        [.. ContractFacts.Match("POST", "/v2/sepa/transfers")!.Errors.Where(error => error.Status == 400), .. ContractFacts.Match("POST", "/v2/sepa/beneficiaries")!.Errors.Where(error => error.Code is "invalid")];

    // Section 3.5 of platform.md gives one table for the whole OAuth host; the YAML spells it out at the token call.
    private static IReadOnlyList<ContractError> TokenErrors => ContractFacts.Match("POST", "/oauth2/token")!.Errors;

    // Switch list-errors-422 (Q39) moves every 400 of a list's policy to 422.
    private static bool InList(ListFacts list, int status, string code) =>
        new[] { list.OnBadPage, list.OnBadEnum, list.OnBadSort, list.OnBadDate }
            .Any(answer => string.Equals(answer.Code, code, StringComparison.Ordinal) && (answer.Status == status || (answer.Status == 400 && status == 422)));
}
