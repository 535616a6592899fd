using System.Collections.Frozen;
using QontoEmulator.Api;

namespace QontoEmulator.Features.PayeeVerification;

/// <summary>What a bank answers: a result, with the right name when it is close, or a failure.</summary>
internal readonly record struct Verdict(MatchResult Result, string? MatchedName = null, ErrorKind? Failure = null)
{
    public static Verdict Failed(ErrorKind failure) => new(default, null, failure);
}

/// <summary>Payees that bring about one outcome each, so that a test can meet all of them (P33, P34). The README lists them.</summary>
internal static class TestPayees
{
    /// <summary>The one payee of the sandbox's own table that is known.</summary>
    public const string DefaultName = "Default Match Person";

    /// <summary>Accounts of <see cref="DefaultName"/>. The check digits of the second, an older one, are wrong, and it is accepted all the same.</summary>
    public static readonly IReadOnlyList<string> DefaultIbans = ["FR7616958000014849440866435", "FR7610002006000000141790000"];

    /// <summary>Ours, at a bank that does not exist.</summary>
    public static readonly FrozenDictionary<string, Verdict> ByIban = new Dictionary<string, Verdict>(StringComparer.Ordinal)
    {
        ["FR7699999000010090000000159"] = new(MatchResult.NotPossible),
        ["FR7699999000010090000000256"] = new(MatchResult.Unspecified),
        ["FR7699999000010090000000353"] = Verdict.Failed(ErrorCatalog.VopBankNotAvailable),
        ["FR7699999000010090000000450"] = Verdict.Failed(ErrorCatalog.VopBankFailed),
        ["FR7699999000010090000000547"] = Verdict.Failed(ErrorCatalog.VopBankAnsweredRubbish),
        ["FR7699999000010090000000644"] = Verdict.Failed(ErrorCatalog.VopBankRefused),
        ["FR7699999000010090000000741"] = Verdict.Failed(ErrorCatalog.VopBadGateway),
        ["FR7699999000010090000000838"] = Verdict.Failed(ErrorCatalog.VopBankTimeoutSeen),
        ["FR7699999000010090000000935"] = Verdict.Failed(ErrorCatalog.VopBankTimeout),
        ["FR7699999000010090000001032"] = Verdict.Failed(ErrorCatalog.VopInternal),
        ["FR7699999000010090000001129"] = Verdict.Failed(ErrorCatalog.VopNotImplemented),
        ["FR7699999000010090000001226"] = Verdict.Failed(ErrorCatalog.VopFeatureNotAvailable),
        ["FR7699999000010090000001323"] = Verdict.Failed(ErrorCatalog.VopTimeout),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Parts of a name, whatever the IBAN (P34).</summary>
    public static readonly IReadOnlyList<(string Part, Verdict Verdict)> ByName =
    [
        ("No Match", new(MatchResult.NoMatch)),
        ("Close Match", new(MatchResult.CloseMatch, DefaultName)),
        ("Not Possible", new(MatchResult.NotPossible)),
        ("Bank Unavailable", Verdict.Failed(ErrorCatalog.VopBankNotAvailable)),
        ("Bank Timeout", Verdict.Failed(ErrorCatalog.VopBankTimeout)),
    ];

    /// <summary>The verdict that is bound to a name or an IBAN; null for ordinary payees.</summary>
    public static Verdict? Find(string name, string iban)
    {
        foreach (var (part, verdict) in ByName)
        {
            if (name.Contains(part, StringComparison.OrdinalIgnoreCase))
                return verdict;
        }

        return ByIban.TryGetValue(iban, out var known) ? known : null;
    }
}
