using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.OAuth;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Sca;

/// <summary>Asks a member for strong authentication inside a write: the 428 and its way back (§9).</summary>
internal static class StrongAuthentication
{
    private const string PreferenceHeader = "X-Qonto-2fa-Preference";
    private const string TokenHeader = "X-Qonto-Sca-Session-Token";
    private const string CodeHeader = "X-Qonto-MFA";

    /// <summary>Any phone or SMS code is this one in the sandbox.</summary>
    public const string AnyCode = "123456";

    /// <summary>Null when the request carries an approved token for exactly this request, which is then used up; otherwise what to answer.</summary>
    /// <param name="tx">The write that is to be approved; the answer must be returned from it, so that the session is kept.</param>
    /// <param name="call">The request, by a member.</param>
    /// <param name="body">Its body as it was sent.</param>
    /// <param name="actionType">Such as <c>bank_account.close</c>.</param>
    /// <param name="description">The act in words, for whoever approves it.</param>
    public static Answer? Demand(Tx tx, Call call, ReadOnlyMemory<byte> body, string actionType, string description)
    {
        var hash = RequestHash.Of(call.Http.Request, body);
        var token = call.Http.Request.Headers[TokenHeader].ToString();
        return token.Length > 0 ? Redeem(tx, call, token, hash) : Challenge(tx, call, hash, actionType, description);
    }

    // First what the token is (412), then what it was given out for (422); only then is it used up.
    private static Answer? Redeem(Tx tx, Call call, string token, string hash)
    {
        if (tx.Find<ScaSession>(Tokens.IdOf(token)) is not { } session || session.MembershipId != call.Caller.Membership!.Id)
            return Invalid(call, "This SCA session token is not known, or belongs to another member.");
        if (session.UsedAt is { } used)
            return Foreign(call, $"This SCA session token was used at {used:O}; it works once.");

        var code = session.Preference == ScaPreference.SmsOtp ? call.Http.Request.Headers[CodeHeader].ToString() : "";
        var result = session.ResultAt(tx.Now);
        if (result == ScaResult.Waiting && code == AnyCode)
            result = ScaResult.Allow;
        if (result != ScaResult.Allow)
        {
            return Invalid(call, (result, code, tx.Now >= session.ExpiresAt) switch
            {
                (_, _, true) => "This SCA session expired: it lives 15 minutes, and its approval must be used within them.",
                (ScaResult.Deny, _, _) => "This SCA session was denied.",
                (_, { Length: > 0 }, _) => $"The code in {CodeHeader} is wrong; in the sandbox it is always {AnyCode}.",
                _ => "Nobody has approved this SCA session yet.",
            });
        }

        if (session.RequestHash != hash)
            return Foreign(call, $"This SCA session token was given out for another request: {session.Request}; method, path and body must be the same.");
        tx.Put(session with { Result = ScaResult.Allow, DecidedAt = session.DecidedAt ?? tx.Now, UsedAt = tx.Now });
        Explain.Step(call.Http, Stage.Sca, "an approved token is used", session.ActionType);
        return null;
    }

    private static Answer Challenge(Tx tx, Call call, string hash, string actionType, string description)
    {
        var preference = PreferenceOf(call);
        if (preference != ScaPreference.Mock && call.Is(Switches.ScaNeedsEnrolment) && !HasFactor(tx, call.Caller.Membership!, preference))
        {
            Explain.Refusal(call.Http, 428, $"The member has not enrolled this factor; send {PreferenceHeader}: mock, PUT /_emulator/users/<email>/second_factors, or turn sca-needs-enrolment off.");
            return NotEnrolled(call);
        }

        var token = call.Workspace.Secrets.NextScaToken();
        ScaSessions.Begin(tx, new()
        {
            Id = Tokens.IdOf(token),
            MembershipId = call.Caller.Membership!.Id,
            Request = $"{call.Http.Request.Method} {call.Http.Request.Path.Value}",
            ActionType = actionType,
            Description = description,
            RequestHash = hash,
            Preference = preference,
            CreatedAt = tx.Now,
            ExpiresAt = tx.Now + ScaSessions.Life,
        });
        Explain.Step(call.Http, Stage.Sca, "a session is opened", actionType);
        Explain.Refusal(call.Http, 428, call.Workspace.Profile == Profile.Production
            ? $"Approve it on the device page (/_emulator/device), then repeat the same request with {TokenHeader}."
            : $"Approve it on the device page (/_emulator/device) or by POST /v2/mocked_sca_sessions/<token>/allow, then repeat the same request with {TokenHeader}.");
        return Answer.Json(428, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("action_type", actionType);
            writer.WriteString("code", "sca_required");
            writer.WriteString("message", preference == ScaPreference.Passkey ? "SCA required: passkey verification" : "SCA required");
            writer.WriteString("sca_session_token", token);

            // What it recovers is not known; it opens nothing here.
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
}
