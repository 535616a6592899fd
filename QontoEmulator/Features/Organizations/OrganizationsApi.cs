using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Quirks;

namespace QontoEmulator.Features.Organizations;

internal static class OrganizationsApi
{
    private static readonly OrganizationsJson Wire = new(Json.Wire());

    public static void MapOrganizations(this IEndpointRouteBuilder routes)
    {
        routes.Get("/v2/organization", Show).RequireScope("organization.read").AllowApiKey();
        routes.Get("/v2/organizations/{slug}", ShowLegacy).RequireScope("organization.read").AllowApiKey();
        routes.Get("/v1/organizations/{slug}", ShowLegacy).RequireScope("organization.read").AllowApiKey();
    }

    private static ValueTask<Answer> Show(Call call)
    {
        var withExternal = call.Query.Flag("include_external_accounts") ?? false;
        call.Query.ThrowIfRefused();
        var organization = call.Caller.Organization;
        var accounts = Accounts(call).Where(account => withExternal || !account.IsExternalAccount);
        return Answer.Json(200, new(OrganizationWire.Of(organization, accounts)), Wire.OrganizationEnvelope);
    }

    // The gateway ignores the slug: the caller's organization it is, whatever was asked for.
    private static ValueTask<Answer> ShowLegacy(Call call)
    {
        if (!call.Is(Switches.OrgSlugRoutesAlive))
            throw ErrorCatalog.Gone.Refuse("The routes by slug ended on 2026-09-15; use GET /v2/organization, or switch org-slug-routes-alive on.");

        var accounts = Accounts(call).Where(account => !account.IsExternalAccount);
        return Answer.Json(200, new(LegacyOrganizationWire.Of(call.Caller.Organization, accounts)), Wire.LegacyOrganizationEnvelope).With(
            ("Deprecation", "true"),
            ("Sunset", "Tue, 15 Sep 2026 00:00:00 GMT"),
            ("Link", "</v2/organization>; rel=\"successor-version\""));
    }

    private static IEnumerable<BankAccount> Accounts(Call call) => call.AllOwn<BankAccount>().Rows.Select(row => row.Document);
}
