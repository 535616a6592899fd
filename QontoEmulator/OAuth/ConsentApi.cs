using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Pages;
using QontoEmulator.WebApp;

namespace QontoEmulator.OAuth;

/// <summary>The pages between <c>/oauth2/auth</c> and the app: for which organization, and whether at all.</summary>
internal static class ConsentApi
{
    public static void MapConsentPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(OAuthPages.Root);

        pages.Get("consent", Page.InWorkspace(Show)).AllowAnyone();
        pages.Post("consent", Page.InWorkspace(Decide)).AllowAnyone();
        pages.Post("organization", Page.InWorkspace(Choose)).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call)
    {
        if (ConsentFlow.Of(call, call.Data) is not { } flow || AppOf(call, flow) is not { } app)
            return Over(call);
        if (WebSessions.Of(call)?.UserId != flow.SignIn.UserId)
            return Answer.Redirect(flow.Request.Address);
        return flow.MembershipIds is [] ? ChoiceOf(call, 200, flow, app, PageForm.Blank) : ConsentOf(call, flow, app);
    }

    private static async ValueTask<Answer> Choose(Call call)
    {
        var form = await PageForm.Read(call);
        if (Judge(call, out var flow, out var app) is { } refusal)
            return refusal;
        var named = form["organization"].Split(',');
        var chosen = Choices(call, flow).Where(member => named.Contains(member.OrganizationId.ToString(), StringComparer.Ordinal)).Select(member => member.Id).ToArray();
        if (chosen is [] || (chosen.Length > 1 && !flow.Request.IsForUser))
        {
            form.Refuse("organization", flow.Request.IsForUser ? "Choose at least one." : "Choose one.");
            return ChoiceOf(call, 422, flow, app, form);
        }

        await call.Store.Write(tx =>
        {
            if (ConsentFlow.Of(call, tx) is { } current)
                tx.Put(current with { MembershipIds = chosen });
            return true;
        });
        return Answer.Redirect(ConsentFlow.LinkTo(call, "/consent"), StatusCodes.Status303SeeOther);
    }

    private static async ValueTask<Answer> Decide(Call call)
    {
        var form = await PageForm.Read(call);
        if (Judge(call, out var flow, out _) is { } refusal)
            return refusal;
        if (form["decision"] is not ("allow" or "refuse"))
            throw ErrorCatalog.BadRequest.Refuse("The form must send decision=allow or decision=refuse.");
        if (form["decision"] == "allow" && flow.MembershipIds is [])
            return Answer.Redirect(ConsentFlow.LinkTo(call, "/consent"), StatusCodes.Status303SeeOther);

        // Of two presses at once one takes the flow.
        var taken = await call.Store.Write(tx =>
        {
            var open = ConsentFlow.Of(call, tx) is not null;
            tx.Delete<ConsentFlow>(flow.Id);
            return open;
        });
        if (!taken)
            return Over(call);
        return form["decision"] == "allow"
            ? await Consents.Give(call, flow.Request, flow.SignIn, flow.MembershipIds)
            : throw AuthorizeApi.Refuse(flow.Request, "access_denied", "The resource owner or authorization server denied the request.", "The user pressed Refuse.");
    }

    /// <summary>What a form meets whose flow is over, or that comes from another browser or session; null when it may go on.</summary>
    private static Answer? Judge(Call call, out ConsentFlow flow, out App app)
    {
        (flow, app) = (null!, null!);
        if (ConsentFlow.Of(call, call.Data) is not { } found || AppOf(call, found) is not { } asking)
            return Over(call);
        (flow, app) = (found, asking);
        if (!found.IsInThisBrowser(call))
            return CsrfError(call, found);

        // Signed out meanwhile, or somebody else now: from the beginning.
        return WebSessions.Of(call)?.UserId == found.SignIn.UserId ? null : Answer.Redirect(found.Request.Address, StatusCodes.Status303SeeOther);
    }

    private static Answer ChoiceOf(Call call, int status, ConsentFlow flow, App app, PageForm form)
    {
        var named = form["organization"].Split(',');
        var choices = Choices(call, flow).ToArray();
        return Page.LeadingTo<OrganizationPage>(
            status,
            flow.Request.RedirectUri,
            (nameof(OrganizationPage.App), app.Name),
            (nameof(OrganizationPage.Several), flow.Request.IsForUser),
            (nameof(OrganizationPage.Error), form.ErrorOf("organization")),
            (nameof(OrganizationPage.Choices), choices.Select((member, place) => new OrganizationChoice(
                member.OrganizationId,
                call.Data.Get<Organization>(member.OrganizationId).Name,
                member.Role is { } role ? WireNames<Role>.Of(role) : "",
                named.Contains(member.OrganizationId.ToString(), StringComparer.Ordinal) || (place == 0 && flow.Request.RegistrationId is not null))).ToArray()),
            (nameof(OrganizationPage.Action), ConsentFlow.LinkTo(call, "/organization")),
            (nameof(OrganizationPage.Refuse), ConsentFlow.LinkTo(call, "/consent")));
    }

    private static Answer ConsentOf(Call call, ConsentFlow flow, App app)
    {
        var user = call.Data.Get<User>(flow.SignIn.UserId);
        var organizations = flow.MembershipIds.Select(id => call.Data.Find<Membership>(id)).OfType<Membership>().Select(member => call.Data.Get<Organization>(member.OrganizationId).Name);
        return Page.LeadingTo<ConsentPage>(
            200,
            flow.Request.RedirectUri,
            (nameof(ConsentPage.App), app.Name),
            (nameof(ConsentPage.Logo), app.Logo),
            (nameof(ConsentPage.User), $"{user.FirstName} {user.LastName}"),
            (nameof(ConsentPage.Email), user.Email),
            (nameof(ConsentPage.Organizations), organizations.ToArray()),
            (nameof(ConsentPage.Lines), flow.Request.Scopes.SelectMany(ScopeNames.ConsentLines).ToArray()),
            (nameof(ConsentPage.RedirectUri), flow.Request.RedirectUri),
            (nameof(ConsentPage.Action), ConsentFlow.LinkTo(call, "/consent")));
    }

    private static IEnumerable<Membership> Choices(Call call, ConsentFlow flow) => AuthorizeApi.Choices(call.Data, flow.Request, flow.SignIn.UserId);

    private static App? AppOf(Call call, ConsentFlow flow) => App.ByClientId(call.Data, flow.Request.ClientId);

    private static Answer Over(Call call)
    {
        const string hint = "Every flow is good for one decision within 30 minutes; begin a new one at /oauth2/auth.";
        Explain.Refusal(call.Http, StatusCodes.Status410Gone, hint);
        return Page.Of<OAuthErrorPage>(
            StatusCodes.Status410Gone, (nameof(OAuthErrorPage.Heading), "This request is over"), (nameof(OAuthErrorPage.Error), "request_gone"),
            (nameof(OAuthErrorPage.Description), "It was decided already, or it took too long. Go back to the app and begin again."), (nameof(OAuthErrorPage.Hint), hint));
    }

    private static Answer CsrfError(Call call, ConsentFlow flow)
    {
        const string hint = "The CSRF cookie is lost, or belongs to a newer flow: it was another browser, or two flows ran at once. One fresh flow in one window cures it.";
        Explain.Refusal(call.Http, StatusCodes.Status403Forbidden, hint);
        return Page.Of<OAuthErrorPage>(
            StatusCodes.Status403Forbidden, (nameof(OAuthErrorPage.Heading), "CSRF error"), (nameof(OAuthErrorPage.Error), "request_forbidden"),
            (nameof(OAuthErrorPage.Description), "The request is not allowed. No CSRF value available in the session cookie, or the CSRF value from the cookie does not match."),
            (nameof(OAuthErrorPage.Hint), hint), (nameof(OAuthErrorPage.Again), flow.Request.Address));
    }
}
