using System.Diagnostics;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Hosting;

public sealed class ReadmeTests
{
    private static readonly string[] Tools = ["bash", "curl", "jq"];

    internal static readonly string Readme = CommittedText.Read(CommittedText.Find("README.md")!);

    [Fact]
    public async Task The_walk_through_runs_as_it_stands_against_a_started_server() =>
        (await RunBlock("walkthrough")).Should().Contain("ateliers-chimerand-2741").And.MatchRegex("page 2: [0-9]+ of").And.MatchRegex("attachment: [1-9][0-9]+ bytes");

    [Fact]
    [Rule("§2")]
    public async Task The_login_pitfall_is_reproduced_as_it_stands() =>
        (await RunBlock("pitfall")).Should().MatchRegex("without a session: http://[^ ]+/qonto.onelogin.com/login\n").And.MatchRegex("with a session: http://[^ ]+/consent\n")
            .And.Contain("two flows at once: <h1>CSRF error").And.Contain("\"scope\": \"organization.read offline_access\"");

    [Fact]
    public async Task The_payment_runs_as_it_stands_against_a_started_server() =>
        (await RunBlock("payment")).Should().Be("transfer: settled\ntransaction: completed 149.9 INV-2201\nevent: updated completed\n");

    [Fact]
    [Rule("§12")]
    public async Task An_app_goes_to_production_as_it_stands() =>
        (await RunBlock("portal")).Should().Contain("sandbox grants: organization.read offline_access").And.Contain("the review is pending").And.Contain("published, approved: organization.read")
            .And.MatchRegex("new secret: [0-9a-f]{32}").And.Contain("old secret: invalid_client");

    [Fact]
    public void The_table_of_settings_is_the_list_in_the_code()
    {
        var rows = Readme.Split('\n').Where(line => line.StartsWith("| `--", StringComparison.Ordinal));

        rows.Should().Equal(Settings.All.Select(setting =>
            $"| `{setting.Flag}` | `{setting.Variable}` | {(setting.Default.Length > 0 ? $"`{setting.Default}`" : "")} | {setting.Meaning} |"));
    }

    /// <summary>A block of the README by the words behind its fence.</summary>
    internal static string Block(string words) => Readme.Split($"```{words}\n")[1].Split("\n```")[0];

    /// <summary>What a script prints that is run against a server; it must succeed.</summary>
    internal static async Task<string> Run(string script, EmulatorProcess server, params IReadOnlyList<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            Environment = { ["BASE_URL"] = server.BaseUrl.ToString().TrimEnd('/') },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        bash.ExitCode.Should().Be(0, await errors);
        return output;
    }

    private static async Task<string> RunBlock(string name)
    {
        if (!Tools.All(IsOnPath) && Environment.GetEnvironmentVariable("REQUIRE_CURL") != "1")
            Assert.Skip("The blocks of the README need bash, curl and jq on PATH.");
        using var server = await EmulatorProcess.Serve();
        return await Run(Block("sh " + name), server);
    }

    internal static bool IsOnPath(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
