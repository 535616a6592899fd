using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Quirks;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Control;

/// <summary>The switches and capabilities of the code are those of platform.md 14, to the letter.</summary>
[Rule("§14")]
public sealed class QuirkRegistryTests
{
    private static readonly Dictionary<string, Quirk> Contract = ContractFacts.Quirks.ToDictionary(quirk => quirk.Id, StringComparer.Ordinal);

    [Fact]
    public void Every_switch_has_the_name_kind_and_defaults_of_the_contract() =>
        Switches.All.Select(quirk => (quirk.Id, quirk.Name, "switch", Word(quirk.InSandbox), Word(quirk.InDocumented), Word(quirk.InProduction))).Should()
            .Equal(Switches.All.Select(quirk => Contract[quirk.Id]).Select(quirk => (quirk.Id, quirk.Name, quirk.Kind, quirk.Sandbox, quirk.Documented, quirk.Production)));

    [Fact]
    public void No_switch_claims_evidence_that_the_contract_does_not_have()
    {
        foreach (var quirk in Switches.All)
            Contract[quirk.Id].Evidence.Split('/').Should().Contain(quirk.Evidence.ToString()[..1], quirk.Name);
    }

    [Fact]
    public void Every_switch_is_in_the_list_once()
    {
        var declared = typeof(Switches).GetFields().Select(field => field.GetValue(null)).OfType<Switch>();

        Switches.All.Should().BeEquivalentTo(declared).And.OnlyHaveUniqueItems(quirk => quirk.Name);
        Switches.All.Select(quirk => int.Parse(quirk.Id[1..], System.Globalization.CultureInfo.InvariantCulture)).Should().BeInAscendingOrder();
    }

    [Fact]
    public void What_the_emulator_adds_is_off_in_every_profile_and_takes_no_number_or_name_of_the_contract()
    {
        EmulatorSwitches.All.Should().OnlyContain(quirk => !quirk.InSandbox && !quirk.InDocumented && !quirk.InProduction);
        EmulatorSwitches.All.Select(quirk => quirk.Id).Should().NotIntersectWith(Contract.Keys);
        EmulatorSwitches.All.Select(quirk => quirk.Name).Should().NotIntersectWith(ContractFacts.Quirks.Select(quirk => quirk.Name));
    }

    [Fact]
    public void The_capabilities_are_those_of_the_contract() =>
        Enum.GetValues<Capability>().Select(capability => JsonSerializer.Serialize(capability, Json.Wire()).Trim('"')).Should()
            .Equal(ContractFacts.Quirks.Where(quirk => quirk.Kind == "capability").Select(quirk => quirk.Name));

    private static string Word(bool on) => on ? "on" : "off";
}
