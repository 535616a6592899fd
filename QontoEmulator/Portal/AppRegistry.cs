using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.Features.WebhookSubscriptions;
using QontoEmulator.OAuth;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;
using QontoEmulator.Webhooks;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Portal;

/// <summary>Makes, changes and ends apps, and keeps what OAuth accepts of them in step.</summary>
internal static class AppRegistry
{
    /// <summary>The environment that a workspace plays; the credentials of the other one are unknown in it.</summary>
    public static AppEnvironment EnvironmentOf(Workspace workspace) => workspace.Profile == Profile.Production ? AppEnvironment.Production : AppEnvironment.Sandbox;

    /// <summary>Makes a change of apps. Their staging tokens open the workspace, or no longer do, when it is done.</summary>
    public static async ValueTask<T> Write<T>(Call call, Func<Tx, T> change)
    {
        var made = await call.Store.Write(change);
        ControlApi.Set(call).LearnStagingTokens(call.Workspace);
        return made;
    }

    /// <summary>The app that a workspace begins with, as the portal shows it. It has one pair of credentials, for whatever is played.</summary>
    public static PortalApp Listing(App app, DateTimeOffset now)
    {
        var keys = new AppKeys(app.ClientId, app.ClientSecret!);
        return new()
        {
            Id = app.Id,
            Name = app.Name,
            UseCase = app.UseCase,
            CreatedAt = now,
            CameWithWorkspace = true,
            Scopes = app.Scopes,
            SandboxRedirectUris = app.RedirectUris,
            StagingToken = app.StagingToken,
            Sandbox = keys,
            Production = keys,
            PublishedAt = now,
        };
    }

    public static PortalApp Create(Tx tx, Workspace workspace, AppDraft draft, Guid? accountId)
    {
        var app = new PortalApp
        {
            Id = workspace.Chance.NextGuid(),
            Name = draft.Name,
            UseCase = draft.UseCase,
            CreatedAt = tx.Now,
            AccountId = accountId,
            StagingToken = $"staging-{workspace.Secrets.NextHex()}",
            Sandbox = NewKeys(workspace, draft.UseCase),
        };
        return Keep(tx, With(app, draft), EnvironmentOf(workspace));
    }

    public static PortalApp Change(Tx tx, Workspace workspace, PortalApp app, AppDraft draft) => Keep(tx, With(app, draft), EnvironmentOf(workspace));

    /// <summary>A new secret; in company creation a new static token. The old one is refused from now on.</summary>
    public static PortalApp RotateSecret(Tx tx, Workspace workspace, PortalApp app, AppEnvironment environment)
    {
        var fresh = NewKeys(workspace, app.UseCase);
        var keys = app.Keys(environment)! with { ClientSecret = fresh.ClientSecret, PartnerToken = fresh.PartnerToken };
        var rotated = environment == AppEnvironment.Sandbox ? app with { Sandbox = keys } : app with { Production = keys };

        // The app of the workspace has one secret, wherever it is used.
        return Keep(tx, app.CameWithWorkspace ? app with { Sandbox = keys, Production = keys } : rotated, EnvironmentOf(workspace));
    }

    public static PortalApp Publish(Tx tx, Workspace workspace, PortalApp app) =>
        Keep(tx, app with { Production = NewKeys(workspace, app.UseCase), PublishedAt = tx.Now }, EnvironmentOf(workspace));

    /// <summary>Ends an app with its credentials, the consents given to it, their tokens, and its webhook subscriptions.</summary>
    public static void Delete(Tx tx, PortalApp app)
    {
        Tokens.EndGrants(tx, tx.Table<Grant>().Rows.Select(row => row.Document).Where(grant => IsOf(app, grant.ClientId)).Select(grant => grant.Id).ToHashSet());
        foreach (var subscription in tx.Table<WebhookSubscription>().Rows.Select(row => row.Document).Where(subscription => IsOf(app, subscription.ClientId)).ToArray())
        {
            tx.Delete<WebhookSubscription>(subscription.Id);
            DeliveryQueue.Drop(tx, subscription.Id);
        }

        tx.Delete<App>(app.Id);
        tx.Delete<PortalApp>(app.Id);
    }

    /// <summary>For whoever sends a client id that OAuth does not take: most often it is that of the other environment.</summary>
    public static string WhyUnknown(Snapshot data, string clientId)
    {
        var apps = data.Table<PortalApp>().Rows.Select(row => row.Document).ToArray();
        return Array.Find(apps, app => app.Sandbox.ClientId == clientId) is { } app ? $"'{clientId}' is the sandbox client of app '{app.Name}'; in production it has another one, once it is published."
            : Array.Find(apps, one => one.Production?.ClientId == clientId) is { } other ? $"'{clientId}' is the production client of app '{other.Name}'; this workspace plays the sandbox."
            : $"There is no client '{clientId}' in this workspace; /_emulator/info shows the one there is.";
    }

    /// <summary>Stores an app, and the client that OAuth knows of it: at once in the sandbox, in production when it is published.</summary>
    public static PortalApp Keep(Tx tx, PortalApp app, AppEnvironment played)
    {
        tx.Put(app);
        if (app.Keys(played) is { } keys)
        {
            var client = tx.Find<App>(app.Id) ?? new App { Id = app.Id, Name = app.Name, ClientId = keys.ClientId, StagingToken = app.StagingToken };
            tx.Put(client with
            {
                Name = app.Name,
                Logo = app.Logo,
                ClientId = keys.ClientId,
                ClientSecret = keys.ClientSecret,
                Scopes = app.Scopes,
                RedirectUris = [.. app.RedirectUris(played)],
                UseCase = app.UseCase,
                ApprovedScopes = app.ContractApproved ? app.Scopes : app.ApprovedScopes,
                Flow = app.CameWithWorkspace ? client.Flow : app.Scopes.Contains(ScopeNames.UserOrganizations, StringComparer.Ordinal) ? IdentityFlow.User : IdentityFlow.Membership,
            });
        }

        return app;
    }

    private static bool IsOf(PortalApp app, string clientId) => clientId == app.Sandbox.ClientId || clientId == app.Production?.ClientId;

    private static AppKeys NewKeys(Workspace workspace, UseCase useCase) => useCase == UseCase.CompanyCreation
        ? new($"client-{workspace.Secrets.NextHex()}", workspace.Secrets.NextHex(), workspace.Chance.NextGuid().ToString(), $"partner-{workspace.Secrets.NextHex()}")
        : new($"client-{workspace.Secrets.NextHex()}", workspace.Secrets.NextHex());

    // A scope that is taken away loses its approval; one that is added has to be reviewed anew.
    private static PortalApp With(PortalApp app, AppDraft draft)
    {
        var changed = app with
        {
            Name = draft.Name,
            Logo = draft.Logo,
            Scopes = [.. draft.Scopes.Distinct(StringComparer.Ordinal)],
            SandboxRedirectUris = [.. draft.SandboxRedirectUris],
            ProductionRedirectUris = [.. draft.ProductionRedirectUris],
            AisReason = draft.AisReason,
            PisReason = draft.PisReason,
            ApprovedScopes = [.. app.ApprovedScopes.Intersect(draft.Scopes, StringComparer.Ordinal)],
        };
        return changed.Review.State == ReviewState.Approved && AppReviews.IsWanted(changed) ? changed with { Review = AppReview.None } : changed;
    }
}
