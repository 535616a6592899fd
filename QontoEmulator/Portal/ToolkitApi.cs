using System.Text;
using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.Pages;
using QontoEmulator.WebApp;

namespace QontoEmulator.Portal;

/// <summary>What a developer needs to begin: the sandbox web app and its user, lines to paste, an environment for Postman (platform.md 2 and 12).</summary>
internal static class ToolkitApi
{
    private const string Json = "application/json";

    public static void MapToolkit(this IEndpointRouteBuilder routes)
    {
        routes.Get(PortalPages.Root + "/toolkit", Page.InWorkspace(Show)).AllowAnyone();
        routes.Get(PortalPages.Root + "/toolkit/postman_environment.json", Page.InWorkspace(DownloadPostman)).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call)
    {
        var account = AccountOf(call);
        var apps = AppsOf(call, account);
        var app = Chosen(call, apps);
        var values = ValuesOf(call, app);
        return Page.Of<ToolkitPage>(
            200,
            (nameof(ToolkitPage.Frame), PortalPages.Frame(call, account)),
            (nameof(ToolkitPage.WebApp), WebAppPages.Link(call, "")),
            (nameof(ToolkitPage.User), ControlApi.InfoOf(call, call.Workspace).User is { } user ? new SharedUser(user.Email, user.Password, user.SmsCode) : null),
            (nameof(ToolkitPage.Apps), apps.Select(one => (one.Name, PortalPages.Link(call, "/toolkit/", ("app", $"{one.Id}")), one == app)).ToArray()),
            (nameof(ToolkitPage.Environment), string.Join('\n', values.Select(value => $"{value.Variable}={Quote(value.Value)}"))),
            (nameof(ToolkitPage.Calls), CallsOf(app)),
            (nameof(ToolkitPage.Postman), PortalPages.Link(call, "/toolkit/postman_environment.json", ("app", $"{app.Id}"))));
    }

    private static ValueTask<Answer> DownloadPostman(Call call)
    {
        var app = Chosen(call, AppsOf(call, AccountOf(call)));
        return Answer.Text(200, Json, Encoding.UTF8.GetString(Answer.JsonBytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", app.Id);
            writer.WriteString("name", $"Qonto emulator: {app.Name}");
            writer.WriteStartArray("values");
            foreach (var (_, key, value, isSecret) in ValuesOf(call, app))
            {
                writer.WriteStartObject();
                writer.WriteString("key", key);
                writer.WriteString("type", isSecret ? "secret" : "default");
                writer.WriteString("value", value);
                writer.WriteBoolean("enabled", true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("_postman_variable_scope", "environment");
            writer.WriteEndObject();
        }))).FromGateway().With(("Content-Disposition", "attachment; filename=\"qonto-emulator.postman_environment.json\""), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"));
    }

    private static PortalAccount? AccountOf(Call call) => PortalSessions.AccountOf(call) is { State: AccountState.Active } account ? account : null;

    // Those that have credentials in what is played.
    private static PortalApp[] AppsOf(Call call, PortalAccount? account) =>
        [.. PortalAppsApi.AppsOf(call.Data, account).Where(app => app.Keys(AppRegistry.EnvironmentOf(call.Workspace)) is not null)];

    // The one that the address names, else the newest; a workspace always has the one that it began with.
    private static PortalApp Chosen(Call call, IReadOnlyList<PortalApp> apps) => apps.FirstOrDefault(app => $"{app.Id}" == call.Query.Text("app")) ?? apps[^1];

    private static IReadOnlyList<(string Variable, string Key, string Value, bool IsSecret)> ValuesOf(Call call, PortalApp app)
    {
        var (url, environment) = (PublicUrl.Of(call.Http), AppRegistry.EnvironmentOf(call.Workspace));
        var (keys, info) = (app.Keys(environment)!, ControlApi.InfoOf(call, call.Workspace));
        List<(string, string, string, bool)> values = [("QONTO_BASE_URL", "base_url", url, false), ("QONTO_STAGING_TOKEN", "staging_token", app.StagingToken, true)];
        if (AppScopes.HasOAuth(app.UseCase))
        {
            values.Add(("QONTO_OAUTH_URL", "oauth_url", url, false));
            values.Add(("QONTO_CLIENT_ID", "client_id", keys.ClientId, false));
            values.Add(("QONTO_CLIENT_SECRET", "client_secret", keys.ClientSecret, true));
            values.Add(("QONTO_REDIRECT_URI", "redirect_uri", app.RedirectUris(environment) is [var first, ..] ? first : "http://localhost:3000/callback", false));
            values.Add(("QONTO_SCOPE", "scope", string.Join(' ', app.Scopes), false));
        }
        else
        {
            values.Add(("QONTO_PARTNER_ID", "partner_id", keys.PartnerId!, false));
            values.Add(("QONTO_PARTNER_TOKEN", "partner_token", keys.PartnerToken!, true));
        }

        if (info.ApiKey is { } key)
            values.Add(("QONTO_API_KEY", "api_key", $"{key.Login}:{key.SecretKey}", true));
        return values;
    }

    private static IReadOnlyList<(string Title, string Lines)> CallsOf(PortalApp app) => AppScopes.HasOAuth(app.UseCase)
        ?
        [
            ("The organization, by API key", """
                curl -s "$QONTO_BASE_URL/v2/organization" \
                  -H "X-Qonto-Staging-Token: $QONTO_STAGING_TOKEN" \
                  -H "Authorization: $QONTO_API_KEY"
                """),
            ("The address to open in the browser that is signed in to the sandbox web app", """
                echo "$QONTO_OAUTH_URL/oauth2/auth?response_type=code&state=$(date +%s%N)&client_id=$QONTO_CLIENT_ID\
                &redirect_uri=$(jq -rn --arg uri "$QONTO_REDIRECT_URI" '$uri|@uri')&scope=$(jq -rn --arg scope "$QONTO_SCOPE" '$scope|@uri')"
                """),
            ("The code that comes of it, for tokens", """
                curl -s "$QONTO_OAUTH_URL/oauth2/token" \
                  -H "X-Qonto-Staging-Token: $QONTO_STAGING_TOKEN" \
                  -d grant_type=authorization_code -d "client_id=$QONTO_CLIENT_ID" -d "client_secret=$QONTO_CLIENT_SECRET" \
                  --data-urlencode "redirect_uri=$QONTO_REDIRECT_URI" -d "code=$CODE"
                """),
            ("Tokens without the browser, which the emulator alone can give", """
                curl -s "$QONTO_BASE_URL/_emulator/tokens" \
                  -H "X-Qonto-Staging-Token: $QONTO_STAGING_TOKEN" \
                  -d "{\"client_id\": \"$QONTO_CLIENT_ID\"}"
                """),
        ]
        :
        [
            ("The registrations of this partner", """
                curl -s "$QONTO_BASE_URL/register/registrations" \
                  -H "X-Qonto-Staging-Token: $QONTO_STAGING_TOKEN" \
                  -H "Authorization: Bearer $QONTO_PARTNER_TOKEN" \
                  -H "Qonto-Partner-Id: $QONTO_PARTNER_ID"
                """),
        ];

    // A line of a shell and of a .env file alike.
    private static string Quote(string value) => value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '/') ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
