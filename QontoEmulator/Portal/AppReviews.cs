using QontoEmulator.OAuth;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Portal;

/// <summary>
/// What stands between an app and production (platform.md 12): draft, pending, approved or rejected, published. Each act says why it cannot be,
/// or null when it was done.
/// </summary>
internal static class AppReviews
{
    public const string DecideJob = "portal.app_review";

    /// <summary>"Several days".</summary>
    public static readonly TimeSpan StandardDelay = TimeSpan.FromDays(3);

    private const int LongestContract = 2000;

    /// <summary>The sensitive scopes that production refuses so far.</summary>
    public static IEnumerable<string> Unapproved(PortalApp app) => app.Scopes.Where(scope => AppScopes.NeedsApproval(app.UseCase, scope)).Except(app.ApprovedScopes, StringComparer.Ordinal);

    /// <summary>Whether there is anything that a review has yet to approve.</summary>
    public static bool IsWanted(PortalApp app) => !app.CameWithWorkspace && (Unapproved(app).Any() || (AppScopes.NeedsContract(app.UseCase) && !app.ContractApproved));

    /// <summary>How an app stands in one word.</summary>
    public static string StatusOf(PortalApp app) => app.PublishedAt is not null ? "published" : Api.WireNames<ReviewState>.Of(app.Review.State);

    /// <summary>What is wrong with the account of the contract; null when nothing is.</summary>
    public static string? WhyContractRefused(PortalApp app, string? contract) =>
        !AppScopes.NeedsContract(app.UseCase) ? contract is null ? null : "is for the use cases embed and company_creation only"
        : string.IsNullOrWhiteSpace(contract) ? app.UseCase == UseCase.Embed ? "is wanted: name your partner contract with Qonto" : "is wanted: name your contract with Qonto, and in France your ORIAS mandate"
        : contract.Length > LongestContract ? $"must have at most {LongestContract} characters"
        : null;

    public static string? Submit(Tx tx, PortalApp app, string? contract)
    {
        if (app.Review.State == ReviewState.Pending)
            return "It is being reviewed already.";
        if (!IsWanted(app))
            return "There is nothing to review.";
        var auto = tx.State.ReviewAuto ?? ReviewAuto.Standard;
        DateTimeOffset? due = auto.Approves is null ? null : tx.Now.AddSeconds(auto.AfterSeconds);
        if (due is { } at)
            tx.At(at, DecideJob, app.Id);
        tx.Put(app with { Contract = contract, Review = new(ReviewState.Pending, SubmittedAt: tx.Now, DueAt: due) });
        return null;
    }

    /// <param name="tx">The change it is part of.</param>
    /// <param name="app">The app as it is.</param>
    /// <param name="approves">What is decided.</param>
    /// <param name="reason">Why it is rejected.</param>
    /// <param name="played">What this workspace plays.</param>
    public static string? Decide(Tx tx, PortalApp app, bool approves, string? reason, AppEnvironment played)
    {
        if (app.Review.State != ReviewState.Pending)
            return "It is not being reviewed.";
        var review = app.Review with { State = approves ? ReviewState.Approved : ReviewState.Rejected, Reason = reason, DecidedAt = tx.Now, DueAt = null };
        AppRegistry.Keep(tx, approves
            ? app with { Review = review, ApprovedScopes = [.. app.ApprovedScopes, .. Unapproved(app)], ContractApproved = AppScopes.NeedsContract(app.UseCase) }
            : app with { Review = review }, played);
        PortalMails.AppDecided(tx, app, approves, reason);
        return null;
    }

    /// <summary>The time is over. A review that was decided meanwhile, or began anew, is not the one that was meant.</summary>
    public static void DecideByItself(Tx tx, Job job)
    {
        if (tx.Find<PortalApp>(job.Subject) is not { } app || app.Review.DueAt != job.Due)
            return;

        // The client that OAuth knows tells what is played; without one there is nothing to keep in step.
        var played = tx.Find<App>(app.Id)?.ClientId == app.Sandbox.ClientId ? AppEnvironment.Sandbox : AppEnvironment.Production;
        var approves = (tx.State.ReviewAuto ?? ReviewAuto.Standard).Approves ?? true;
        Decide(tx, app, approves, approves ? null : "Rejected by itself, as review_auto was set.", played);
    }

    /// <summary>Why an app cannot be published; null when it can.</summary>
    public static string? WhyNotPublished(PortalApp app) =>
        app.PublishedAt is not null ? "It is published already."
        : app.Review.State == ReviewState.Pending ? "It is being reviewed."
        : IsWanted(app) ? "It has to be reviewed first."
        : AppScopes.HasOAuth(app.UseCase) && app.ProductionRedirectUris is [] ? "It has no redirect URI for production yet."
        : null;
}

/// <summary>What becomes of an app review that nobody decides.</summary>
/// <param name="Approves">Null when somebody has to.</param>
/// <param name="AfterSeconds">After how long, on the workspace's clock.</param>
internal sealed record ReviewAuto(bool? Approves, double AfterSeconds)
{
    public static readonly ReviewAuto Standard = new(true, AppReviews.StandardDelay.TotalSeconds);
}
