using QontoEmulator.Api;

namespace QontoEmulator.Quirks;

/// <summary>Which Qonto is played.</summary>
internal enum Profile
{
    /// <summary>The sandbox as programs saw it.</summary>
    Sandbox,

    /// <summary>The sandbox as the documentation describes it.</summary>
    Documented,

    /// <summary>Production: no gate, no mocked SCA.</summary>
    Production,
}

/// <summary>One oddity that can be turned on or off per workspace.</summary>
/// <param name="Id">Number in the contract, such as Q46.</param>
/// <param name="Name">Name in the contract and in the control API.</param>
/// <param name="InSandbox">Default in profile sandbox.</param>
/// <param name="InDocumented">Default in profile documented.</param>
/// <param name="InProduction">Default in profile production.</param>
/// <param name="Evidence">How sure the behaviour is.</param>
/// <param name="Meaning">What happens when it is on.</param>
internal sealed record Switch(string Id, string Name, bool InSandbox, bool InDocumented, bool InProduction, Evidence Evidence, string Meaning)
{
    public bool DefaultIn(Profile profile) => profile switch
    {
        Profile.Sandbox => InSandbox,
        Profile.Documented => InDocumented,
        _ => InProduction,
    };
}
