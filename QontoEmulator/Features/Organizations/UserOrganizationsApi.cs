using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Organizations;

/// <summary>User OAuth: the organizations that a user consented to (platform.md 3.6).</summary>
internal static class UserOrganizationsApi
{
    private static readonly OrganizationsJson Wire = new(Json.Wire());

    public static void MapUserOrganizations(this IEndpointRouteBuilder routes) =>
        routes.Get("/v2/user_organizations", List).RequireScope("user_organization.read").ForUsers().Lists(ListPolicy.Unpaged);

    private static ValueTask<Answer> List(Call call) => Answer.Json(
        200,
        new(call.Caller.UserMembershipIds.Select(id => call.Data.Find<Membership>(id)).OfType<Membership>()
            .Where(member => member.Status == MembershipStatus.Active).Select(member => UserOrganizationWire.Of(call.Data, member))),
        Wire.UserOrganizationList);
}

internal sealed record UserOrganizationList(IEnumerable<UserOrganizationWire> Organizations);

internal sealed record UserOrganizationWire(Guid Id, string Name, string? LegalName, string LegalNumber, string LegalCountry, Role? MembershipRole)
{
    public static UserOrganizationWire Of(Snapshot data, Membership member)
    {
        var organization = data.Get<Organization>(member.OrganizationId);
        return new(organization.Id, organization.Name, organization.LegalName, organization.LegalNumber, organization.LegalCountry, member.Role);
    }
}
