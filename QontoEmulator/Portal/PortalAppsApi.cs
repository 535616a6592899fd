using QontoEmulator.Api;
using QontoEmulator.OAuth;
using QontoEmulator.Pages;
using QontoEmulator.Storage;

namespace QontoEmulator.Portal;

/// <summary>The pages about apps: making one, its credentials in both environments, its settings, review and end (platform.md 12).</summary>
internal static class PortalAppsApi
{
    private const string EnvironmentName = "env";

    public static void MapPortalApps(this IEndpointRouteBuilder routes)
    {
        var portal = routes.MapGroup(PortalPages.Root);

        portal.Get("", PortalPages.SignedIn((call, _) => ToList(call))).AllowAnyone();
        portal.Get("apps", PortalPages.SignedIn(List)).AllowAnyone();
        portal.Get("apps/new", PortalPages.SignedIn(ChooseUseCase)).AllowAnyone();
        portal.Get("apps/new/{use_case}", PortalPages.SignedIn(ShowNew)).AllowAnyone();
        portal.Post("apps/new/{use_case}", PortalPages.SignedIn(Create)).AllowAnyone();
        portal.Get("apps/{id}", PortalPages.SignedIn((call, account) => Show(call, account))).AllowAnyone();
        portal.Get("apps/{id}/settings", PortalPages.SignedIn(ShowSettings)).AllowAnyone();
        portal.Post("apps/{id}/settings", PortalPages.SignedIn(Change)).AllowAnyone();
        portal.Post("apps/{id}/rotate_secret", PortalPages.SignedIn(RotateSecret)).AllowAnyone();
        portal.Post("apps/{id}/submit", PortalPages.SignedIn(Submit)).AllowAnyone();
        portal.Post("apps/{id}/publish", PortalPages.SignedIn(Publish)).AllowAnyone();
        portal.Post("apps/{id}/delete", PortalPages.SignedIn(Delete)).AllowAnyone();
    }

    /// <summary>The apps that an account sees: its own, and those that are nobody's.</summary>
    public static IEnumerable<PortalApp> AppsOf(Snapshot data, PortalAccount? account) =>
        data.Table<PortalApp>().InOrderOfCreation.Select(row => row.Document).Where(app => app.AccountId is null || app.AccountId == account?.Id);

    private static ValueTask<Answer> List(Call call, PortalAccount account) => Page.Of<AppsPage>(
        200,
        (nameof(AppsPage.Frame), PortalPages.Frame(call, account)),
        (nameof(AppsPage.Apps), AppsOf(call.Data, account).Select(app => AppView.Of(call, app)).ToArray()),
        (nameof(AppsPage.New), PortalPages.Link(call, "/apps/new")),
        (nameof(AppsPage.Notice), call.Query.Text("done") is "deleted" ? "The app is deleted. Its credentials, tokens and staging token are dead." : null));

    private static ValueTask<Answer> ChooseUseCase(Call call, PortalAccount account) => Page.Of<UseCasePage>(
        200,
        (nameof(UseCasePage.Frame), PortalPages.Frame(call, account)),
        (nameof(UseCasePage.UseCases), Enum.GetValues<UseCase>().Select(UseCaseView.Of).Select(view => (view, PortalPages.Link(call, $"/apps/new/{view.Value}"))).ToArray()));

    private static ValueTask<Answer> ShowNew(Call call, PortalAccount account) => WireNames<UseCase>.TryParse(call.Path("use_case"), out var useCase)
        ? FormPageOf(call, account, 200, AppForm.Of(new() { UseCase = useCase, Name = "" }), useCase, before: null)
        : ToChoice(call);

    private static async ValueTask<Answer> Create(Call call, PortalAccount account)
    {
        var form = await PageForm.Read(call);
        if (!WireNames<UseCase>.TryParse(call.Path("use_case"), out var useCase))
            return ToChoice(call);
        var draft = await AppForm.Read(form, useCase);
        var made = await AppRegistry.Write(call, tx =>
        {
            AppForm.Tell(form, draft.Problems(tx, before: null));
            return form.IsRefused ? null : AppRegistry.Create(tx, call.Workspace, draft, account.Id);
        });
        return made is null ? FormPageOf(call, account, 422, form, useCase, before: null, draft.Logo) : ToApp(call, made.Id, "created");
    }

    private static ValueTask<Answer> ShowSettings(Call call, PortalAccount account) => Find(call, call.Data, account) is { } app
        ? FormPageOf(call, account, 200, AppForm.Of(AppDraft.Of(app)), app.UseCase, app)
        : Gone(call, account);

    private static async ValueTask<Answer> Change(Call call, PortalAccount account)
    {
        var form = await PageForm.Read(call);
        if (Find(call, call.Data, account) is not { } app)
            return Gone(call, account);
        var draft = await AppForm.Read(form, app.UseCase);
        var changed = await AppRegistry.Write(call, tx =>
        {
            if (Find(call, tx, account) is not { } before)
                return false;
            AppForm.Tell(form, draft.Problems(tx, before));
            if (!form.IsRefused)
                AppRegistry.Change(tx, call.Workspace, before, draft);
            return true;
        });
        return !changed ? Gone(call, account)
            : form.IsRefused ? FormPageOf(call, account, 422, form, app.UseCase, app, draft.Logo)
            : ToApp(call, app.Id, "saved");
    }

    private static ValueTask<Answer> RotateSecret(Call call, PortalAccount account) => Act(call, account, "rotated", (tx, app, _) =>
    {
        if (app.Keys(EnvironmentOf(call)) is null)
            return "It has no production credentials before it is published.";
        AppRegistry.RotateSecret(tx, call.Workspace, app, EnvironmentOf(call));
        return null;
    });

    private static ValueTask<Answer> Submit(Call call, PortalAccount account) => Act(call, account, "submitted", (tx, app, form) =>
    {
        var contract = AppScopes.NeedsContract(app.UseCase) ? form.Text("contract") : null;
        if (AppReviews.WhyContractRefused(app, contract) is { } why)
            form.Refuse("contract", AppForm.Sentence(why));
        return form.IsRefused ? null : AppReviews.Submit(tx, app, contract);
    });

    private static ValueTask<Answer> Publish(Call call, PortalAccount account) => Act(call, account, "published", (tx, app, _) =>
    {
        if (AppReviews.WhyNotPublished(app) is { } why)
            return why;
        AppRegistry.Publish(tx, call.Workspace, app);
        return null;
    });

    private static async ValueTask<Answer> Delete(Call call, PortalAccount account)
    {
        _ = await PageForm.Read(call);

        // One that is gone meanwhile needs no error: it is what was wanted.
        await AppRegistry.Write(call, tx =>
        {
            if (Find(call, tx, account) is { CameWithWorkspace: false } app)
                AppRegistry.Delete(tx, app);
            return true;
        });
        return Answer.Redirect(PortalPages.Link(call, "/apps/", ("done", "deleted")), StatusCodes.Status303SeeOther);
    }

    // A button of an app's page. What cannot be done is told on the page, which shows how things stand.
    private static async ValueTask<Answer> Act(Call call, PortalAccount account, string done, Func<Tx, PortalApp, PageForm, string?> act)
    {
        var form = await PageForm.Read(call);
        var (found, refusal) = await AppRegistry.Write(call, tx => Find(call, tx, account) is { } app ? (app, act(tx, app, form)) : (null, null));
        return found is null ? Gone(call, account)
            : form.IsRefused ? Show(call, account, 422, form)
            : refusal is not null ? Show(call, account, 409, form, refusal)
            : ToApp(call, found.Id, done);
    }

    private static Answer Show(Call call, PortalAccount account, int status = 200, PageForm? form = null, string? refusal = null)
    {
        if (Find(call, call.Store.Current, account) is not { } app)
            return Gone(call, account);
        var environment = EnvironmentOf(call);
        return Page.Of<AppPage>(
            status,
            (nameof(AppPage.Frame), PortalPages.Frame(call, account)),
            (nameof(AppPage.App), AppView.Of(call, app)),
            (nameof(AppPage.Form), form ?? PageForm.Blank),
            (nameof(AppPage.Notice), refusal ?? NoticeOf(call.Query.Text("done"))),
            (nameof(AppPage.IsRefusal), refusal is not null),
            (nameof(AppPage.IsProduction), environment == AppEnvironment.Production),
            (nameof(AppPage.Keys), app.Keys(environment) is { } keys ? KeysView.Of(app, keys, environment) : null),
            (nameof(AppPage.RedirectUris), app.RedirectUris(environment)),
            (nameof(AppPage.Scopes), app.Scopes.Select(scope => ScopeView.Of(scope, NoteOf(app, scope, environment))).ToArray()),
            (nameof(AppPage.Review), ReviewOf(app)),
            (nameof(AppPage.Links), new AppLinks(
                PortalPages.Link(call, $"/apps/{app.Id}"),
                PortalPages.Link(call, $"/apps/{app.Id}", (EnvironmentName, "production")),
                PortalPages.Link(call, $"/apps/{app.Id}/settings"),
                PortalPages.Link(call, $"/apps/{app.Id}/rotate_secret", (EnvironmentName, WireNames<AppEnvironment>.Of(environment))),
                PortalPages.Link(call, $"/apps/{app.Id}/submit", (EnvironmentName, WireNames<AppEnvironment>.Of(environment))),
                PortalPages.Link(call, $"/apps/{app.Id}/publish", (EnvironmentName, "production")),
                app.CameWithWorkspace ? null : PortalPages.Link(call, $"/apps/{app.Id}/delete"),
                PortalPages.Link(call, "/toolkit/", ("app", $"{app.Id}")),
                Page.Link(call, ReviewsApi.Path))));
    }

    private static ReviewView ReviewOf(PortalApp app) => new(
        app.PublishedAt is not null,
        app.PublishedAt is { } published ? PortalPages.Time(published) : null,
        app.Review.State == ReviewState.Pending,
        app.Review.DueAt is { } due ? PortalPages.Time(due) : null,
        app.Review.State == ReviewState.Rejected ? app.Review.Reason : null,
        app.Review.State != ReviewState.Pending && AppReviews.IsWanted(app),
        [.. AppReviews.Unapproved(app)],
        AppScopes.NeedsContract(app.UseCase) ? app.UseCase == UseCase.Embed ? "Your partner contract with Qonto" : "Your contract with Qonto, and in France your ORIAS mandate" : null,
        AppReviews.WhyNotPublished(app));

    private static string? NoteOf(PortalApp app, string scope, AppEnvironment environment) =>
        environment == AppEnvironment.Sandbox || !AppScopes.NeedsApproval(app.UseCase, scope) ? ScopeNames.Sensitive.Contains(scope) ? "sensitive" : null
        : app.ApprovedScopes.Contains(scope, StringComparer.Ordinal) ? "approved" : "refused until approved";

    private static string? NoticeOf(string? done) => done switch
    {
        "created" => "The app is made. Its sandbox credentials work at once.",
        "saved" => "The changes are saved.",
        "rotated" => "There is a new secret. The old one is refused from now on.",
        "submitted" => "The app is being reviewed. The sandbox goes on working meanwhile.",
        "published" => "The app is published. Its production credentials are here.",
        _ => null,
    };

    private static Answer FormPageOf(Call call, PortalAccount account, int status, PageForm form, UseCase useCase, PortalApp? before, string? logo = null) => Page.Of<AppFormPage>(
        status,
        (nameof(AppFormPage.Frame), PortalPages.Frame(call, account)),
        (nameof(AppFormPage.Form), form),
        (nameof(AppFormPage.UseCase), UseCaseView.Of(useCase)),
        (nameof(AppFormPage.AppName), before?.Name),
        (nameof(AppFormPage.HasOAuth), AppScopes.HasOAuth(useCase)),
        (nameof(AppFormPage.IsReviewed), useCase == UseCase.Connect),
        (nameof(AppFormPage.KeptLogo), status == 200 ? before?.Logo : logo),
        (nameof(AppFormPage.Scopes), ScopeView.Open(useCase, before?.Scopes ?? [], form.Values(AppDraft.ScopesField))),
        (nameof(AppFormPage.Closed), ScopeView.Closed(useCase, before?.Scopes ?? [])),
        (nameof(AppFormPage.Action), PortalPages.Link(call, before is null ? $"/apps/new/{WireNames<UseCase>.Of(useCase)}" : $"/apps/{before.Id}/settings")),
        (nameof(AppFormPage.Back), PortalPages.Link(call, before is null ? "/apps/new" : $"/apps/{before.Id}")));

    private static PortalApp? Find(Call call, Snapshot data, PortalAccount account) =>
        Guid.TryParse(call.Path("id"), out var id) && data.Find<PortalApp>(id) is { } app && (app.AccountId is null || app.AccountId == account.Id) ? app : null;

    private static AppEnvironment EnvironmentOf(Call call) => call.Query.Text(EnvironmentName) is "production" ? AppEnvironment.Production : AppEnvironment.Sandbox;

    private static Answer Gone(Call call, PortalAccount account) => Page.Of<AppGonePage>(
        404, (nameof(AppGonePage.Frame), PortalPages.Frame(call, account)), (nameof(AppGonePage.Apps), PortalPages.Link(call, "/apps/")));

    private static Answer ToApp(Call call, Guid id, string done) => Answer.Redirect(
        PortalPages.Link(call, $"/apps/{id}", (EnvironmentName, done == "published" || EnvironmentOf(call) == AppEnvironment.Production ? "production" : null), ("done", done)), StatusCodes.Status303SeeOther);

    private static Answer ToChoice(Call call) => Answer.Redirect(PortalPages.Link(call, "/apps/new"), StatusCodes.Status303SeeOther);

    private static Answer ToList(Call call) => Answer.Redirect(PortalPages.Link(call, "/apps/"), StatusCodes.Status303SeeOther);
}

/// <summary>Where the buttons and links of an app's page lead.</summary>
/// <param name="Delete">Null where it cannot be deleted.</param>
public sealed record AppLinks(string Sandbox, string Production, string Settings, string Rotate, string Submit, string Publish, string? Delete, string Toolkit, string Reviews);

/// <summary>How far an app is on its way to production.</summary>
/// <param name="Contract">Label of the field that asks for a contract; null where none is wanted.</param>
/// <param name="WhyNotPublished">Null when it can be published.</param>
public sealed record ReviewView(
    bool IsPublished, string? PublishedAt, bool IsPending, string? Due, string? Rejection, bool IsWanted, IReadOnlyList<string> Unapproved, string? Contract, string? WhyNotPublished);
