using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.OAuth;
using QontoEmulator.Sca;
using QontoEmulator.Storage;

namespace QontoEmulator.Control;

/// <summary>Strong authentication without a phone: shows what waits, decides it, or has everything decide itself.</summary>
internal static class ScaDecisionsApi
{
    private const int MaxSeconds = 24 * 60 * 60;

    public static void MapScaDecisions(this IEndpointRouteBuilder control)
    {
        control.Get("sca_sessions", List).AllowAnyone();
        control.Post("sca_sessions/{id}/{decision}", Decide).AllowAnyone();
        control.Get("sca_auto", ShowAuto).AllowAnyone();
        control.Put("sca_auto", SetAuto).AllowAnyone();
    }

    private static ValueTask<Answer> List(Call call)
    {
        var workspace = ControlApi.Target(call);
        var (data, now, wanted) = (workspace.Store.Current, workspace.Clock.Now, call.Query.Text("result"));
        var sessions = data.Table<ScaSession>().InOrderOfCreation.Select(row => ScaSessionWire.Of(data, row.Document, now));
        return Answer.Json(200, new(sessions.Where(session => wanted is null || session.Result == wanted)), ControlJson.Wire.ScaSessionList);
    }

    private static async ValueTask<Answer> Decide(Call call)
    {
        var workspace = ControlApi.Target(call);
        if (!WireNames<ScaResult>.TryParse(call.Path("decision"), out var decision) || decision == ScaResult.Waiting)
            throw ErrorCatalog.NotFound.Refuse($"'{call.Path("decision")}' is no decision: allow or deny.");

        // Tests have the token of the 428 at hand, not the id.
        var id = Guid.TryParse(call.Path("id"), out var named) ? named : Tokens.IdOf(call.Path("id"));
        var decided = await workspace.Store.Write(tx =>
            tx.Find<ScaSession>(id) is null ? throw ErrorCatalog.NotFound.Refuse("No SCA session has that id or token.")
            : ScaSessions.Decide(tx, id, decision) ? ScaSessionWire.Of(tx, tx.Get<ScaSession>(id), tx.Now)
            : throw ErrorCatalog.AlreadyDecided.Refuse());
        return Answer.Json(200, decided, ControlJson.Wire.ScaSessionWire);
    }

    private static ValueTask<Answer> ShowAuto(Call call) => Answer.Json(200, ScaAutoWire.Of(ControlApi.Target(call).Store.Current), ControlJson.Wire.ScaAutoWire);

    private static async ValueTask<Answer> SetAuto(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("decision", "after_seconds");
        var (text, seconds) = (body.Text("decision"), body.Number("after_seconds") ?? 0);
        ScaResult? decision = text switch { "allow" => ScaResult.Allow, "deny" => ScaResult.Deny, _ => null };
        if (decision is null && text is not null)
            body.Refuse("decision", ErrorCatalog.NotInList, "decision must be allow, deny or null");
        if (seconds is not (>= 0 and <= MaxSeconds))
            body.Refuse("after_seconds", ErrorCatalog.Invalid, $"after_seconds must be from 0 to {MaxSeconds}");
        body.ThrowIfRefused();

        var set = await workspace.Store.Write(tx =>
        {
            tx.Put(tx.State with { ScaDecision = decision, ScaDecisionSeconds = decision is null ? 0 : seconds });
            return ScaAutoWire.Of(tx);
        });
        return Answer.Json(200, set, ControlJson.Wire.ScaAutoWire);
    }
}

internal sealed record ScaSessionList(IEnumerable<ScaSessionWire> ScaSessions);

/// <summary>A session for people: who is asked, what for, and how it stands. Its token is not kept anywhere.</summary>
internal sealed record ScaSessionWire(
    Guid Id, string Result, string ActionType, string Description, string Request, ScaMemberWire Member, ScaPreference Preference,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? DecidedAt, DateTimeOffset? UsedAt)
{
    public static ScaSessionWire Of(Snapshot data, ScaSession session, DateTimeOffset now)
    {
        var member = data.Find<Membership>(session.MembershipId);
        return new(
            session.Id, session.ResultAt(now).ToString().ToLowerInvariant(), session.ActionType, session.Description, session.Request,
            new(session.MembershipId, member is null ? "" : $"{member.FirstName} {member.LastName}", member?.Email), session.Preference,
            session.CreatedAt, session.ExpiresAt, session.DecidedAt, session.UsedAt);
    }
}

internal sealed record ScaMemberWire(Guid Id, string Name, string? Email);

internal sealed record ScaAutoWire(string? Decision, double AfterSeconds)
{
    public static ScaAutoWire Of(Snapshot data) => new(data.State.ScaDecision?.ToString().ToLowerInvariant(), data.State.ScaDecisionSeconds);
}
