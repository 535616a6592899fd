using QontoEmulator.OAuth;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;
using QontoEmulator.Tests.Webhooks;

namespace QontoEmulator.Tests.Workspaces;

/// <summary>What is due happens although nobody calls.</summary>
public sealed class DueTimerTests(EmulatorServer server)
{
    [Fact]
    public async Task A_retry_is_made_when_its_moment_comes()
    {
        await using var world = await server.NewWorld();
        await using var receiver = await Receiver.Answering(500, 200);
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);
        await member.Rename(world, "in a moment");
        var due = (await world.Await("attempts=1")).At("next_attempt_at").GetDateTimeOffset();

        await world.Control.Put("/_emulator/clock", $$"""{"now":"{{due.AddMilliseconds(-300):O}}"}""");
        await world.Await();

        receiver.Got.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_job_is_carried_out_without_a_request_and_in_every_workspace()
    {
        await using var emulator = await OwnEmulator.Start();
        var workspaces = new[] { emulator.Workspaces.Default, await emulator.Workspaces.Create(seedName: null) };
        var id = Tokens.IdOf("soon over");
        foreach (var workspace in workspaces)
        {
            await workspace.Store.Write(tx =>
            {
                ExpiringCredentials.Keep(tx, new AccessToken { Id = id, GrantId = default, ClientId = "", MembershipId = default, Scopes = [], ExpiresAt = tx.Now.AddMilliseconds(100) });
                return true;
            });
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (workspaces.Any(workspace => workspace.Store.Current.Find<AccessToken>(id) is not null))
            await Task.Delay(20, patience.Token);
    }

    [Fact]
    public async Task A_job_that_fails_is_hinted_at_and_never_answers_for_the_request()
    {
        await using var emulator = await OwnEmulator.Start();
        var world = await emulator.DefaultWorld();
        await world.Freeze();
        await emulator.Workspaces.Default.Store.Write(tx =>
        {
            tx.At(tx.Now.AddMinutes(1), "of a later release", default);
            return true;
        });

        var advanced = await world.Control.Post("/_emulator/clock/advance", """{"by":"PT2M"}""");

        advanced.Status.Should().Be(200);
        advanced.Json.At("happened").GetInt32().Should().Be(0);
        advanced.Hint.Should().Contain("of a later release").And.Contain("given up");
        (await world.Organization.Get("/v2/organization")).Hint.Should().BeNull();
    }
}
