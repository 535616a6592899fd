using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QontoEmulator.Tests.Support;
using QontoEmulator.Workspaces;

[assembly: AssemblyFixture(typeof(EmulatorServer))]

namespace QontoEmulator.Tests.Support;

/// <summary>One emulator for the whole run, on a free port of loopback. Every test opens a world of its own in it.</summary>
public sealed class EmulatorServer : IAsyncLifetime
{
    private WebApplication? app;

    internal Uri BaseUrl { get; private set; } = new("http://127.0.0.1");

    public async ValueTask InitializeAsync()
    {
        app = EmulatorApp.Build(Settings.Read(["--port", "0"], _ => null), TimeProvider.System);
        await app.StartAsync();
        BaseUrl = new(Banner.BaseUrl(app.Services));
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }

    /// <summary>A fresh workspace, gone when the test is over.</summary>
    /// <param name="seed">Name of its seed; the default one when absent.</param>
    /// <param name="profile">Which Qonto it plays; the sandbox when absent.</param>
    /// <param name="data">Documents to merge over the seed, as an anonymous object of tables.</param>
    internal async Task<World> NewWorld(string? seed = null, string? profile = null, object? data = null)
    {
        var control = new Client(BaseUrl, []);
        var created = await control.Post("/_emulator/workspaces", JsonSerializer.Serialize(new { seed, profile, data }));
        created.Status.Should().Be(201, created.Text);
        return new(BaseUrl, created.Json);
    }

    /// <summary>A world from within, for what no request can bring about.</summary>
    internal Workspace Inside(World world) => app!.Services.GetRequiredService<WorkspaceSet>().Find(world.Info.GetProperty("id").GetGuid())!;

    /// <summary>The organization of a world by its API key, whose answers may hold keys that the contract does not know.</summary>
    internal Client Unchecked(World world) => new(BaseUrl, [("X-Qonto-Staging-Token", world.StagingToken), ("Authorization", world.ApiKey)], refuseUnknownKeys: false);

    /// <summary>A client that sends what it is told and nothing else, redirects unfollowed.</summary>
    internal Client Stranger(params IReadOnlyList<(string Name, string Value)> headers) => new(BaseUrl, headers);
}
