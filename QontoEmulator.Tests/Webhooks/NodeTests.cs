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
    public async Task The_receiver_of_the_readme_verifies_what_it_gets()
    {
        if (!ReadmeTests.IsOnPath("node") && Environment.GetEnvironmentVariable("REQUIRE_NODE") != "1")
            Assert.Skip("This needs node on PATH.");
        await using var world = await server.NewWorld();
        var readme = CommittedText.Read(CommittedText.Find("README.md")!);
        var script = readme.Split("```js receiver\n")[1].Split("\n```")[0];
        var secret = "whsec_" + new string('r', 32);
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", script])
        {
            Environment = { ["WEBHOOK_SECRET"] = secret, ["PORT"] = "0" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        try
        {
            var port = (await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!.Split(' ')[^1];
            var member = await world.SignIn();
            var url = $"http://127.0.0.1:{port}/";
            (await member.Post(WebhookSteps.Path, WebhookSteps.Body(url, ["v1/accounts"], secret))).Status.Should().Be(201);

            await member.Rename(world, "Loyer & charges");
            (await world.Await()).At("attempts.0.status").GetInt32().Should().Be(204);
            (await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).Should().Be("v1/accounts updated Loyer & charges");

            var other = (await member.Post(WebhookSteps.Path, WebhookSteps.Body(url, ["v1/accounts"], secret + "x"))).Json.Text("id");
            await member.Rename(world, "signed with another secret");
            (await world.Await($"subscription={other}&attempts=1")).At("attempts.0.status").GetInt32().Should().Be(401);
        }
        finally
        {
            node.Kill();
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }
}
