namespace QontoEmulator.Tests.Contract;

/// <summary>Says which rules of the contract a test shows: a rule ("A05"), a quirk ("Q13"), or a section of platform.md ("§3.3").</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RuleAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;
}
