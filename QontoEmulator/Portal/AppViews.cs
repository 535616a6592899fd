using QontoEmulator.Api;
using QontoEmulator.OAuth;

namespace QontoEmulator.Portal;

/// <summary>An app in words. Public because Razor components are.</summary>
/// <param name="Mark">How its status looks: a class of the stylesheet.</param>
public sealed record AppView(string Name, string? Logo, string UseCase, string Status, string Mark, string CreatedAt, string Link)
{
    internal static AppView Of(Call call, PortalApp app)
    {
        var status = AppReviews.StatusOf(app);
        return new(
            app.Name, app.Logo, UseCaseView.Of(app.UseCase).Title,
            status switch { "draft" => AppReviews.IsWanted(app) ? "Sandbox only" : "Not published", "pending" => "In review", "approved" => "Approved", "rejected" => "Rejected", _ => "Published" },
            status switch { "approved" or "published" => "allow", "rejected" => "deny", _ => "" },
            PortalPages.Time(app.CreatedAt), PortalPages.Link(call, $"/apps/{app.Id}"));
    }
}

/// <summary>A use case in words.</summary>
public sealed record UseCaseView(string Value, string Title, string Text, string Review)
{
    internal static UseCaseView Of(UseCase useCase) => useCase switch
    {
        UseCase.Automate => new("automate", "Automate your own business", "Your own Qonto account, your own tools.", "No review."),
        UseCase.Connect => new("connect", "Connect customers", "Your product works with the Qonto accounts of your customers.", "Sensitive scopes are reviewed: the regulatory class and a written reason."),
        UseCase.Embed => new("embed", "Embed Qonto", "Qonto's screens inside your product.", "A partner contract is reviewed."),
        _ => new("company_creation", "Company creation", "You send founders to Qonto by the Onboarding API: no OAuth, but a partner id and a static token.", "A contract is reviewed; in France an ORIAS mandate as well."),
    };
}

/// <summary>A scope in a form, or on the page of an app.</summary>
/// <param name="Name">As OAuth knows it.</param>
/// <param name="Text">What a user is told; empty when there is no line for it.</param>
/// <param name="Note">Why it is sensitive, cannot be picked, or how production takes it.</param>
/// <param name="Picked">Whether the app has it.</param>
public sealed record ScopeView(string Name, string Text, string? Note, bool Picked)
{
    internal static ScopeView Of(string scope, string? note, bool picked = false) => new(scope, string.Join("; ", ScopeNames.ConsentLines(scope)), note, picked);

    /// <summary>What an app of a use case can pick; scopes that it has already stay open to it.</summary>
    internal static IReadOnlyList<ScopeView> Open(UseCase useCase, IReadOnlyList<string> had, IReadOnlyList<string> picked) =>
    [
        .. ScopeNames.All.Where(scope => AppScopes.WhyRefused(useCase, scope) is null || had.Contains(scope, StringComparer.Ordinal)).Select(scope => Of(
            scope,
            !ScopeNames.Sensitive.Contains(scope) ? null : AppScopes.NeedsApproval(useCase, scope) ? $"sensitive, {WordOf(AppScopes.ClassOf(scope)!.Value)}" : "sensitive",
            picked.Contains(scope, StringComparer.Ordinal))),
    ];

    /// <summary>What it cannot, each with the reason.</summary>
    internal static IReadOnlyList<ScopeView> Closed(UseCase useCase, IReadOnlyList<string> had) =>
    [
        .. ScopeNames.All.Except(had, StringComparer.Ordinal).Where(scope => AppScopes.WhyRefused(useCase, scope) is not null)
            .Select(scope => Of(scope, AppForm.Sentence(AppScopes.WhyRefused(useCase, scope)!))),
    ];

    private static string WordOf(RegulatoryClass kind) => kind == RegulatoryClass.Ais ? "AIS" : "PIS";
}

/// <summary>The credentials of one environment.</summary>
/// <param name="Id">Which name the secret goes by.</param>
public sealed record KeysView(string IdName, string Id, string SecretName, string Secret, string? StagingToken)
{
    internal static KeysView Of(PortalApp app, AppKeys keys, AppEnvironment environment) => AppScopes.HasOAuth(app.UseCase)
        ? new("Client ID", keys.ClientId, "Client secret", keys.ClientSecret, environment == AppEnvironment.Sandbox ? app.StagingToken : null)
        : new("Partner ID", keys.PartnerId!, "Static token", keys.PartnerToken!, environment == AppEnvironment.Sandbox ? app.StagingToken : null);
}
