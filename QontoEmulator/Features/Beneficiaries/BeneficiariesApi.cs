using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Quirks;
using QontoEmulator.Sca;

namespace QontoEmulator.Features.Beneficiaries;

internal static class BeneficiariesApi
{
    public static void MapBeneficiaries(this IEndpointRouteBuilder routes)
    {
        var beneficiaries = routes.MapGroup("/v2/sepa/beneficiaries");

        beneficiaries.Get("", List).RequireScope("organization.read").AllowApiKey()
            .Lists(ListPolicy.Default with { DefaultPerPage = 25, OnBadDate = new(400, "invalid"), DefaultSort = "updated_at:desc" });
        beneficiaries.Post("", Create).RequireScope("payment.write").Idempotent().Sca(ScaDemand.Conditional);
        beneficiaries.Get("{id}", Show).RequireScope("organization.read").AllowApiKey();
        beneficiaries.Patch("{id}", Update).RequireScope("payment.write").Sca(ScaDemand.Conditional);
        beneficiaries.Put("{id}", Replace).RequireScope("payment.write").Sca(ScaDemand.Conditional);
    }

    private static ValueTask<Answer> List(Call call)
    {
        var organization = call.Caller.Organization.Id;
        var ibans = call.Query.Values("iban").Select(Iban.Normal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var statuses = call.Query.Enums<BeneficiaryStatus>("status").Distinct().Order().ToArray();
        var trusted = call.Query.Flag("trusted");
        var (from, to) = (call.Query.Time("updated_at_from"), call.Query.Time("updated_at_to"));
        var sorting = call.Query.Sort("updated_at");

        var rows = call.Data.Table<Beneficiary>().Select(
            $"{organization} {string.Join(',', ibans)} {string.Join(',', statuses)} {trusted} {from:O} {to:O} {sorting.Descending}",
            beneficiary => beneficiary.OrganizationId == organization
                && (ibans is [] || ibans.Contains(beneficiary.Iban, StringComparer.Ordinal))
                && (statuses is [] || statuses.Contains(beneficiary.Status))
                && (trusted is null || beneficiary.Trusted == trusted)
                && (from is null || beneficiary.UpdatedAt >= from)
                && (to is null || beneficiary.UpdatedAt <= to),
            (x, y) => sorting.Descending ? y.UpdatedAt.CompareTo(x.UpdatedAt) : x.UpdatedAt.CompareTo(y.UpdatedAt));
        return call.Page("beneficiaries", rows, BeneficiaryWire.Bytes);
    }

    private static ValueTask<Answer> Show(Call call) =>
        Answer.Json(200, "{\"beneficiary\":"u8.ToArray(), BeneficiaryWire.Bytes(call.Own<Beneficiary>()), "}"u8.ToArray());

    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await ReadBody(call);
        var fields = body.Object("beneficiary");
        var payee = Payee.Read(fields);
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var organization = call.Caller.Organization.Id;
            var known = BeneficiaryBook.ByIban(tx, organization, payee.Iban);
            if (known is not null && call.Is(Switches.DuplicateIbanRefused))
                throw new ApiException(400, [ErrorCatalog.Invalid.At("/beneficiary/iban", "This IBAN has already been taken")], $"It is beneficiary {known.Id}.");
            if (call.Is(Switches.ScaOnBeneficiaryWrite)
                && StrongAuthentication.Demand(tx, call, body.Raw, "beneficiary.create", $"Add the beneficiary {payee.Name}, {payee.Iban}") is { } challenge)
                return challenge;
            return BeneficiaryWire.Envelope(201, BeneficiaryBook.Remember(tx, organization, payee));
        });
    }

    private static ValueTask<Answer> Update(Call call) => Change(call, IsOutOfReach(call));

    // No source documents this verb; a client sends it (Q36).
    private static ValueTask<Answer> Replace(Call call) => call.Is(Switches.PutSepaBeneficiary)
        ? Change(call, status => status != BeneficiaryStatus.Validated)
        : throw ErrorCatalog.NotFound.Refuse("PUT is no verb here; send PATCH, or turn put-sepa-beneficiary on.");

    // Confirming one is left to the web app; until then the sandbox does as if it were not there (Q11).
    private static Func<BeneficiaryStatus, bool> IsOutOfReach(Call call) =>
        status => status == BeneficiaryStatus.Pending && call.Is(Switches.PendingBeneficiaryUpdate404);

    // What the body does not name stays as it is; iban and bic never change (P19).
    private static async ValueTask<Answer> Change(Call call, Func<BeneficiaryStatus, bool> isOutOfReach)
    {
        var body = await ReadBody(call);
        if (!body.Has("beneficiary"))
            body.Refuse("beneficiary", ErrorCatalog.Invalid, "beneficiary is missing");
        var fields = body.Object("beneficiary");
        var named = fields.Names.ToHashSet(StringComparer.Ordinal);
        var name = named.Contains("name") ? Payee.ReadName(fields, "name") : null;
        var (email, tag) = (Payee.ReadEmail(fields), fields.Text("activity_tag"));
        body.ThrowIfRefused();

        return await call.Write(tx =>
        {
            var before = call.Own<Beneficiary>(tx).Document;
            if (isOutOfReach(before.Status))
                throw ErrorCatalog.NotFound.Refuse(
                    $"This beneficiary is {before.Status.ToString().ToLowerInvariant()}: pay or trust it first, or PUT /_emulator/beneficiaries/{before.Id} {{\"status\": \"validated\"}}.");
            if (call.Is(Switches.ScaOnBeneficiaryWrite)
                && StrongAuthentication.Demand(tx, call, body.Raw, "beneficiary.update", $"Change the beneficiary {before.Name}, {before.Iban}") is { } challenge)
                return challenge;
            return BeneficiaryWire.Envelope(200, BeneficiaryBook.Change(tx, before, before with
            {
                Name = name ?? before.Name,
                Email = named.Contains("email") ? email : before.Email,
                ActivityTag = named.Contains("activity_tag") ? tag : before.ActivityTag,
            }));
        });
    }

    private static ValueTask<BodyReader> ReadBody(Call call) => BodyReader.Read(call.Http.Request, wrongType: ErrorCatalog.Invalid, missing: ErrorCatalog.Invalid);
}
