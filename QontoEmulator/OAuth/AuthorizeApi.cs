using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Storage;
using QontoEmulator.WebApp;

namespace QontoEmulator.OAuth;

/// <summary>Where an app sends its user's browser (platform.md 3.1). The pages that follow are in <see cref="ConsentApi"/>.</summary>
internal static class AuthorizeApi
{
    public static void MapAuthorization(this IEndpointRouteBuilder routes)
    {
        routes.Get("/oauth2/auth", Authorize).AllowAnyone();

        // Documented once.
        routes.Get("/v2/oauth2/auth", Authorize).AllowAnyone();
    }

    private static async ValueTask<Answer> Authorize(Call call)
    {
        var (request, app) = AuthorizationRequest.Read(call);
        var session = WebSessions.Of(call);
        var automatic = app.AutoApprove || call.Data.State.AutoApprove;
        if ((session?.UserId ?? (automatic ? StandIn(call.Data, request) : null)) is not { } userId)
            return Answer.Redirect(SignInApi.Link(call, request.Address));

        var signIn = new SignIn(userId, session?.Id ?? call.Workspace.Chance.NextGuid(), session?.SignedInAt ?? call.Now, request.ReceivedAt, request.Nonce);
        var memberships = Choices(call.Data, request, userId).ToArray();
        if (memberships is [])
            throw Refuse(request, "access_denied", "The resource owner or authorization server denied the request.", request.OrganizationId is { } wanted
                ? $"The user is no active member of organization {wanted}."
                : "The user is an active member of no organization.");
        if (automatic)
        {
            Explain.Step(call.Http, Stage.Note, "auto_approve: allowed without asking anybody", app.ClientId);
            return await Consents.Give(call, request, signIn, request.IsForUser ? [.. memberships.Select(member => member.Id)] : [memberships[0].Id]);
        }

        var (link, cookie) = await ConsentFlow.Begin(call, request, signIn, memberships is [var only] ? [only.Id] : []);
        return Answer.Redirect(link).With(cookie, ("Cache-Control", "no-store"));
    }

    /// <summary>What the user can consent for: active memberships, the one proposed by a registration first.</summary>
    public static IEnumerable<Membership> Choices(Snapshot data, AuthorizationRequest request, Guid userId) =>
        User.MembershipsOf(data, userId).Where(member => request.OrganizationId is null || member.OrganizationId == request.OrganizationId)
            .OrderBy(member => request.RegistrationId is { } registration && data.Get<Organization>(member.OrganizationId).RegistrationId == registration ? 0 : 1);

    public static AuthorizationException Refuse(AuthorizationRequest request, string error, string description, string? hint = null) =>
        new(error, description, hint, request.RedirectUri, request.State);

    // Nobody has signed in, and nobody is to be asked: the user named by login_hint, else the first owner.
    private static Guid? StandIn(Snapshot data, AuthorizationRequest request) =>
        data.Table<Membership>().InOrderOfCreation.Select(row => row.Document).FirstOrDefault(member =>
            member is { Status: MembershipStatus.Active, UserId: not null }
            && (request.LoginHint is null ? member.Role == Role.Owner : string.Equals(member.Email, request.LoginHint, StringComparison.OrdinalIgnoreCase)))?.UserId;
}
