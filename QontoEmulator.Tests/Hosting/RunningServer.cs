using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QontoEmulator.Tests.Hosting;

/// <summary>The real program in a process of its own, on a free port.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private readonly Process process;
    private Task<string>? token;

    private RunningServer(Process process, string banner, string baseUrl)
    {
        this.process = process;
        Banner = banner;
        BaseUrl = baseUrl;
    }

    public string Banner { get; }

    public string BaseUrl { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static async Task<RunningServer> Start(params IReadOnlyList<string> arguments)
    {
        var started = Process.Start(new ProcessStartInfo("dotnet", [Program, "--port", "0", .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var banner = "";
        while (await started.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            banner += line + "\n";
            if (line.Contains("curl ", StringComparison.Ordinal))
                break;
        }

        // Nobody reads on; without this a talkative server would fill the pipe and stop.
        _ = started.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        var match = BaseUrlLine().Match(banner);
        match.Success.Should().BeTrue("the banner names the base URL, and it was: {0}", banner);
        return new(started, banner, match.Groups["url"].Value);
    }

    /// <summary>An access token of the owner, the same for everybody who asks.</summary>
    public Task<string> Token() => token ??= IssueToken();

    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
        Http.Dispose();
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "QontoEmulator.dll");

    private async Task<string> IssueToken()
    {
        using var response = await Http.PostAsync(new Uri(BaseUrl + "/_emulator/tokens"), null, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    [GeneratedRegex(@"Base URL\s+(?<url>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BaseUrlLine();
}
