using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Teams;

internal static class TeamsApi
{
    /// <summary>What the app allows, by the help centre.</summary>
    private const int MostTeams = 100;

    private static readonly TeamsJson Wire = new(Json.Wire());

    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        var teams = routes.MapGroup("/v2/teams");

        teams.Get("", List).RequireScope("team.read").AllowApiKeyUnder(Switches.MembersTeamsApiKey)
            .Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null });
        teams.Post("", Create).RequireScope("team.write").AllowApiKeyUnder(Switches.MembersTeamsApiKey);

        // Qonto has no such route; tests that share a workspace may want one (Q26).
        teams.Delete("{id}", Delete).RequireScope("team.write").AllowApiKeyUnder(Switches.MembersTeamsApiKey).AbsentWhile(Switches.TeamsPermanent);
    }

    private static ValueTask<Answer> List(Call call) => call.Page("teams", call.AllOwn<Team>(), Bytes);

    private static async ValueTask<Answer> Create(Call call)
    {
        var body = await call.ReadBody();
        var name = body.RequiredText("name");

        return await call.Write(tx =>
        {
            var teams = call.AllOwn<Team>(tx);
            if (teams.Rows.Any(row => string.Equals(row.Document.Name.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase)))
                body.Refuse("name", ErrorCatalog.AlreadyTaken);
            body.ThrowIfRefused();
            if (teams.Count >= MostTeams)
                throw ErrorCatalog.ValueInvalid.Refuse(detail: $"An organization has at most {MostTeams} teams");

            var team = new Team { Id = tx.NewId(), OrganizationId = call.Caller.Organization.Id, Name = name };
            tx.Put(team);
            return Answer.Json(201, new(new(team.Id, team.Name)), Wire.TeamEnvelope);
        });
    }

    private static ValueTask<Answer> Delete(Call call) => call.Write(tx =>
    {
        var team = call.Own<Team>(tx).Document;
        foreach (var row in call.AllOwn<Membership>(tx).Rows.Where(row => row.Document.TeamId == team.Id))
            tx.Put(row.Document with { TeamId = null });
        tx.Delete<Team>(team.Id);
        return Answer.Empty(204);
    });

    private static ReadOnlyMemory<byte> Bytes(Row<Team> row) =>
        row.Json ??= Answer.JsonBytes(writer => JsonSerializer.Serialize(writer, new(row.Document.Id, row.Document.Name), Wire.TeamWire));
}

internal sealed record TeamEnvelope(TeamWire Team);

internal sealed record TeamWire(Guid Id, string Name);
