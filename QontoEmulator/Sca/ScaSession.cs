using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Sca;

/// <summary>One demand for strong authentication, bound to the request that met it. Its id is the hash of its token.</summary>
internal sealed record ScaSession : Document
{
    public required Guid MembershipId { get; init; }

    /// <summary>Method and path of the request, for whoever decides.</summary>
    public string Request { get; init; } = "";

    /// <summary>What is to be approved, such as <c>bank_account.close</c>.</summary>
    public required string ActionType { get; init; }

    /// <summary>The same in words, for the device page.</summary>
    public required string Description { get; init; }

    /// <summary>Hash of method, path and body of the request; another one cannot use the token.</summary>
    public required string RequestHash { get; init; }

    public required ScaPreference Preference { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What was decided. Ask <see cref="ResultAt"/>, which knows that time runs out.</summary>
    public ScaResult Result { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When the approved request was carried out; a token works once.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>What a poll reads: after 15 minutes a session that nobody decided, or whose approval nobody used, counts as denied.</summary>
    public ScaResult ResultAt(DateTimeOffset now) => UsedAt is null && now >= ExpiresAt ? ScaResult.Deny : Result;
}

[JsonConverter(typeof(SnakeCase<ScaResult>))]
internal enum ScaResult
{
    Waiting,
    Allow,
    Deny,
}

/// <summary>The values of <c>X-Qonto-2fa-Preference</c>.</summary>
[JsonConverter(typeof(KebabCase<ScaPreference>))]
internal enum ScaPreference
{
    PairedDevice,
    Passkey,
    SmsOtp,

    /// <summary>Sandbox only: every user has it, and the mock endpoints decide.</summary>
    Mock,
}

[JsonSerializable(typeof(ScaSession))]
internal sealed partial class ScaJson : JsonSerializerContext;
