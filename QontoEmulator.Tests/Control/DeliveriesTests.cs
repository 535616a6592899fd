using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class DeliveriesTests(EmulatorServer server)
{
    [Fact]
    public async Task Events_are_read_newest_last_by_type_and_from_one_on()
    {
        await using var world = await server.NewWorld();
        Challenges.SkipUnlessBuilt();
        var member = await world.SignIn();
        var first = await Challenges.NewAccount(world, member, "First");
        var second = await Challenges.NewAccount(world, member, "Second");

        var all = (await world.Control.Get("/_emulator/events?type=v1/accounts")).Json.Items("events");
        var later = (await world.Control.Get($"/_emulator/events?since={all[0].Text("id")}")).Json.Items("events");

        all.Select(happened => happened.Text("data.id")).Should().Equal(first, second);
        later.Select(happened => happened.Text("data.id")).Should().Equal(second);
        (await world.Control.Get("/_emulator/events?type=v1/cards")).Json.Items("events").Should().BeEmpty();
        (await world.Control.Get("/_emulator/events?since=unknown")).Status.Should().Be(400);
    }

    [Fact]
    public async Task Mails_begin_empty_and_cannot_be_deleted()
    {
        await using var world = await server.NewWorld();

        (await world.Control.Get("/_emulator/mails?to=nobody@nowhere.example&kind=invitation")).Text.Should().Be("""{"mails":[]}""");
        (await world.Control.Delete("/_emulator/mails")).Status.Should().Be(404);
        (await world.Control.Delete("/_emulator/events")).Status.Should().Be(404);
    }
}
