using Bogus;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>The states of a beneficiary under random commands, held against the rules written down once more.</summary>
public sealed class BeneficiaryModelTests(EmulatorServer server)
{
    [Theory]
    [Rule("P14")]
    [Rule("P15")]
    [Rule("P18")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whatever_happens_trust_is_given_only_by_trusting_and_pending_is_never_returned_to(int seed)
    {
        await using var world = await server.NewWorld();
        var random = new Randomizer(seed);
        var member = await world.SignIn();
        var id = (await Payees.Add(world)).Text("id")!;
        var (status, trusted, told) = ("pending", false, 1);

        for (var i = 0; i < 25; i++)
        {
            var before = (status, trusted);
            switch (random.Int(0, 4))
            {
                case 0:
                    (await Challenges.Approved(world, member, client => client.Patch($"{Payees.Path}/trust", Payees.Ids(id)))).Status.Should().Be(200);
                    (status, trusted) = (status == "pending" ? "validated" : status, true);
                    break;
                case 1:
                    (await member.Patch($"{Payees.Path}/untrust", Payees.Ids(id))).Status.Should().Be(200);
                    trusted = false;
                    break;
                case 2:
                    status = random.Bool() ? "validated" : "declined";
                    await Payees.Decide(world, id, status);
                    break;
                case 3:
                    (await member.Patch($"{Payees.Path}/trust", Payees.Ids(id))).Status.Should().Be(428, "what nobody approves changes nothing");
                    break;
                default:
                    var name = $"Name {i}";
                    if (status == "pending")
                        (await member.Patch($"{Payees.Path}/{id}", $$$"""{"beneficiary":{"name":"{{{name}}}"}}""")).Status.Should().Be(404);
                    else
                        told += await Rename(world, member, id, name);
                    break;
            }

            told += before == (status, trusted) ? 0 : 1;
            var shown = await Payees.Show(world, id);
            (shown.Text("status"), shown.At("trusted").GetBoolean()).Should().Be((status, trusted), "step {0} of {1}", i, seed);
        }

        (await world.Control.Get("/_emulator/events?type=v1/beneficiaries")).Json.Items("events").Should().HaveCount(told, "each change is told once");
    }

    private static async Task<int> Rename(World world, Client member, string id, string name)
    {
        var changed = await Challenges.Approved(world, member, client => client.Patch($"{Payees.Path}/{id}", $$$"""{"beneficiary":{"name":"{{{name}}}"}}"""));
        changed.Json.Text("beneficiary.name").Should().Be(name);
        return 1;
    }
}
