using System.Text.Json;
using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Memberships;

internal static class MembershipsApi
{
    private static readonly MembershipsJson Wire = new(Json.Wire());

    public static void MapMemberships(this IEndpointRouteBuilder routes)
    {
        routes.Get("/v2/memberships", List).RequireScope("organization.read").AllowApiKey()
            .Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null });
        routes.Get("/v2/membership", ShowOwn).RequireScope("membership.read");
    }

    private static ValueTask<Answer> List(Call call) => call.Page("memberships", call.AllOwn<Membership>(), Bytes);

    // Contact data here, civil data in the list: the two key sets differ.
    private static ValueTask<Answer> ShowOwn(Call call) =>
        Answer.Json(200, new(AuthenticatedMembershipWire.Of(call.Caller.Membership!)), Wire.AuthenticatedMembershipEnvelope);

    private static ReadOnlyMemory<byte> Bytes(Row<Membership> row) =>
        row.Json ??= Answer.JsonBytes(writer => JsonSerializer.Serialize(writer, MembershipWire.Of(row.Document), Wire.MembershipWire));
}

/// <summary>A member in the list. Rows that can only be invited have no email key, and neither role nor team (A70).</summary>
internal sealed record MembershipWire(
    Guid Id, string FirstName, string LastName, Role? Role, string? ResidenceCountry, DateOnly? Birthdate, string? Nationality, bool? Ubo, string? BirthCountry,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email, MembershipStatus Status, Guid? TeamId)
{
    public static MembershipWire Of(Membership member) => new(
        member.Id, member.FirstName, member.LastName, member.Role, member.ResidenceCountry, member.Birthdate, member.Nationality, member.Ubo,
        member.BirthCountry, member.Email, member.Status, member.TeamId);
}

internal sealed record AuthenticatedMembershipEnvelope(AuthenticatedMembershipWire Membership);

/// <summary>The member behind the token.</summary>
internal sealed record AuthenticatedMembershipWire(
    Guid Id, string FirstName, string LastName, string Email, string? PhoneNumber, string? Position, MembershipStatus Status, Role? Role, string Locale,
    Guid? TeamId, string? KycStatus)
{
    public static AuthenticatedMembershipWire Of(Membership member) => new(
        member.Id, member.FirstName, member.LastName, member.Email ?? "", member.PhoneNumber, member.Position, member.Status, member.Role, member.Locale,
        member.TeamId, member.KycStatus);
}
