using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Memberships;

/// <summary>What webhooks of topic <c>v1/memberships</c> tell: created, updated.</summary>
internal static class MembershipEvents
{
    private static readonly MembershipsJson Wire = new(Json.Event());

    public static void Create(Tx tx, Membership member) => Put(tx, "created", member);

    public static void Change(Tx tx, Membership member) => Put(tx, "updated", member);

    private static void Put(Tx tx, string name, Membership member)
    {
        tx.Put(member);
        tx.Emit("v1/memberships", member.OrganizationId, writer => JsonSerializer.Serialize(writer, MembershipEventWire.Of(name, member), Wire.MembershipEventWire));
    }
}

/// <summary>A member in webhooks.</summary>
internal sealed record MembershipEventWire(
    string Event, Guid Id, string FirstName, string LastName, string? Email, string? PhoneNumber, string? Position, MembershipStatus Status, Role? Role,
    string Locale, Guid? TeamId, string? KycStatus)
{
    public static MembershipEventWire Of(string name, Membership member) => new(
        name, member.Id, member.FirstName, member.LastName, member.Email, member.PhoneNumber, member.Position, member.Status, member.Role, member.Locale,
        member.TeamId, member.KycStatus);
}
