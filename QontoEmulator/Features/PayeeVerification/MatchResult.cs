using System.Text.Json.Serialization;

namespace QontoEmulator.Features.PayeeVerification;

/// <summary>What the payee's bank says of a name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatchResult>))]
internal enum MatchResult
{
    [JsonStringEnumMemberName("MATCH_RESULT_MATCH")]
    Match,

    [JsonStringEnumMemberName("MATCH_RESULT_CLOSE_MATCH")]
    CloseMatch,

    [JsonStringEnumMemberName("MATCH_RESULT_NO_MATCH")]
    NoMatch,

    /// <summary>The bank was reached but cannot tell (P30).</summary>
    [JsonStringEnumMemberName("MATCH_RESULT_NOT_POSSIBLE")]
    NotPossible,

    [JsonStringEnumMemberName("MATCH_RESULT_UNSPECIFIED")]
    Unspecified,
}
