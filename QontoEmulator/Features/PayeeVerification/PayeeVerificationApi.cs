using System.Globalization;
using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Quirks;

namespace QontoEmulator.Features.PayeeVerification;

/// <summary>Asks the payee's bank whether a name goes with an IBAN, and gives out the token that paying demands, whatever the bank says (P25).</summary>
internal static class PayeeVerificationApi
{
    private const int MostRequests = 400;

    private static readonly PayeeVerificationJson Wire = new(Json.Wire());

    public static void MapPayeeVerification(this IEndpointRouteBuilder routes)
    {
        var sepa = routes.MapGroup("/v2/sepa");

        sepa.Post("verify_payee", Verify).RequireScope("payment.write");
        sepa.Post("bulk_verify_payee", VerifyBulk).RequireScope("payment.write");
        sepa.Post("skip_verify_payee", Skip).RequireScope("payment.write");
    }

    private static async ValueTask<Answer> Verify(Call call)
    {
        var body = await ReadBody(call);
        var asked = ReadRequest(body, id: null);
        if (body.Refused is not [])
            return VopErrors.Of(call, body);

        DemandRoom(call);
        var verdict = new PayeeBanks(call.Data, [asked.Iban]).Verify(asked.Name, asked.Iban);
        return verdict.Failure is { } failure
            ? VopErrors.Of(call, failure, TokenAfter(call, failure, [asked.Iban]))
            : Answer.Json(200, new(verdict.Result, verdict.MatchedName, new(Issue(call, [asked.Iban]))), Wire.VerifiedWire);
    }

    private static async ValueTask<Answer> VerifyBulk(Call call)
    {
        var body = await ReadBody(call);
        var asked = ReadRequests(body, item => item.RequiredText("id"));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in asked.Where(request => request.Id is { Length: > 0 } id && !ids.Add(id)))
            request.Fields.Refuse("id", ErrorCatalog.VopInvalidInput, "id is used twice; it tells the results apart");
        if (body.Refused is not [])
            return VopErrors.Of(call, body);

        DemandRoom(call);
        var ibans = asked.Select(request => request.Iban).ToArray();
        var banks = new PayeeBanks(call.Data, ibans);
        var verdicts = asked.Select(request => banks.Verify(request.Name, request.Iban)).ToArray();

        // Results may mix (P35); what fails altogether, and for one reason, is no result.
        if (verdicts[0].Failure is { } failure && verdicts.All(verdict => verdict.Failure == failure))
            return VopErrors.Of(call, failure, TokenAfter(call, failure, ibans));
        var echoed = call.Workspace.Profile != Profile.Production;
        return Answer.Json(
            200,
            new(new(Issue(call, ibans)), asked.Zip(verdicts, (request, verdict) => BulkResultWire.Of(request.Id!, echoed ? request.Name : null, echoed ? request.Iban : null, verdict))),
            Wire.BulkVerifiedWire);
    }

    // Its token is a plain string (P36).
    private static async ValueTask<Answer> Skip(Call call)
    {
        var body = await ReadBody(call);
        var asked = ReadRequests(body, item => item.Text("id"));
        if (body.Refused is not [])
            return VopErrors.Of(call, body);

        // No bank is asked, so only what fails before that can fail.
        var failures = asked.Select(request => TestPayees.Find(request.Name, request.Iban)?.Failure);
        if (failures.FirstOrDefault(failure => failure == ErrorCatalog.VopInternal || failure == ErrorCatalog.VopFeatureNotAvailable) is { } failed)
            return VopErrors.Of(call, failed, null);
        return Answer.Json(200, new(ProofToken.Issue(call, asked.Select(request => request.Iban))), Wire.SkippedWire);
    }

    private static ValueTask<BodyReader> ReadBody(Call call) =>
        BodyReader.Read(call.Http.Request, wrongType: ErrorCatalog.VopInvalidInput, missing: ErrorCatalog.VopInvalidInput);

    private static IReadOnlyList<Request> ReadRequests(BodyReader body, Func<BodyReader, string?> readId)
    {
        var items = body.Objects("requests");
        if (!body.Has("requests") || items is { Count: 0 or > MostRequests })
            body.Refuse("requests", ErrorCatalog.VopInvalidInput, $"requests must hold 1 to {MostRequests} payees");
        return items is { Count: <= MostRequests } ? [.. items.Select(item => ReadRequest(item, readId(item)))] : [];
    }

    private static Request ReadRequest(BodyReader fields, string? id)
    {
        var (name, iban) = (fields.RequiredText("beneficiary_name"), Iban.Normal(fields.RequiredText("iban")));
        if (name.Length > Payee.LongestName)
            fields.Refuse("beneficiary_name", ErrorCatalog.VopInvalidInput, $"beneficiary_name must have at most {Payee.LongestName} characters");
        if (iban.Length > 0 && !TestPayees.DefaultIbans.Contains(iban, StringComparer.Ordinal) && !(Iban.IsValid(iban) && Iban.IsSepa(iban)))
            fields.Refuse("iban", ErrorCatalog.VopInvalidInput, "iban is no IBAN of a SEPA country");
        return new(id, name, iban, fields);
    }

    private static void DemandRoom(Call call)
    {
        if (!call.Is(Switches.VopRateLimit) || call.Workspace.VerificationLimit.Wait(call.Caller.Organization.Id, call.Now) is not { } wait)
            return;
        call.Http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        throw ErrorCatalog.RateLimited.Refuse("Too many verifications that no transfer followed; switch vop-rate-limit turns this off.");
    }

    private static string? TokenAfter(Call call, ErrorKind failure, IEnumerable<string> ibans) =>
        failure.Code.Contains("RESPONDING_BANK", StringComparison.Ordinal) ? Issue(call, ibans) : null;

    private static string Issue(Call call, IEnumerable<string> ibans)
    {
        var token = ProofToken.Issue(call, ibans);
        if (call.Is(Switches.VopRateLimit))
            call.Workspace.VerificationLimit.Verified(call.Caller.Organization.Id, ProofToken.TimeOf(token));
        return token;
    }

    private sealed record Request(string? Id, string Name, string Iban, BodyReader Fields);
}

internal sealed record VerifiedWire(MatchResult MatchResult, string? MatchedName, ProofTokenWire ProofToken);

internal sealed record ProofTokenWire(string Token);

internal sealed record BulkVerifiedWire(ProofTokenWire ProofToken, IEnumerable<BulkResultWire> Requests);

/// <summary>Either a response or an error code. Production does not repeat name and IBAN, so results are told apart by the caller's id (P35).</summary>
internal sealed record BulkResultWire(
    string Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? BeneficiaryName,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Iban,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BulkResponseWire? Response,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ErrorCode)
{
    private const string Prefix = "SINGLE_REQUEST_ERROR_CODE_";

    // A failing gateway has no code of its own here.
    public static BulkResultWire Of(string id, string? name, string? iban, Verdict verdict) => verdict.Failure is { } failure
        ? new(id, name, iban, null, Prefix + (failure == ErrorCatalog.VopBadGateway ? "ERROR_UNSPECIFIED" : failure.Code))
        : new(id, name, iban, new(verdict.Result, verdict.MatchedName), null);
}

internal sealed record BulkResponseWire(MatchResult MatchResult, string? MatchedName);

internal sealed record SkippedWire(string ProofToken);
