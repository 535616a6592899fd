using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.Pages;
using QontoEmulator.Storage;

namespace QontoEmulator.Portal;

/// <summary>The other side of the portal: what Qonto's reviewers see, played by whoever uses the emulator.</summary>
internal static class ReviewsApi
{
    public const string Path = ControlApi.Root + "/reviews";

    private const int MostDecided = 20;

    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        routes.Get(Path, Page.InWorkspace(Show)).AllowAnyone();
        routes.Post(Path + "/{id}", Page.InWorkspace(Decide)).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call) => PageOf(call, 200, PageForm.Blank, refused: null);

    private static async ValueTask<Answer> Decide(Call call)
    {
        var form = await PageForm.Read(call);
        var approves = form["decision"] switch { "approve" => true, "reject" => false, _ => throw ErrorCatalog.BadRequest.Refuse("The form must send decision=approve or decision=reject.") };
        var reason = approves ? null : form.Required("reason", "Say why it is rejected.");
        if (!Guid.TryParse(call.Path("id"), out var id) || form.IsRefused)
            return PageOf(call, 422, form, call.Path("id"));

        // One that is gone or decided meanwhile needs no error: the page shows how things stand.
        await AppRegistry.Write(call, tx =>
        {
            if (tx.Find<PortalApp>(id) is { } app)
                return AppReviews.Decide(tx, app, approves, reason, AppRegistry.EnvironmentOf(call.Workspace)) is null;
            return tx.Find<PortalAccount>(id) is { } account && PortalAccount.Decide(tx, account, approves, reason);
        });
        return Answer.Redirect(Page.Link(call, Path, ("decided", $"{id}")), StatusCodes.Status303SeeOther);
    }

    private static Answer PageOf(Call call, int status, PageForm form, string? refused)
    {
        var data = call.Store.Current;
        var apps = data.Table<PortalApp>().InOrderOfCreation.Select(row => row.Document).ToArray();
        var accounts = data.Table<PortalAccount>().InOrderOfCreation.Select(row => row.Document).ToArray();
        var decided = apps.Where(app => app.Review.DecidedAt is not null).OrderByDescending(app => app.Review.DecidedAt)
            .Select(app => new DecidedView(app.Name, UseCaseView.Of(app.UseCase).Title, app.Review.State == ReviewState.Approved, app.Review.Reason))
            .Concat(accounts.Where(account => account is { UserId: null, State: not AccountState.Pending }).Reverse()
                .Select(account => new DecidedView(account.Email, "Portal account", account.State == AccountState.Active, account.Reason)))
            .Take(MostDecided).ToArray();
        return Page.Of<ReviewsPage>(
            status,
            (nameof(ReviewsPage.Place), $"Reviews, workspace {call.Workspace.Id.ToString()[..8]}"),
            (nameof(ReviewsPage.Form), form),
            (nameof(ReviewsPage.Refused), refused),
            (nameof(ReviewsPage.Notice), Guid.TryParse(call.Query.Text("decided"), out var id) ? NoticeOf(data, id) : null),
            (nameof(ReviewsPage.Waiting), accounts.Where(account => account.State == AccountState.Pending).Select(account => ViewOf(call, account))
                .Concat(apps.Where(app => app.Review.State == ReviewState.Pending).Select(app => ViewOf(call, app))).ToArray()),
            (nameof(ReviewsPage.Decided), decided));
    }

    private static WaitingView ViewOf(Call call, PortalAccount account) => new(
        account.Id, account.Email, null, "Portal account",
        [("Is building", account.Purpose ?? ""), ("Signed up", PortalPages.Time(account.CreatedAt))],
        [], account.DueAt is { } due ? $"Approved by itself on {PortalPages.Time(due)}." : null, Page.Link(call, $"{Path}/{account.Id}"));

    private static WaitingView ViewOf(Call call, PortalApp app)
    {
        (string, string?)[] facts =
        [
            ("Submitted", app.Review.SubmittedAt is { } submitted ? PortalPages.Time(submitted) : null),
            ("AIS", Scopes(RegulatoryClass.Ais) is [] ? null : app.AisReason),
            ("PIS", Scopes(RegulatoryClass.Pis) is [] ? null : app.PisReason),
            ("Contract", app.Contract),
        ];
        return new(
            app.Id, app.Name, app.Logo, UseCaseView.Of(app.UseCase).Title,
            [.. facts.Where(fact => fact.Item2 is not null).Select(fact => (fact.Item1, fact.Item2!))],
            [.. AppReviews.Unapproved(app).Select(scope => ScopeView.Of(scope, null))],
            app.Review.DueAt is { } due ? $"Decides itself on {PortalPages.Time(due)}." : null,
            Page.Link(call, $"{Path}/{app.Id}"));

        string[] Scopes(RegulatoryClass kind) => [.. AppReviews.Unapproved(app).Where(scope => AppScopes.ClassOf(scope) == kind)];
    }

    private static string? NoticeOf(Snapshot data, Guid id) =>
        data.Find<PortalApp>(id) is { Review.DecidedAt: not null } app ? $"{(app.Review.State == ReviewState.Approved ? "Approved" : "Rejected")}: {app.Name}"
        : data.Find<PortalAccount>(id) is { State: not AccountState.Pending } account ? $"{(account.State == AccountState.Active ? "Approved" : "Rejected")}: {account.Email}"
        : null;
}

/// <summary>Something that waits for a decision. Public because Razor components are.</summary>
/// <param name="Due">What happens if nobody decides.</param>
/// <param name="Action">Where the form is sent to.</param>
public sealed record WaitingView(
    Guid Id, string Name, string? Logo, string Kind, IReadOnlyList<(string Name, string Text)> Facts, IReadOnlyList<ScopeView> Scopes, string? Due, string Action);

/// <summary>Something that was decided.</summary>
public sealed record DecidedView(string Name, string Kind, bool IsApproved, string? Reason);
