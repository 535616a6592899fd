using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using QontoEmulator.Control;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Portal;
using QontoEmulator.WebApp;
using QontoEmulator.Workspaces;

namespace QontoEmulator;

/// <summary>What a started server prints: everything a program needs to talk to it, and one line to paste.</summary>
internal static class Banner
{
    public static string Text(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        var workspace = app.Services.GetRequiredService<WorkspaceSet>().Default;
        var baseUrl = BaseUrl(app.Services);
        var info = WorkspaceInfo.Of(workspace, settings, baseUrl);
        var data = workspace.Store.Current;
        var organization = data.Table<Organization>().InOrderOfCreation.FirstOrDefault()?.Document;
        var account = data.Table<BankAccount>().InOrderOfCreation.FirstOrDefault(row => row.Document.OrganizationId == organization?.Id)?.Document;
        var tryIt = account is null || info.ApiKey is null
            ? ""
            : $"""

              Try it:
                curl -H 'X-Qonto-Staging-Token: {info.StagingToken}' -H 'Authorization: {info.ApiKey.Login}:{info.ApiKey.SecretKey}' '{baseUrl}/v2/transactions?bank_account_id={account.Id}&per_page=2'

              """;
        return $"""

              Qonto emulator {info.Version}, profile {info.Profile}, seed {workspace.Seed.Name}{(organization is null ? "" : $" ({organization.Name})")}

                Base URL        {baseUrl}
                Staging token   {info.StagingToken}
                API key         {(info.ApiKey is null ? "none" : $"{info.ApiKey.Login}:{info.ApiKey.SecretKey}")}
                OAuth client    {info.Oauth.ClientId}
                OAuth secret    {info.Oauth.ClientSecret}
                Sandbox user    {(info.User is null ? "none" : $"{info.User.Email} / {info.User.Password}, code {info.User.SmsCode}")}
                Web app         {baseUrl}{WebAppPages.Root}
                Portal          {baseUrl}{PortalPages.Root}/
                Control API     {baseUrl}/_emulator/info
              {tryIt}
              """;
    }

    /// <summary>The address to reach the server at: the public one, else what it really listens on.</summary>
    public static string BaseUrl(IServiceProvider services)
    {
        if (services.GetRequiredService<Settings>().PublicUrl is { } url)
            return url;
        var address = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return address.Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal);
    }
}
