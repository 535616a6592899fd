using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QontoEmulator.Tests.Support;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Tests.Hosting;

/// <summary>An emulator with settings of its own, for what the shared one cannot show.</summary>
internal sealed class OwnEmulator(WebApplication app) : IAsyncDisposable
{
    public Uri BaseUrl { get; } = new(app.Urls.First());

    public WorkspaceSet Workspaces => app.Services.GetRequiredService<WorkspaceSet>();

    public static async Task<OwnEmulator> Start(params string[] flags)
    {
        var app = EmulatorApp.Build(Settings.Read(["--port", "0", .. flags], _ => null), TimeProvider.System);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public Client Stranger(params IReadOnlyList<(string Name, string Value)> headers) => new(BaseUrl, headers);

    /// <summary>The default workspace; do not dispose of it, it cannot be deleted.</summary>
    public async Task<World> DefaultWorld() => new(BaseUrl, (await Stranger().Get("/_emulator/info")).Json);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
