using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Hosting;

/// <summary>The program from outside: what it prints, how it answers the shell, how it fails.</summary>
public sealed class ServerTests
{
    [Fact]
    public async Task A_started_server_prints_a_banner_whose_curl_line_works()
    {
        using var server = await EmulatorProcess.Serve("--staging-token", "wall", "--api-key-secret", "key");
        var line = server.Banner.Split('\n').Single(line => line.TrimStart().StartsWith("curl", StringComparison.Ordinal)).Trim();

        using var curl = Process.Start(new ProcessStartInfo("sh", ["-c", $"{line} --silent --fail --noproxy '*'"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var answer = await curl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        await curl.WaitForExitAsync(TestContext.Current.CancellationToken);
        curl.ExitCode.Should().Be(0, line);
        System.Text.Json.JsonDocument.Parse(answer).RootElement.Items("transactions").Should().HaveCount(2);
        server.Banner.Should().ContainAll("profile sandbox", "seed default", "Staging token   wall", ":key", "emulator-client-id", "123456", "/_emulator/info");
    }

    [Fact]
    public async Task Serve_is_what_is_run_without_a_word_and_settings_come_from_variables_too()
    {
        var (code, _, errors) = await EmulatorProcess.Run(["--now", "2027-01-01"], ("QONTO_EMULATOR_SEED", "ghost"), ("QONTO_EMULATOR_PORT", "0"));

        code.Should().Be(2);
        errors.Trim().Should().StartWith("There is no seed 'ghost'; there are: ").And.Contain("default").And.EndWith(".");
    }

    [Theory]
    [InlineData("--port=eighty", "--port (or QONTO_EMULATOR_PORT) is 'eighty', and must be a number from 0 to 65535.")]
    [InlineData("--colour=red", "There is no setting '--colour'; --help lists them all.")]
    [InlineData("--seed=/nowhere/at/all", "There is no folder /nowhere/at/all to take a seed from.")]
    [InlineData("--seed=/", "/ is no seed: it has no seed.json.")]
    public async Task A_wrong_setting_ends_it_with_2_and_one_sentence(string flag, string sentence)
    {
        var (code, output, errors) = await EmulatorProcess.Run(["serve", flag]);

        code.Should().Be(2);
        errors.Trim().Should().Be(sentence);
        output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_broken_seed_ends_it_with_2_and_one_sentence()
    {
        using var seed = new SeedCopy();
        seed.Write("labels", "[{]");

        var (code, _, errors) = await EmulatorProcess.Run(["--port=0", "--seed", seed.Folder]);

        code.Should().Be(2);
        errors.Trim().Should().StartWith($"{seed.PathOf("labels")}, line 1").And.NotContain("\n");
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_2_and_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (code, output, errors) = await EmulatorProcess.Run(["--port", $"{((IPEndPoint)taken.LocalEndpoint).Port}"]);

        code.Should().Be(2);
        errors.Trim().Should().StartWith("The address of --host and --port cannot be listened on: ").And.EndWith(".").And.NotContain("\n");
        output.Should().NotContain("Base URL");
    }

    [Fact]
    public async Task An_address_of_another_machine_ends_it_with_2_and_one_sentence()
    {
        // TEST-NET-1 belongs to nobody.
        var (code, _, errors) = await EmulatorProcess.Run(["--port=0", "--host", "192.0.2.1"]);

        code.Should().Be(2);
        errors.Trim().Should().StartWith("The address of --host and --port cannot be listened on: ").And.NotContain("\n");
    }

    [Fact]
    public async Task The_health_check_is_0_while_a_server_listens_and_1_when_none_does()
    {
        using var server = await EmulatorProcess.Serve();
        var port = $"{server.BaseUrl.Port}";

        (await EmulatorProcess.Run(["healthcheck", "--port", port])).ExitCode.Should().Be(0);
        (await EmulatorProcess.Run(["healthcheck"], ("QONTO_EMULATOR_PORT", port), ("QONTO_EMULATOR_HOST", "0.0.0.0"))).ExitCode.Should().Be(0);

        await server.Terminate();
        await server.Exit();
        var (code, _, errors) = await EmulatorProcess.Run(["healthcheck", "--port", port]);
        code.Should().Be(1);
        errors.Trim().Should().StartWith("No answer: ").And.NotContain("\n");
    }

    [Fact]
    public async Task The_health_check_knows_addresses_of_both_kinds_and_wrong_settings()
    {
        using var errors = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);

        (await Healthcheck.Run(["--host", "::1", "--port", "1"], errors)).Should().Be(1);
        (await Healthcheck.Run(["--host", "::", "--port", "1"], errors)).Should().Be(1);
        (await Healthcheck.Run(["--port", "x"], errors)).Should().Be(2);

        errors.ToString().Should().Contain("--port (or QONTO_EMULATOR_PORT) is 'x'");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_is_printed_on_demand(string word)
    {
        var (code, output, _) = await EmulatorProcess.Run([word]);

        code.Should().Be(0);
        output.Should().ContainAll(Settings.All.Select(setting => setting.Flag)).And.ContainAll("serve", "seed generate", "healthcheck");
    }
}
