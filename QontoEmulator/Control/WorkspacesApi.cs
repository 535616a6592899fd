using QontoEmulator.Api;
using QontoEmulator.Quirks;
using QontoEmulator.Seeding;

namespace QontoEmulator.Control;

/// <summary>Private worlds, one per test: made in milliseconds, shared with nobody.</summary>
internal static class WorkspacesApi
{
    public static void MapWorkspaces(this IEndpointRouteBuilder control)
    {
        control.Get("workspaces", List).AllowAnyone();
        control.Post("workspaces", Create).AllowAnyone();
        control.Get("workspaces/{id}", Show).AllowAnyone();
        control.Delete("workspaces/{id}", Delete).AllowAnyone();
    }

    private static ValueTask<Answer> List(Call call) => Answer.Json(
        200, new(ControlApi.Set(call).All.Select(workspace => ControlApi.InfoOf(call, workspace))), ControlJson.Wire.WorkspaceList);

    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await BodyReader.Read(call.Http.Request, optional: true);
        var (seed, profileName) = (body.Text("seed"), body.Text("profile"));
        Profile? profile = profileName is null ? null : WireNames<Profile>.TryParse(profileName, out var known) ? known : null;
        if (profileName is not null && profile is null)
            body.Refuse("profile", ErrorCatalog.NotInList, "profile must be sandbox, documented or production");
        var data = body.Object("data");
        foreach (var table in data.Names)
            data.RefuseUnlessArray(table);
        body.RefuseUnknown("seed", "profile", "data");
        body.ThrowIfRefused();
        try
        {
            return Answer.Json(201, ControlApi.InfoOf(call, await ControlApi.Set(call).Create(seed, profile, body.Has("data") ? data.ToUtf8() : null)), ControlJson.Wire.WorkspaceInfo);
        }
        catch (SeedException wrong)
        {
            throw new ApiException(422, [ErrorCatalog.Invalid.At(body.Has("data") ? "/data" : "/seed", wrong.Message)]);
        }
    }

    private static ValueTask<Answer> Show(Call call) => Answer.Json(200, ControlApi.InfoOf(call, Named(call)), ControlJson.Wire.WorkspaceInfo);

    private static async ValueTask<Answer> Delete(Call call)
    {
        var workspace = Named(call);
        if (workspace == ControlApi.Set(call).Default)
            throw new ApiException(422, [new(ErrorCatalog.Invalid.Code, "The default workspace cannot be deleted; reset it.")]);
        await ControlApi.Set(call).Remove(workspace);
        JournalApi.Ring(call).Forget(workspace.Id);
        return Answer.Empty(204);
    }

    private static Workspaces.Workspace Named(Call call) =>
        Guid.TryParse(call.Path("id"), out var id) && ControlApi.Set(call).Find(id) is { } workspace ? workspace : throw ErrorCatalog.WorkspaceNotFound.Refuse();
}
