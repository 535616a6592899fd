using System.Net;

namespace QontoEmulator;

/// <summary>Subcommand <c>healthcheck</c>, for the image: asks a server on this machine whether it is ready. The runtime image has no curl.</summary>
internal static class Healthcheck
{
    public static async Task<int> Run(IReadOnlyList<string> arguments, TextWriter errors)
    {
        try
        {
            var settings = Settings.Read(arguments, Environment.GetEnvironmentVariable);
            var address = settings.Host is "0.0.0.0" or "::" ? IPAddress.Loopback : IPAddress.Parse(settings.Host);
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
            using var answer = await client.GetAsync(new Uri($"http://{new IPEndPoint(address, settings.Port)}/_emulator/ready"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (SettingsException wrong)
        {
            await errors.WriteLineAsync(wrong.Message);
            return Server.BadSettings;
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
        {
            await errors.WriteLineAsync($"No answer: {unreachable.Message}");
            return 1;
        }
    }
}
