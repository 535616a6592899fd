using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.OAuth;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Sca;

/// <summary>Asks a member for strong authentication inside a write: the 428 and its way back (platform.md 9).</summary>
internal static class StrongAuthentication
{
    private const string PreferenceHeader = "X-Qonto-2fa-Preference";
    private const string TokenHeader = "X-Qonto-Sca-Session-Token";
    private const string CodeHeader = "X-Qonto-MFA";

    /// <summary>Any phone or SMS code is this one in the sandbox.</summary>
    private const string AnyCode = "123456";

    /// <summary>Null when the request carries an approved token for exactly this request, which is then used up; otherwise what to answer.</summary>
    /// <param name="tx">The write that is to be approved; the answer must be returned from it, so that the session is kept.</param>
    /// <param name="call">The request, by a member.</param>
    /// <param name="body">Its body as it was sent.</param>
    /// <param name="actionType">Such as <c>bank_account.close</c>.</param>
    /// <param name="description">The act in words, for whoever approves it.</param>
    public static Answer? Demand(Tx tx, Call call, ReadOnlyMemory<byte> body, string actionType, string description)
    {
        var hash = HashOf(call, body.Span);
        var token = call.Http.Request.Headers[TokenHeader].ToString();
        return token.Length > 0 ? Redeem(tx, call, token, hash) : Challenge(tx, call, hash, actionType, description);
    }

    private static Answer? Redeem(Tx tx, Call call, string token, string hash)
    {
        if (tx.Find<ScaSession>(Tokens.IdOf(token)) is not { } session || session.MembershipId != call.Caller.Membership!.Id)
            return Invalid(call, "This SCA session token is not known, or belongs to another member.");
        if (session.UsedAt is { } used)
            return Foreign(call, $"This SCA session token was used at {used:O}; it works once.");
        if (session.RequestHash != hash)
            return Foreign(call, "This SCA session token was given out for another request; method, path and body must be the same.");
        if (session.Preference == ScaPreference.SmsOtp && session.Result == ScaResult.Waiting && call.Http.Request.Headers[CodeHeader].ToString() is { Length: > 0 } code)
        {
            if (code != AnyCode)
                return Invalid(call, $"The code in {CodeHeader} is wrong; in the sandbox it is always {AnyCode}.");
            session = ScaSessions.Decide(tx, session, ScaResult.Allow);
        }

        if (session.Result != ScaResult.Allow)
            return Invalid(call, session.Result == ScaResult.Waiting ? "Nobody has approved this session yet." : "This session was denied, or nobody answered for 15 minutes.");
        tx.Put(session with { UsedAt = tx.Now });
        return null;
    }

    private static Answer Challenge(Tx tx, Call call, string hash, string actionType, string description)
    {
        var preference = PreferenceOf(call);
        if (preference != ScaPreference.Mock && call.Is(Switches.ScaNeedsEnrolment) && !HasFactor(tx, call.Caller.Membership!, preference))
        {
            Explain.Refusal(call.Http, 428, $"The member has not enrolled this factor; send {PreferenceHeader}: mock, sign in as another member, or turn sca-needs-enrolment off.");
            return NotEnrolled(call);
        }

        var token = call.Workspace.Secrets.NextScaToken();
        var session = new ScaSession
        {
            Id = Tokens.IdOf(token),
            MembershipId = call.Caller.Membership!.Id,
            ActionType = actionType,
            Description = description,
            RequestHash = hash,
            Preference = preference,
            CreatedAt = tx.Now,
            ExpiresAt = tx.Now + ScaSessions.Life,
        };
        tx.Put(session);
        tx.At(session.ExpiresAt, ScaSessions.ExpireJob, session.Id);
        if (tx.State is { ScaDecision: not null, ScaDecisionSeconds: var seconds })
            tx.At(tx.Now.AddSeconds(seconds), ScaSessions.DecideJob, session.Id);
        Explain.Refusal(call.Http, 428, $"Approve it on the device page (/_emulator/device) or by POST /v2/mocked_sca_sessions/<token>/allow, then repeat the same request with {TokenHeader}.");
        return Answer.Json(428, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("action_type", actionType);
            writer.WriteString("code", "sca_required");
            writer.WriteString("message", preference == ScaPreference.Passkey ? "SCA required: passkey verification" : "SCA required");
            writer.WriteString("sca_session_token", token);
            writer.WriteString("sca_recovery_token", call.Workspace.Secrets.NextScaToken());
            writer.WriteString("trace_id", call.TraceId);
            writer.WriteEndObject();
        });
    }

    private static Answer NotEnrolled(Call call) => Answer.Json(428, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("code", "sca_not_enrolled");
        writer.WriteString("message", "You must enable SCA to perform this action");
        writer.WriteString("trace_id", call.TraceId);
        writer.WriteEndObject();
    });

    private static Answer Invalid(Call call, string hint)
    {
        Explain.Refusal(call.Http, 412, hint);
        return Answer.Json(412, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("message", "SCA session is invalid");
            writer.WriteString("code", "sca_session_invalid");
            writer.WriteEndObject();
        });
    }

    // The one place where errors is an object.
    private static Answer Foreign(Call call, string hint)
    {
        Explain.Refusal(call.Http, 422, hint);
        return Answer.Json(422, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("errors");
            writer.WriteString("message", "Not found");
            writer.WriteEndObject();
            writer.WriteString("trace_id", call.TraceId);
            writer.WriteEndObject();
        });
    }

    private static ScaPreference PreferenceOf(Call call) => call.Http.Request.Headers[PreferenceHeader].ToString() switch
    {
        "" or "paired-device" => ScaPreference.PairedDevice,
        "passkey" => ScaPreference.Passkey,
        "sms-otp" => ScaPreference.SmsOtp,
        "mock" when call.Workspace.Profile != Profile.Production => ScaPreference.Mock,
        var other => throw ErrorCatalog.BadRequest.Refuse($"'{other}' is no {PreferenceHeader} here: paired-device, passkey, sms-otp, and mock in the sandbox."),
    };

    // A member who enrolled anything counts as enrolled for the default; the other preferences name their factor.
    private static bool HasFactor(Snapshot data, Membership member, ScaPreference preference)
    {
        var factors = member.UserId is { } id && data.Find<User>(id) is { } user ? user.SecondFactors : [];
        return preference switch
        {
            ScaPreference.Passkey => factors.Contains(SecondFactor.Passkey),
            ScaPreference.SmsOtp => factors.Contains(SecondFactor.SmsOtp),
            _ => factors is not [],
        };
    }

    private static string HashOf(Call call, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{call.Http.Request.Method} {call.Http.Request.Path.Value}\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
