using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.OAuth;
using QontoEmulator.Pages;
using QontoEmulator.Storage;

namespace QontoEmulator.WebApp;

/// <summary>What the web app shows of a company, and what can be done there: disconnect an app, make a new API key.</summary>
internal static class DashboardApi
{
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup(WebAppPages.Root);

        app.Get("", WebAppPages.SignedIn(Show)).AllowAnyone();
        app.Post("apps/revoke", WebAppPages.SignedIn(RevokeApp)).AllowAnyone();
        app.Post("api_key", WebAppPages.SignedIn(MakeApiKey)).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call, WebSession session)
    {
        var user = call.Data.Get<User>(session.UserId);
        var memberships = User.MembershipsOf(call.Data, user.Id).ToArray();
        return ChosenBy(call, call.Data, session) is { } member ? Overview(call, member, memberships.Length > 1) : Choice(call, user, memberships);
    }

    private static Answer Overview(Call call, Membership member, bool hasOthers)
    {
        var organization = call.Data.Get<Organization>(member.OrganizationId);
        return Page.Of<DashboardPage>(
            200,
            (nameof(DashboardPage.Place), WebAppPages.Place(call)),
            (nameof(DashboardPage.View), DashboardView.Of(call.Data, organization, member)),
            (nameof(DashboardPage.Notice), NoticeOf(call.Query.Text("done"))),
            (nameof(DashboardPage.Others), hasOthers ? WebAppPages.Link(call, "") : null),
            (nameof(DashboardPage.RevokeApp), WebAppPages.Link(call, "/apps/revoke", ("organization", $"{organization.Id}"))),
            (nameof(DashboardPage.MakeApiKey), WebAppPages.Link(call, "/api_key", ("organization", $"{organization.Id}"))),
            (nameof(DashboardPage.SignOut), WebAppPages.Link(call, "/signout")));
    }

    private static Answer Choice(Call call, User user, IEnumerable<Membership> memberships) => Page.Of<ChoicePage>(
        200,
        (nameof(ChoicePage.Place), WebAppPages.Place(call)),
        (nameof(ChoicePage.User), $"{user.FirstName} {user.LastName}"),
        (nameof(ChoicePage.Companies), memberships.Select(member => new CompanyLink(
            call.Data.Get<Organization>(member.OrganizationId).Name,
            WireNames<Role>.Of(member.Role ?? Role.Employee),
            WebAppPages.Link(call, "", ("organization", $"{member.OrganizationId}")))).ToArray()),
        (nameof(ChoicePage.SignOut), WebAppPages.Link(call, "/signout")));

    private static async ValueTask<Answer> RevokeApp(Call call, WebSession session)
    {
        var form = await PageForm.Read(call);

        // One that is gone meanwhile needs no error: the page shows how things stand.
        var revoked = await call.Store.Write(tx => Consents.Withdraw(tx, form["client_id"], session.UserId));
        return Back(call, revoked ? "revoked" : null);
    }

    private static async ValueTask<Answer> MakeApiKey(Call call, WebSession session)
    {
        _ = await PageForm.Read(call);
        await call.Store.Write(tx =>
        {
            if (ChosenBy(call, tx, session) is not { } member || !MaySeeApiKey(member))
                throw ErrorCatalog.InsufficientRole.Refuse("Owners and admins make API keys.");
            tx.Put(new ApiKey { Id = member.OrganizationId, Secret = call.Workspace.Secrets.NextHex() });
            return true;
        });
        return Back(call, "key");
    }

    /// <summary>Who the user is in the company that the page is about; with one company there is nothing to choose.</summary>
    private static Membership? ChosenBy(Call call, Snapshot data, WebSession session)
    {
        var memberships = User.MembershipsOf(data, session.UserId).ToArray();
        var named = call.Query.Text("organization");
        return memberships.FirstOrDefault(member => member.OrganizationId.ToString() == named) ?? (memberships is [var only] ? only : null);
    }

    /// <summary>An API key acts for the whole company (inferred: the real one names no roles).</summary>
    public static bool MaySeeApiKey(Membership member) => member.Role is Role.Owner or Role.Admin;

    private static Answer Back(Call call, string? done) =>
        Answer.Redirect(WebAppPages.Link(call, "", ("organization", call.Query.Text("organization")), ("done", done)), StatusCodes.Status303SeeOther);

    private static string? NoticeOf(string? done) => done switch
    {
        "key" => "There is a new API key. The one before is refused from now on.",
        "revoked" => "The app is disconnected. Its tokens are refused from now on.",
        _ => null,
    };
}
