using System.Diagnostics;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>The receiver that the README shows, as it stands there, in a Node with nothing installed.</summary>
[Rule("C33")]
public sealed class NodeTests(EmulatorServer server)
{
    [Fact]
    public async Task The_receiver_and_the_commands_of_the_readme_work_as_they_stand()
    {
        SkipWithoutTools();
        using var emulator = await EmulatorProcess.Serve();
        using var receiver = await NodeReceiver.Start("whsec_0123456789abcdef0123456789abcdef");

        var output = await ReadmeTests.Run(ReadmeTests.Block("sh webhooks"), emulator, ("PORT", receiver.Port));

        output.Should().Contain("\"delivered\"").And.Contain("\"status\": 204");
        (await receiver.ReadLine()).Should().Be("v1/accounts created Charges & taxes");
    }

    [Fact]
    public async Task The_receiver_of_the_readme_refuses_another_secret()
    {
        SkipWithoutTools();
        await using var world = await server.NewWorld();
        using var receiver = await NodeReceiver.Start("whsec_" + new string('r', 32));
        var member = await world.SignIn();
        await member.Post(WebhookSteps.Path, WebhookSteps.Body($"http://127.0.0.1:{receiver.Port}/", ["v1/accounts"], "whsec_" + new string('s', 32)));

        await member.Rename(world, "signed with another secret");

        (await world.Await("attempts=1")).At("attempts.0.status").GetInt32().Should().Be(401);
    }

    private static void SkipWithoutTools()
    {
        if (!new[] { "node", "bash", "curl", "jq" }.All(ReadmeTests.IsOnPath) && Environment.GetEnvironmentVariable("REQUIRE_NODE") != "1")
            Assert.Skip("This needs node, bash, curl and jq on PATH.");
    }

    private sealed class NodeReceiver(Process node, string port) : IDisposable
    {
        public string Port { get; } = port;

        public static async Task<NodeReceiver> Start(string secret)
        {
            var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", ReadmeTests.Block("js receiver")])
            {
                Environment = { ["WEBHOOK_SECRET"] = secret, ["PORT"] = "0" },
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            var listening = await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            return new(node, listening!.Split(' ')[^1]);
        }

        public async Task<string?> ReadLine() => await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        public void Dispose()
        {
            node.Kill();
            node.WaitForExit();
            node.Dispose();
        }
    }
}
