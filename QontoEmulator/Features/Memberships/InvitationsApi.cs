using QontoEmulator.Api;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Teams;
using QontoEmulator.Mail;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Memberships;

/// <summary>Inviting somebody: the member is pending until the mail is followed (A71).</summary>
internal static class InvitationsApi
{
    private static readonly Role[] Invitable = [Role.Employee, Role.Accountant, Role.Reporting];
    private static readonly MembershipsJson Wire = new(Json.Wire());

    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        routes.Post("/v2/memberships/invite_employee_or_accountant", Invite)
            .RequireScope("membership.write").AllowApiKeyUnder(Switches.MembersTeamsApiKey).RequireRole(Role.Owner, Role.Admin);
        routes.Post("/v2/memberships", Invite)
            .RequireScope("membership.write").AllowApiKeyUnder(Switches.MembersTeamsApiKey).RequireRole(Role.Owner, Role.Admin);
    }

    private static async ValueTask<Answer> Invite(Call call)
    {
        var body = await call.ReadBody();
        var fields = body.Object("membership");
        var (email, firstName, lastName) = (fields.RequiredText("email"), fields.RequiredText("first_name"), fields.RequiredText("last_name"));
        if (email.Length > 0 && !EmailAddress.IsValid(email))
            fields.Refuse("email", ErrorCatalog.ValueInvalid);
        var roleName = fields.RequiredText("role");
        if (roleName.Length > 0 && !(WireNames<Role>.TryParse(roleName, out var known) && Invitable.Contains(known)))
            fields.Refuse("role", ErrorCatalog.ValueNotInList);
        var teamId = fields.Text("team_id");

        return await call.Write(tx =>
        {
            var team = teamId is null ? null : call.FindOwn<Team>(tx, teamId);
            if (teamId is not null && team is null)
                fields.Refuse("team_id", ErrorCatalog.ReferenceNotFound);
            if (call.AllOwn<Membership>(tx).Rows.Any(row => row.Document.Status != MembershipStatus.Revoked && Equal(row.Document.Email, email)))
                fields.Refuse("email", ErrorCatalog.AlreadyTaken);
            body.ThrowIfRefused();

            var organization = tx.Get<Organization>(call.Caller.Organization.Id);
            _ = WireNames<Role>.TryParse(roleName, out var role);
            var member = new Membership
            {
                Id = tx.NewId(),
                OrganizationId = organization.Id,
                FirstName = firstName,
                LastName = lastName,
                Email = email,
                Role = role,
                Status = MembershipStatus.Pending,
                TeamId = team?.Document.Id,
                Locale = organization.Locale,
            };
            MembershipEvents.Create(tx, member);
            tx.Put(Letter(tx, call, organization, member));
            return Answer.Json(200, new(CreatedMembershipWire.Of(member)), Wire.CreatedMembershipEnvelope);
        });
    }

    private static SentMail Letter(Tx tx, Call call, Organization organization, Membership member)
    {
        var from = call.Caller.Membership is { } inviter ? $"{inviter.FirstName} {inviter.LastName}" : organization.Name;
        return new()
        {
            Id = tx.NewId(),
            CreatedAt = tx.Now,
            Kind = "invitation",
            To = member.Email!,
            Subject = $"{from} invites you to join {organization.Name} on Qonto",
            Text = $"Hello {member.FirstName},\n\n{from} invites you to join {organization.Name} on Qonto.\n",
        };
    }

    private static bool Equal(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

internal sealed record CreatedMembershipEnvelope(CreatedMembershipWire Membership);

internal sealed record CreatedMembershipWire(
    Guid Id, string FirstName, string LastName, string? Email, Role? Role, string Locale, Guid? TeamId, MembershipStatus Status)
{
    public static CreatedMembershipWire Of(Membership member) => new(
        member.Id, member.FirstName, member.LastName, member.Email, member.Role, member.Locale, member.TeamId, member.Status);
}
