using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.BulkTransfers;
using QontoEmulator.Features.CashFlowCategories;
using QontoEmulator.Features.InternalTransfers;
using QontoEmulator.Features.Labels;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Features.Statements;
using QontoEmulator.Features.Subscriptions;
using QontoEmulator.Features.Teams;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Features.WebhookSubscriptions;
using QontoEmulator.Journal;
using QontoEmulator.OAuth;
using QontoEmulator.Pages;
using QontoEmulator.Portal;
using QontoEmulator.Quirks;
using QontoEmulator.Sca;
using QontoEmulator.Storage;
using QontoEmulator.WebApp;
using QontoEmulator.Webhooks;
using QontoEmulator.Workspaces;

namespace QontoEmulator;

/// <summary>The whole emulator: services, the line that a request walks, and the list of slices.</summary>
internal static class EmulatorApp
{
    private const int MaxBodyBytes = 32 * 1024 * 1024;

    // A state of 4 KB is up to six times as long when escaped, and more on its way through the sign-in pages.
    private const int MaxRequestLineBytes = 64 * 1024;

    /// <param name="settings">Where to listen and what to begin with.</param>
    /// <param name="time">Real time; workspaces' clocks run on it.</param>
    /// <exception cref="Seeding.SeedException">The seed cannot be used.</exception>
    /// <exception cref="Storage.StorageException">The data file cannot be used.</exception>
    public static WebApplication Build(Settings settings, TimeProvider time)
    {
        // The empty builder: no configuration files, no host filtering, nothing that start-up would wait for.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = typeof(EmulatorApp).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, settings));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(settings);
        var workspaces = WorkspaceSet.Open(settings, time);
        builder.Services.AddSingleton(_ => workspaces);
        builder.Services.AddSingleton<JournalRing>();
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<Dispatcher>();
        builder.Services.AddHostedService<DueTimer>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);

        var app = builder.Build();
        app.Use(JournalRecorder.Record);
        app.Use(ResolveWorkspace);
        app.Use(Refusals.Answer);
        app.Use(RefusePlainHttp);
        app.Use(TurnAwayAtTheWall);
        app.UseRouting();
        app.Use(AnswerUnknownRoutes);
        app.Use(LimitRate);
        app.Use(AdmitCaller);
        Map(app);
        return app;
    }

    private static void Map(WebApplication app)
    {
        app.MapOrganizations();
        app.MapBankAccounts();
        app.MapBeneficiaries();
        app.MapTrust();
        app.MapPayeeVerification();
        app.MapTransactions();
        app.MapAttachments();
        app.MapTransactionAttachments();
        app.MapStatements();
        app.MapLabels();
        app.MapMemberships();
        app.MapInvitations();
        app.MapTeams();
        app.MapSubscription();
        app.MapCashFlowCategories();
        app.MapWebhookSubscriptions();
        app.MapSepaTransfers();
        app.MapBulkTransfers();
        app.MapInternalTransfers();
        app.MapSca();
        app.MapCashFlowAssignments();
        app.MapUserOrganizations();
        app.MapAuthorization();
        app.MapConsentPages();
        app.MapTokens();
        app.MapConsents();
        app.MapOpenId();
        app.MapWall();
        app.MapDevice();
        app.MapSignIn();
        app.MapSignUp();
        app.MapDashboard();
        app.MapPortalSignIn();
        app.MapPortalApps();
        app.MapToolkit();
        app.MapReviews();
        app.MapControl();
    }

    private static void Listen(KestrelServerOptions kestrel, Settings settings)
    {
        kestrel.Listen(IPAddress.Parse(settings.Host), settings.Port);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;

        // A sign-in page carries a whole authorization request in its address, escaped once more.
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;

        // Latin-1 reads any byte, so that an odd header is refused by us, in Qonto's form, and not by the server.
        kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
    }

    // Workspace, what is due in it, trace ids: everything after this line has a Visit.
    private static async Task ResolveWorkspace(HttpContext http, RequestDelegate next)
    {
        var (workspace, opened) = StagingGate.Resolve(http.Request, await OAuthPages.ClientOf(http.Request), http.RequestServices.GetRequiredService<WorkspaceSet>());
        await CatchUp(http, workspace);
        var visit = new Visit(workspace, opened);
        http.Features.Set(visit);
        http.Response.Headers["X-Tyk-Trace-Id"] = visit.TraceId;
        await next(http);
    }

    // Jobs are the emulator's, so one that fails is no fault of this request.
    private static async Task CatchUp(HttpContext http, Workspace workspace)
    {
        try
        {
            Explain.Failed(http, await workspace.CatchUp());
        }
        catch (StorageException full)
        {
            Explain.Warn(http, $"What is due has to wait: {full.Message}");
        }
    }

    private static Task TurnAwayAtTheWall(HttpContext http, RequestDelegate next)
    {
        var wall = StagingGate.IsPage(http.Request) ? null : StagingGate.Judge(http, Visit.Of(http), PublicUrl.Of(http));
        return wall is null ? next(http) : wall.Send(http);
    }

    // A path that no route knows ends at the gateway, in plain text; a wrong verb on a known path is not_found, never 405 (A64).
    private static Task AnswerUnknownRoutes(HttpContext http, RequestDelegate next)
    {
        var endpoint = http.GetEndpoint();
        var rules = endpoint?.Metadata.GetMetadata<EndpointRules>();
        if (endpoint is null || (rules?.AbsentUnder is { } quirk && Visit.Of(http).Workspace.Is(quirk)) || (rules?.PresentUnder is { } comfort && !Visit.Of(http).Workspace.Is(comfort)))
        {
            Explain.Refusal(http, 404, $"No route knows the path {http.Request.Path.Value}.");
            return Refusals.UnknownPath().Send(http);
        }

        return rules is not null
            ? next(http)
            : throw ErrorCatalog.NotFound.Refuse($"The path exists, but not with {http.Request.Method}.");
    }

    private static Task AdmitCaller(HttpContext http, RequestDelegate next)
    {
        var visit = Visit.Of(http);
        visit.Caller = Gate.Admit(http, visit, http.GetEndpoint()!.Metadata.GetMetadata<EndpointRules>()!);
        return next(http);
    }

    // Counted before credentials are looked at, so that a storm of 401s is throttled as well (platform.md 10).
    private static Task LimitRate(HttpContext http, RequestDelegate next)
    {
        var workspace = Visit.Of(http).Workspace;
        if (IsControl(http) || !workspace.Is(Switches.RateLimits) || workspace.RateLimits.Admit(AddressOf(http), workspace.Clock.Now) is not { } wait)
            return next(http);
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        throw ErrorCatalog.RateLimited.Refuse("A limit of platform.md 10 is reached; switch rate-limits turns them off.");
    }

    private static Task RefusePlainHttp(HttpContext http, RequestDelegate next)
    {
        if (IsControl(http) || !Visit.Of(http).Workspace.Is(Switches.StrictHttps) || PublicUrl.IsHttps(http.Request))
            return next(http);
        http.Abort();
        return Task.CompletedTask;
    }

    private static bool IsControl(HttpContext http) => http.Request.Path.StartsWithSegments(ControlApi.Root, StringComparison.Ordinal);

    /// <summary>Whose calls are counted together.</summary>
    internal static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}
