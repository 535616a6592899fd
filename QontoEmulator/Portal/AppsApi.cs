using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;

namespace QontoEmulator.Portal;

/// <summary>The Developer Portal without its pages: everything about apps as JSON, reviewing them too.</summary>
internal static class AppsApi
{
    private static readonly string[] Editable =
    [
        AppDraft.NameField, AppDraft.ScopesField, AppDraft.SandboxUrisField, AppDraft.ProductionUrisField, AppDraft.AisField, AppDraft.PisField, AppDraft.LogoField,
    ];

    public static void MapApps(this IEndpointRouteBuilder control)
    {
        var apps = control.MapGroup("apps");

        apps.Get("", List).AllowAnyone();
        apps.Post("", Create).AllowAnyone();
        apps.Get("{id}", Show).AllowAnyone();
        apps.Patch("{id}", Edit).AllowAnyone();
        apps.Delete("{id}", Delete).AllowAnyone();
        apps.Post("{id}/rotate_secret", RotateSecret).AllowAnyone();
        apps.Post("{id}/submit", Submit).AllowAnyone();
        apps.Post("{id}/approve", Approve).AllowAnyone();
        apps.Post("{id}/reject", Reject).AllowAnyone();
        apps.Post("{id}/publish", Publish).AllowAnyone();
    }

    private static ValueTask<Answer> List(Call call)
    {
        var data = ControlApi.Target(call).Store.Current;
        return Answer.Json(200, new(data.Table<PortalApp>().InOrderOfCreation.Select(row => AppWire.Of(data, row.Document))), PortalJson.Wire.AppList);
    }

    private static async ValueTask<Answer> Create(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown([AppDraft.UseCaseField, .. Editable]);
        var isKnown = WireNames<UseCase>.TryParse(body.RequiredText(AppDraft.UseCaseField), out var useCase);
        if (!isKnown && !body.HasRefused(AppDraft.UseCaseField))
            body.Refuse(AppDraft.UseCaseField, ErrorCatalog.ValueNotInList, "use_case must be automate, connect, embed or company_creation");
        var draft = DraftOf(body, new() { Name = "", UseCase = useCase });

        // Without a use case nobody can say what is right.
        if (!isKnown)
            body.ThrowIfRefused();

        var app = await AppRegistry.Write(call, tx =>
        {
            Judge(tx, body, draft, before: null);
            return AppRegistry.Create(tx, workspace, draft, accountId: null);
        });
        return Json(call, app, 201);
    }

    private static ValueTask<Answer> Show(Call call) => Json(call, Named(ControlApi.Target(call).Store.Current, call));

    private static async ValueTask<Answer> Edit(Call call)
    {
        var workspace = ControlApi.Target(call);
        _ = Named(workspace.Store.Current, call);
        var body = await BodyReader.Read(call.Http.Request);
        if (body.Has(AppDraft.UseCaseField))
            body.Refuse(AppDraft.UseCaseField, ErrorCatalog.Invalid, "use_case cannot be changed; a wrong one means a new app");
        else
            body.RefuseUnknown(Editable);
        var app = await AppRegistry.Write(call, tx =>
        {
            var before = Named(tx, call);
            var draft = DraftOf(body, AppDraft.Of(before));
            Judge(tx, body, draft, before);
            return AppRegistry.Change(tx, workspace, before, draft);
        });
        return Json(call, app);
    }

    private static async ValueTask<Answer> Delete(Call call)
    {
        _ = ControlApi.Target(call);
        await AppRegistry.Write(call, tx =>
        {
            var app = Named(tx, call);
            if (app.CameWithWorkspace)
                throw ErrorCatalog.WrongState.Refuse(detail: "The app that a workspace begins with cannot be deleted.");
            AppRegistry.Delete(tx, app);
            return true;
        });
        return Answer.Empty(204);
    }

    private static async ValueTask<Answer> RotateSecret(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request, optional: true);
        body.RefuseUnknown("environment");
        var environment = AppRegistry.EnvironmentOf(workspace);
        if (body.Text("environment") is { } name && !WireNames<AppEnvironment>.TryParse(name, out environment))
            body.Refuse("environment", ErrorCatalog.ValueNotInList, "environment must be sandbox or production");
        body.ThrowIfRefused();

        return Json(call, await AppRegistry.Write(call, tx =>
        {
            var app = Named(tx, call);
            return app.Keys(environment) is not null ? AppRegistry.RotateSecret(tx, workspace, app, environment)
                : throw ErrorCatalog.WrongState.Refuse(detail: "It has no production credentials before it is published.");
        }));
    }

    private static async ValueTask<Answer> Submit(Call call)
    {
        var body = await BodyReader.Read(call.Http.Request, optional: true);
        body.RefuseUnknown("contract");
        var contract = body.Text("contract");
        return await Act(call, (tx, app) =>
        {
            if (AppReviews.WhyContractRefused(app, contract) is { } why)
                body.Refuse("contract", ErrorCatalog.ValueInvalid, $"contract {why}");
            body.ThrowIfRefused();
            return AppReviews.Submit(tx, app, contract);
        });
    }

    private static ValueTask<Answer> Approve(Call call) => Act(call, (tx, app) => AppReviews.Decide(tx, app, approves: true, reason: null, AppRegistry.EnvironmentOf(call.Workspace)));

    private static async ValueTask<Answer> Reject(Call call)
    {
        var reason = await ReadReason(call);
        return await Act(call, (tx, app) => AppReviews.Decide(tx, app, approves: false, reason, AppRegistry.EnvironmentOf(call.Workspace)));
    }

    private static ValueTask<Answer> Publish(Call call) => Act(call, (tx, app) =>
    {
        if (AppReviews.WhyNotPublished(app) is { } why)
            return why;
        AppRegistry.Publish(tx, call.Workspace, app);
        return null;
    });

    /// <summary>The reason of a rejection, which there must be.</summary>
    public static async ValueTask<string> ReadReason(Call call)
    {
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("reason");
        var reason = body.RequiredText("reason");
        body.ThrowIfRefused();
        return reason;
    }

    private static async ValueTask<Answer> Act(Call call, Func<Tx, PortalApp, string?> act)
    {
        _ = ControlApi.Target(call);
        return Json(call, await AppRegistry.Write(call, tx =>
        {
            var app = Named(tx, call);
            return act(tx, app) is { } why ? throw ErrorCatalog.WrongState.Refuse(detail: why) : tx.Get<PortalApp>(app.Id);
        }));
    }

    // What is absent stays as it is.
    private static AppDraft DraftOf(BodyReader body, AppDraft before)
    {
        var logo = body.Text(AppDraft.LogoField);
        var (dataUrl, problem) = logo is null ? (null, null) : Logo.Of(logo);
        if (problem is not null)
            body.Refuse(AppDraft.LogoField, ErrorCatalog.ValueInvalid, $"logo {problem}");
        return before with
        {
            Name = Named(AppDraft.NameField) ? body.Text(AppDraft.NameField)?.Trim() ?? "" : before.Name,
            Scopes = Named(AppDraft.ScopesField) ? body.Texts(AppDraft.ScopesField) ?? [] : before.Scopes,
            SandboxRedirectUris = Named(AppDraft.SandboxUrisField) ? body.Texts(AppDraft.SandboxUrisField) ?? [] : before.SandboxRedirectUris,
            ProductionRedirectUris = Named(AppDraft.ProductionUrisField) ? body.Texts(AppDraft.ProductionUrisField) ?? [] : before.ProductionRedirectUris,
            AisReason = Named(AppDraft.AisField) ? body.Text(AppDraft.AisField) : before.AisReason,
            PisReason = Named(AppDraft.PisField) ? body.Text(AppDraft.PisField) : before.PisReason,
            Logo = Named(AppDraft.LogoField) ? dataUrl : before.Logo,
        };

        bool Named(string field) => body.Names.Contains(field, StringComparer.Ordinal);
    }

    private static void Judge(Tx tx, BodyReader body, AppDraft draft, PortalApp? before)
    {
        foreach (var problem in draft.Problems(tx, before).Where(problem => !body.HasRefused(problem.Field)))
            body.Refuse(problem.Field, problem.Kind, $"{problem.Field} {problem.Text}");
        body.ThrowIfRefused();
    }

    // Tests have the client id at hand as often as the id.
    private static PortalApp Named(Snapshot data, Call call) =>
        data.Table<PortalApp>().InOrderOfCreation.Select(row => row.Document)
            .FirstOrDefault(app => app.Id.ToString() == call.Path("id") || app.Sandbox.ClientId == call.Path("id") || app.Production?.ClientId == call.Path("id"))
        ?? throw ErrorCatalog.NotFound.Refuse($"No app of this workspace has the id or client id '{call.Path("id")}'.");

    private static Answer Json(Call call, PortalApp app, int status = 200) => Answer.Json(status, AppWire.Of(call.Store.Current, app), PortalJson.Wire.AppWire);
}

internal sealed record AppList(IEnumerable<AppWire> Apps);

/// <summary>An app with its credentials in the clear: the control API is for whoever owns the machine.</summary>
internal sealed record AppWire(
    Guid Id, string Name, UseCase UseCase, string Status, string? Owner, IReadOnlyList<string> Scopes, IReadOnlyList<string> SandboxRedirectUris, IReadOnlyList<string> ProductionRedirectUris,
    string? AisReason, string? PisReason, string? Contract, string? Logo, string StagingToken, KeysWire Sandbox, KeysWire? Production, AppReview Review,
    IReadOnlyList<string> ApprovedScopes, IEnumerable<string> UnapprovedScopes, DateTimeOffset CreatedAt, DateTimeOffset? PublishedAt)
{
    public static AppWire Of(Snapshot data, PortalApp app) => new(
        app.Id, app.Name, app.UseCase, AppReviews.StatusOf(app), app.AccountId is { } owner ? data.Find<PortalAccount>(owner)?.Email : null, app.Scopes, app.SandboxRedirectUris, app.ProductionRedirectUris,
        app.AisReason, app.PisReason, app.Contract, app.Logo, app.StagingToken, KeysWire.Of(app.UseCase, app.Sandbox), app.Production is { } keys ? KeysWire.Of(app.UseCase, keys) : null, app.Review,
        app.ApprovedScopes, AppReviews.Unapproved(app), app.CreatedAt, app.PublishedAt);
}

/// <summary>Either what OAuth wants, or what Onboarding wants.</summary>
internal sealed record KeysWire(string? ClientId, string? ClientSecret, string? PartnerId, string? PartnerToken)
{
    public static KeysWire Of(UseCase useCase, AppKeys keys) => AppScopes.HasOAuth(useCase) ? new(keys.ClientId, keys.ClientSecret, null, null) : new(null, null, keys.PartnerId, keys.PartnerToken);
}
