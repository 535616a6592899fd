using FsCheck;
using FsCheck.Fluent;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>The states of a beneficiary under any order of commands, held against the rules written down once more.</summary>
public sealed class BeneficiaryModelTests(EmulatorServer server)
{
    public enum Command
    {
        Trust,
        TrustWithoutApproval,
        Untrust,
        Validate,
        Decline,
        Rename,
    }

    [Fact]
    [Rule("P14")]
    [Rule("P15")]
    [Rule("P18")]
    public void Whatever_happens_trust_comes_from_trusting_alone_and_pending_is_never_returned_to() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<Command>()).NonEmptyListOf().ToArbitrary(), commands => Run(commands))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(20));

    private async Task Run(IEnumerable<Command> commands)
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var model = new Model((await Payees.Add(world)).Text("id")!);

        foreach (var command in commands)
        {
            await Send(world, member, model, command);
            var shown = await Payees.Show(world, model.Id);
            (shown.Text("status"), shown.At("trusted").GetBoolean(), shown.Text("name")).Should().Be((model.Status, model.Trusted, model.Name));
        }

        (await world.Control.Get("/_emulator/events?type=v1/beneficiaries")).Json.Items("events").Should().HaveCount(model.Changes, "each change is told once");
    }

    private static async Task Send(World world, Client member, Model model, Command command)
    {
        switch (command)
        {
            case Command.Trust:
                (await Challenges.Approved(world, member, client => client.Patch($"{Payees.Path}/trust", Payees.Ids(model.Id)))).Status.Should().Be(200);
                model.Become(model.Status == "pending" ? "validated" : model.Status, true, model.Name);
                break;
            case Command.TrustWithoutApproval:
                (await member.Patch($"{Payees.Path}/trust", Payees.Ids(model.Id))).Status.Should().Be(428);
                break;
            case Command.Untrust:
                (await member.Patch($"{Payees.Path}/untrust", Payees.Ids(model.Id))).Status.Should().Be(200);
                model.Become(model.Status, false, model.Name);
                break;
            case Command.Validate or Command.Decline:
                model.Become(command == Command.Validate ? "validated" : "declined", model.Trusted, model.Name);
                await Payees.Decide(world, model.Id, model.Status);
                break;
            case Command.Rename when model.Status == "pending":
                (await member.Patch($"{Payees.Path}/{model.Id}", Renaming("Out Of Reach"))).Status.Should().Be(404);
                break;
            default:
                model.Become(model.Status, model.Trusted, model.Name + "+");
                (await Challenges.Approved(world, member, client => client.Patch($"{Payees.Path}/{model.Id}", Renaming(model.Name)))).Status.Should().Be(200);
                break;
        }
    }

    private static string Renaming(string name) => $$$"""{"beneficiary":{"name":"{{{name}}}"}}""";

    /// <summary>What the rules say of a beneficiary that was just added.</summary>
    private sealed class Model(string id)
    {
        public string Id => id;

        public string Status { get; private set; } = "pending";

        public bool Trusted { get; private set; }

        public string Name { get; private set; } = "Nordlicht Werkzeuge GmbH";

        /// <summary>Adding it was one.</summary>
        public int Changes { get; private set; } = 1;

        public void Become(string status, bool trusted, string name)
        {
            Changes += (status, trusted, name) == (Status, Trusted, Name) ? 0 : 1;
            (Status, Trusted, Name) = (status, trusted, name);
        }
    }
}
