using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace QontoEmulator.Tests.Hosting;

/// <summary>The emulator as it is really run: a process of its own.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly StringBuilder errors = new();
    private Task<string>? token;

    private EmulatorProcess(string[] arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "QontoEmulator.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
    }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Everything that it printed until it listened.</summary>
    public string Banner { get; private set; } = "";

    public Uri BaseUrl => new(Banner.Split('\n').Single(line => line.Contains("Base URL", StringComparison.Ordinal)).Split(' ')[^1].Trim());

    /// <summary>Starts a server on a free port and waits for its banner.</summary>
    public static async Task<EmulatorProcess> Serve(params string[] flags)
    {
        var server = new EmulatorProcess(["serve", "--port", "0", .. flags], new Dictionary<string, string>(StringComparer.Ordinal));
        var banner = new StringBuilder();
        using var patience = new CancellationTokenSource(Patience);
        while (!banner.ToString().Contains("curl ", StringComparison.Ordinal))
            banner.Append(await server.process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException(server.errors.ToString())).Append('\n');
        server.Banner = banner.ToString();

        // What it logs is read on, or it would wait for a reader one day.
        _ = server.process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return server;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> Run(string[] arguments, params IReadOnlyList<(string Name, string Value)> variables)
    {
        using var run = new EmulatorProcess(arguments, variables.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
        var output = await run.process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return (await run.Exit(), output, run.errors.ToString());
    }

    /// <summary>An access token of the owner, the same for everybody who asks.</summary>
    public Task<string> Token() => token ??= IssueToken();

    /// <summary>Ends it at once, as a crash does.</summary>
    public void Kill() => process.Kill();

    /// <summary>Asks it to stop, as a container runtime does.</summary>
    public async Task Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public async Task<int> Exit()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    private async Task<string> IssueToken()
    {
        using var response = await Http.PostAsync(new Uri(BaseUrl, "/_emulator/tokens"), null, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    public void Dispose()
    {
        Http.Dispose();
        if (!process.HasExited)
            process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
