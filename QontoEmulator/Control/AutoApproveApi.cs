using QontoEmulator.Api;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;

namespace QontoEmulator.Control;

/// <summary>OAuth without the pages: users are taken to have signed in and allowed what an app asks for. Everything else is checked all the same.</summary>
internal static class AutoApproveApi
{
    public static void MapAutoApprove(this IEndpointRouteBuilder control)
    {
        control.Get("auto_approve", Show).AllowAnyone();
        control.Put("auto_approve", Set).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call) => Answer.Json(200, AutoApproveWire.Of(ControlApi.Target(call).Store.Current), ControlJson.Wire.AutoApproveWire);

    private static async ValueTask<Answer> Set(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("enabled", "client_id");
        var (enabled, clientId) = (body.Flag("enabled"), body.Text("client_id"));
        if (!body.Has("enabled"))
            body.Refuse("enabled", ErrorCatalog.Invalid, "enabled must be true or false");
        var app = App.ByClientId(workspace.Store.Current, clientId);
        if (clientId is not null && app is null)
            body.Refuse("client_id", ErrorCatalog.Invalid, $"{clientId} is no app of this workspace");
        body.ThrowIfRefused();

        var set = await workspace.Store.Write(tx =>
        {
            if (app is null)
                tx.Put(tx.State with { AutoApprove = enabled!.Value });
            else
                tx.Put(tx.Get<App>(app.Id) with { AutoApprove = enabled!.Value });
            return AutoApproveWire.Of(tx);
        });
        return Answer.Json(200, set, ControlJson.Wire.AutoApproveWire);
    }
}

/// <param name="Workspace">Whether it is on for every app.</param>
/// <param name="Clients">The apps that it is on for by themselves.</param>
internal sealed record AutoApproveWire(bool Workspace, IEnumerable<string> Clients)
{
    public static AutoApproveWire Of(Snapshot data) => new(
        data.State.AutoApprove, [.. data.Table<App>().InOrderOfCreation.Select(row => row.Document).Where(app => app.AutoApprove).Select(app => app.ClientId)]);
}
