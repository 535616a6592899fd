using System.Reflection;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.OAuth;
using QontoEmulator.Portal;
using QontoEmulator.Sca;
using QontoEmulator.WebApp;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Control;

internal sealed record WorkspaceList(IEnumerable<WorkspaceInfo> Workspaces);

/// <summary>Everything a program needs to talk to a workspace.</summary>
internal sealed record WorkspaceInfo(
    Guid Id, string Version, string Profile, string Seed, string BaseUrl, string StagingToken, ApiKeyInfo? ApiKey, OAuthInfo Oauth, UserInfo? User,
    string DeveloperPortal)
{
    private static readonly string CurrentVersion =
        typeof(WorkspaceInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static WorkspaceInfo Of(Workspace workspace, Settings settings, string baseUrl)
    {
        var data = workspace.Store.Current;
        var app = data.Table<App>().InOrderOfCreation.First().Document;
        var organization = data.Table<Organization>().InOrderOfCreation.FirstOrDefault()?.Document;
        var owner = data.Table<Membership>().InOrderOfCreation.Select(row => row.Document)
            .FirstOrDefault(member => member.OrganizationId == organization?.Id && member.Role == Role.Owner);
        return new(
            workspace.Id, CurrentVersion, workspace.Profile.ToString().ToLowerInvariant(), workspace.Seed.Name, baseUrl, app.StagingToken,
            organization is not null && data.Find<ApiKey>(organization.Id) is { } key ? new(organization.Slug, key.Secret) : null,
            new(app.ClientId, app.ClientSecret),
            owner?.UserId is { } id && data.Find<User>(id) is { } user ? new(user.Email, settings.UserPassword, StrongAuthentication.AnyCode, $"{baseUrl}{WebAppPages.Root}?workspace={workspace.Id}") : null,
            $"{baseUrl}{PortalPages.Root}/?workspace={workspace.Id}");
    }
}

internal sealed record ApiKeyInfo(string Login, string SecretKey);

internal sealed record OAuthInfo(string ClientId, string? ClientSecret);

/// <summary>Who signs in on the sandbox pages, and where.</summary>
internal sealed record UserInfo(string Email, string Password, string SmsCode, string WebApp);
