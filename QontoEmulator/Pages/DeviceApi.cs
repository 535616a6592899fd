using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Sca;

namespace QontoEmulator.Pages;

/// <summary>"Approve on your phone", in a browser: what waits for strong authentication, with a button for each decision.</summary>
internal static class DeviceApi
{
    private const string Path = ControlApi.Root + "/device";
    private const int MostDecided = 20;

    public static void MapDevice(this IEndpointRouteBuilder routes)
    {
        routes.Get(Path, Page.InWorkspace(Show)).AllowAnyone();
        routes.Post(Path + "/{id}", Page.InWorkspace(Decide)).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call)
    {
        var (workspace, now) = (call.Workspace, call.Now);
        var data = workspace.Store.Current;
        var sessions = data.Table<ScaSession>().InOrderOfCreation.Select(row => row.Document).Reverse().ToArray();
        var organization = data.Table<Organization>().InOrderOfCreation.FirstOrDefault()?.Document.Name;
        return Page.Of<DevicePage>(
            200,
            (nameof(DevicePage.Place), $"{organization}, workspace {workspace.Id.ToString()[..8]}"),
            (nameof(DevicePage.Here), Page.Link(call, Path)),
            (nameof(DevicePage.Notice), NoticeOf(call.Query.Text("decided"))),
            (nameof(DevicePage.Waiting), sessions.Where(session => session.ResultAt(now) == ScaResult.Waiting).Select(Item).ToArray()),
            (nameof(DevicePage.Decided), sessions.Where(session => session.ResultAt(now) != ScaResult.Waiting).Take(MostDecided).Select(Item).ToArray()));

        string? NoticeOf(string? id) =>
            Guid.TryParse(id, out var decided) && data.Find<ScaSession>(decided) is { } session ? $"{Item(session).Result}: {session.Description}" : null;

        DeviceItem Item(ScaSession session) => DeviceItem.Of(data, session, now, Page.Link(call, $"{Path}/{session.Id}"));
    }

    private static async ValueTask<Answer> Decide(Call call)
    {
        var form = await PageForm.Read(call);
        if (!WireNames<ScaResult>.TryParse(form["decision"], out var decision) || decision == ScaResult.Waiting)
            throw ErrorCatalog.BadRequest.Refuse("The form must send decision=allow or decision=deny.");

        // One that is gone or decided meanwhile needs no error: the page shows how things stand.
        if (Guid.TryParse(call.Path("id"), out var id))
            await call.Store.Write(tx => ScaSessions.Decide(tx, id, decision));
        return Answer.Redirect(Page.Link(call, Path, ("decided", $"{id}")), StatusCodes.Status303SeeOther);
    }
}
