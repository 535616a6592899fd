using QontoEmulator.Api;
using QontoEmulator.OAuth;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Sca;

/// <summary>Polls a session, and in the sandbox decides it in the place of a phone (§9.2, §9.4).</summary>
internal static class ScaApi
{
    private const string Token = "sca_session_token";

    public static void MapSca(this IEndpointRouteBuilder routes)
    {
        routes.Get("/v2/sca_sessions/{sca_session_token}", Show);

        // The staging token is the only header documented for these; whoever passed the wall may decide.
        routes.Get("/v2/mocked_sca_sessions/{sca_session_token}", ShowMocked).AllowApiKey().AllowAnyone();
        routes.Post("/v2/mocked_sca_sessions/{sca_session_token}/{decision}", Decide).AllowApiKey().AllowAnyone();
    }

    // Mocked sessions are polled here too: the official SDK does so in the sandbox.
    private static ValueTask<Answer> Show(Call call) =>
        Find(call.Data, call) is { } session && session.MembershipId == call.Caller.Membership!.Id
            ? State(call, session)
            : throw ErrorCatalog.NotFound.Refuse("This member has no SCA session of that token; sessions are forgotten 30 minutes after they began.");

    private static ValueTask<Answer> ShowMocked(Call call) => State(call, Mocked(call.Data, call));

    private static async ValueTask<Answer> Decide(Call call)
    {
        ScaResult? wanted = call.Path("decision") switch { "allow" => ScaResult.Allow, "deny" => ScaResult.Deny, _ => null };
        if (wanted is not { } decision)
            throw ErrorCatalog.NotFound.Refuse($"'{call.Path("decision")}' is no decision: allow or deny.");
        var (decided, result) = await call.Store.Write(tx =>
        {
            var id = Mocked(tx, call).Id;
            return (ScaSessions.Decide(tx, id, decision), tx.Get<ScaSession>(id).ResultAt(tx.Now));
        });
        if (!decided)
            Explain.Hint(call.Http, $"The session was decided or had expired before, and stays at {result.ToString().ToLowerInvariant()}.");
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("message", "Success");
            writer.WriteEndObject();
        });
    }

    private static ScaSession? Find(Snapshot data, Call call) => data.Find<ScaSession>(Tokens.IdOf(call.Path(Token)));

    // Any session of the sandbox can be decided here, whatever its preference: no real phone would ever do it.
    private static ScaSession Mocked(Snapshot data, Call call) =>
        call.Workspace.Profile == Profile.Production
            ? throw ErrorCatalog.NotFound.Refuse("Production has no mocked SCA sessions; this workspace plays production.")
            : Find(data, call) ?? throw ErrorCatalog.NotFound.Refuse("No SCA session has that token.");

    private static Answer State(Call call, ScaSession session) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("result", session.ResultAt(call.Now) switch { ScaResult.Waiting => "waiting", ScaResult.Allow => "allow", _ => "deny" });

        // No way to cancel a session is known; denied and expired ones were seen with null.
        writer.WriteNull("canceled_at");
        writer.WriteEndObject();
    });
}
