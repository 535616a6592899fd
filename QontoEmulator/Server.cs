using System.Net.Sockets;
using QontoEmulator.Seeding;
using QontoEmulator.Storage;

namespace QontoEmulator;

/// <summary>Subcommand <c>serve</c>, the default: listens until it is told to stop.</summary>
internal static class Server
{
    /// <summary>Exit code of anything wrong with settings or seed, after one sentence about it.</summary>
    public const int BadSettings = 2;

    public static async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            await using var app = EmulatorApp.Build(Settings.Read(arguments, Environment.GetEnvironmentVariable), TimeProvider.System);
            await app.StartAsync();
            await output.WriteLineAsync(Banner.Text(app));
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception wrong) when (wrong is SettingsException or SeedException or StorageException)
        {
            await errors.WriteLineAsync(wrong.Message);
        }
        catch (IOException taken) when (taken.InnerException is not null)
        {
            await errors.WriteLineAsync($"The address of --host and --port cannot be listened on: {taken.InnerException.Message.TrimEnd('.')}.");
        }
        catch (SocketException refused)
        {
            await errors.WriteLineAsync($"The address of --host and --port cannot be listened on: {refused.Message.TrimEnd('.')}.");
        }

        return BadSettings;
    }
}
