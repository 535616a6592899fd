using QontoEmulator.Api;

namespace QontoEmulator.WebApp;

/// <summary>Signing in to the sandbox web app.</summary>
internal static class SignInApi
{
    /// <summary>The sign-in page of a workspace, which leads on when it is done.</summary>
    /// <param name="call">The call that sends a browser there; its workspace is meant.</param>
    /// <param name="returnTo">Path and query on this server, as the browser knows them.</param>
    public static string Link(Call call, string returnTo) =>
        $"{PublicUrl.PathOf(call.Http)}{WebAppPages.Root}/signin?workspace={call.Workspace.Id}&return_to={Uri.EscapeDataString(returnTo)}";
}
