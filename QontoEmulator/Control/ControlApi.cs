using QontoEmulator.Api;
using QontoEmulator.Portal;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Control;

/// <summary>The emulator's own API: what the real sandbox cannot do. A staging token makes a call act on its workspace, else on the default one.</summary>
internal static class ControlApi
{
    public const string Root = "/_emulator";

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        var control = routes.MapGroup(Root);

        control.Get("health", Health).AllowAnyone();
        control.Get("ready", Ready).AllowAnyone();
        control.Get("info", Info).AllowAnyone();
        control.Post("reset", Reset).AllowAnyone();
        control.MapWorkspaces();
        control.MapClock();
        control.MapSwitches();
        control.MapIssuing();
        control.MapAutoApprove();
        control.MapSecondFactors();
        control.MapScaDecisions();
        control.MapBeneficiaryDecisions();
        control.MapDeliveries();
        control.MapWebhooks();
        control.MapSimulate();
        control.MapPaymentPolicies();
        control.MapJournal();
        control.MapApps();
        control.MapAccounts();
    }

    /// <summary>The workspace that a control call is about. A staging token or <c>?workspace=</c> that names none is a mistake worth telling.</summary>
    public static Workspace Target(Call call)
    {
        if (call.Http.Request.Headers.TryGetValue(StagingGate.Header, out var token))
        {
            return Set(call).ByStagingToken(token.ToString()) is null
                ? throw ErrorCatalog.WorkspaceNotFound.Refuse($"No workspace has the staging token sent in {StagingGate.Header}.")
                : call.Workspace;
        }

        return StagingGate.NamedByPage(call.Http.Request) is { } named && named != call.Workspace.Id
            ? throw ErrorCatalog.WorkspaceNotFound.Refuse("No workspace has the id sent as ?workspace=.")
            : call.Workspace;
    }

    public static WorkspaceSet Set(Call call) => call.Http.RequestServices.GetRequiredService<WorkspaceSet>();

    public static WorkspaceInfo InfoOf(Call call, Workspace workspace) =>
        WorkspaceInfo.Of(workspace, call.Http.RequestServices.GetRequiredService<Settings>(), PublicUrl.Of(call.Http));

    private static ValueTask<Answer> Health(Call call) => Answer.Json(200, new StatusWire("ok"), ControlJson.Wire.StatusWire);

    // The seed is read before the server listens, so listening is what is left to wait for.
    private static ValueTask<Answer> Ready(Call call) =>
        call.Http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested
            ? Answer.Json(200, new StatusWire("ready"), ControlJson.Wire.StatusWire)
            : Answer.Json(503, new StatusWire("starting"), ControlJson.Wire.StatusWire);

    private static ValueTask<Answer> Info(Call call) => Answer.Json(200, InfoOf(call, Target(call)), ControlJson.Wire.WorkspaceInfo);

    private static async ValueTask<Answer> Reset(Call call)
    {
        var workspace = Target(call);
        var dropTokens = call.Query.Text("tokens") switch
        {
            null or "keep" => false,
            "drop" => true,
            var other => throw ErrorCatalog.Invalid.Parameter("tokens", $"{other} is neither keep nor drop"),
        };
        await workspace.Reset(dropTokens);
        JournalApi.Ring(call).Clear(workspace.Id);
        return Answer.Json(200, new ResetWire("reset", workspace.Seed.Name), ControlJson.Wire.ResetWire);
    }
}

internal sealed record StatusWire(string Status);

internal sealed record ResetWire(string Status, string Seed);
