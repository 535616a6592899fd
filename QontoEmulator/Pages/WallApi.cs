using QontoEmulator.Api;

namespace QontoEmulator.Pages;

internal static class WallApi
{
    public static void MapWall(this IEndpointRouteBuilder routes) => routes.Get(WallPage.Path, Show).AllowAnyone();

    private static ValueTask<Answer> Show(Call call) =>
        Answer.Text(200, WallPage.ContentType, WallPage.Html(call.Http, call.Workspace, call.Query.Text("return_to"))).FromGateway();
}
