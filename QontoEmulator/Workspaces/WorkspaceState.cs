using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Portal;
using QontoEmulator.Quirks;
using QontoEmulator.Sca;
using QontoEmulator.Storage;

namespace QontoEmulator.Workspaces;

/// <summary>How a workspace is set: its clock and its quirks. The one document of its kind; a reset returns it to the start.</summary>
internal sealed record WorkspaceState : Document
{
    public static readonly Guid TheId = new("00000000-0000-0000-0000-000000000001");

    /// <summary>How far the clock runs ahead of real time, in milliseconds; negative when behind.</summary>
    public double ClockOffsetMs { get; init; }

    /// <summary>Where the clock stands still; null while it runs.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

    /// <summary>Switches set away from their profile's default, by name.</summary>
    public Dictionary<string, bool> Switches { get; init; } = [];

    public GateForm GateForm { get; init; }

    /// <summary>How long a file uploaded to a transaction is processed before it appears (A54).</summary>
    public double AttachmentDelaySeconds { get; init; }

    /// <summary>What a verification of an IBAN that nobody here knows comes to (P33).</summary>
    public MatchResult VopUnknownIban { get; init; }

    /// <summary>What SCA sessions decide by themselves; null while somebody has to.</summary>
    public ScaResult? ScaDecision { get; init; }

    /// <summary>After how many seconds they do.</summary>
    public double ScaDecisionSeconds { get; init; }

    /// <summary>Whether users are taken to have signed in and allowed whatever an app asks for.</summary>
    public bool AutoApprove { get; init; }

    /// <summary>Whether calls with an access token must carry a Signature header, as those of licensed providers do (platform.md 3.6).</summary>
    public bool RequireSignature { get; init; }

    /// <summary>What becomes of an app review that nobody decides; null for the standard.</summary>
    public ReviewAuto? ReviewAuto { get; init; }

    /// <summary>Whether a switch that is off in every profile was turned on.</summary>
    public bool IsOn(Switch quirk) => Switches.GetValueOrDefault(quirk.Name);

    public static WorkspaceState Initial(TimeSpan offset) => new() { Id = TheId, ClockOffsetMs = offset.TotalMilliseconds };
}

/// <summary>How the wall answers: a redirect to the sign-in page, or the page itself.</summary>
[JsonConverter(typeof(SnakeCase<GateForm>))]
internal enum GateForm
{
    Redirect,
    Html,
}
