using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QontoEmulator.Tests.Contract;

/// <summary>An answer that the contract does not allow.</summary>
internal sealed class ContractViolation(string message) : Exception(message);

/// <summary>Holds every answer of the emulator against the contract.</summary>
internal static partial class AnswerChecker
{
    private const int ShownBytes = 2048;

    private static readonly string[] ApiPrefixes = ["/v1/", "/v2/", "/register/", "/data_api/"];

    /// <param name="header">Looks a response header up by name; null when absent.</param>
    /// <param name="contentType">With or without charset.</param>
    /// <param name="refuseUnknownKeys">False for answers under the switch surprise-field (Q48).</param>
    /// <exception cref="ContractViolation">The answer breaks the contract.</exception>
    public static void Check(
        string method, Uri uri, int status, Func<string, string?> header, string? contentType, byte[] body, bool refuseUnknownKeys = true) =>
        Check(new SeenAnswer(method, uri, status, header, contentType, body), refuseUnknownKeys);

    public static void Check(SeenAnswer answer, bool refuseUnknownKeys = true)
    {
        var violations = Violations(answer, refuseUnknownKeys).ToList();
        if (violations.Count == 0) return;
        var text = new StringBuilder().Append(answer.Method).Append(' ').Append(answer.Path).Append(" answered ").Append(answer.Status)
            .Append(answer.Operation is { } operation ? $" ({operation.OperationId}, {operation.File}.yaml)" : " (no operation of the contract)").AppendLine();
        foreach (var violation in violations) text.Append("  ").Append(violation).AppendLine();
        text.Append(Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, ShownBytes))));
        throw new ContractViolation(text.ToString());
    }

    private static IEnumerable<Violation> Violations(SeenAnswer answer, bool refuseUnknownKeys)
    {
        if (answer.TraceId is null || !TraceId().IsMatch(answer.TraceId))
            yield return new("", $"X-Tyk-Trace-Id is {answer.TraceId ?? "absent"}, expected 32 hex digits");
        var isApi = answer.Operation is not null || Array.Exists(ApiPrefixes, prefix => answer.Path.StartsWith(prefix, StringComparison.Ordinal));
        if (!isApi || answer.IsStagingGate || answer.Method is "HEAD") yield break;

        if (answer.MediaType is "application/json")
        {
            if (answer.Json is null) yield return new("", "the body calls itself JSON and is not");
            foreach (var violation in WireFormat.Check(answer.Body)) yield return violation;
        }

        var found = answer.Status >= 400 ? Error(answer, refuseUnknownKeys) : Result(answer, refuseUnknownKeys);
        foreach (var violation in found) yield return violation;
    }

    private static IEnumerable<Violation> Result(SeenAnswer answer, bool refuseUnknownKeys)
    {
        if (answer.Operation is not { } operation)
            return answer.Status == 204 && answer.Body.Length == 0 && EmulatorComforts.Has(answer.Method, answer.Path)
                ? []
                : [new("", "the contract has no such operation")];
        if (!operation.Responses.TryGetValue(answer.Status.ToString(CultureInfo.InvariantCulture), out var content))
            return answer.IsSuccess && !operation.Responses.Keys.Any(status => status[0] == '2')
                ? []
                : [new("", $"status is not one of {string.Join(", ", operation.Responses.Keys)}")];
        if (content.Count == 0) return answer.Body.Length == 0 || !answer.IsSuccess ? [] : [new("", "expected no body")];
        if (!content.TryGetValue("application/json", out var schema))
            return content.ContainsKey("application/octet-stream") || content.ContainsKey(answer.MediaType ?? "") ? [] : [WrongType(answer, content.Keys)];
        // Switch dispatch-bare-text (Q41).
        if (operation.OperationId is "dispatchEncodedRequest" && answer.MediaType is "text/plain") return [];
        if (answer.Json is not { } json) return answer.MediaType is "application/json" ? [] : [WrongType(answer, content.Keys)];
        return SchemaChecker.Check(json, schema, refuseUnknownKeys).Where(violation => !SwitchedShape.Allows(operation, violation));
    }

    private static IEnumerable<Violation> Error(SeenAnswer answer, bool refuseUnknownKeys)
    {
        if (answer.IsGateway404 && MayBeUnknownToTheGateway(answer.Operation)) yield break;
        foreach (var code in answer.Codes.Where(code => !KnownErrors.Allows(answer.Operation, answer.Status, code)))
            yield return new("", $"{answer.Status} {code} is no answer the contract knows here");
        // The OAuth host shows errors of the sign-in as pages.
        if (answer.Operation?.OperationId is "authorize" or "authorizeLegacy" && answer.MediaType is "text/html") yield break;
        if (answer.Json is not { } json)
        {
            if (answer.MediaType is not "application/json") yield return WrongType(answer, ["application/json"]);
            yield break;
        }

        var shape = ErrorShape.Of(answer, json);
        foreach (var violation in SchemaChecker.Check(json, shape.Schema, refuseUnknownKeys))
            if (!shape.AllowsTrace || violation is not { Pointer: "/trace_id", Problem: "unknown key" })
                yield return violation with { Problem = $"{violation.Problem} ({shape.Name})" };
        var trace = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("trace_id", out var id) ? id.ToString() : null;
        if (trace is null ? shape.NeedsTrace : !string.Equals(trace, answer.TraceId, StringComparison.Ordinal))
            yield return new("/trace_id", $"is {trace ?? "absent"}, X-Tyk-Trace-Id is {answer.TraceId}");
    }

    // Routes behind a switch, deprecated ones and the emulator's extras answer as if they were not there when they are off.
    private static bool MayBeUnknownToTheGateway(Operation? operation) =>
        operation is null || operation.Deprecated || operation.File is "platform" || ContractFacts.RowOf(operation).Default is not "built";

    private static Violation WrongType(SeenAnswer answer, IEnumerable<string> expected) =>
        new("", $"content type is {answer.MediaType ?? "absent"}, expected {string.Join(" or ", expected)}");

    [GeneratedRegex(@"^[0-9a-f]{32}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TraceId();
}
