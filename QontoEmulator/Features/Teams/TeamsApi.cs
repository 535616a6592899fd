using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Teams;

internal static class TeamsApi
{
    private static readonly TeamsJson Wire = new(Json.Wire());

    public static void MapTeams(this IEndpointRouteBuilder routes)
    {
        var teams = routes.MapGroup("/v2/teams");

        teams.Get("", List).RequireScope("team.read").AllowApiKeyUnder(Switches.MembersTeamsApiKey)
            .Lists(ListPolicy.Default with { OnBadEnum = null, OnBadSort = null });
    }

    private static ValueTask<Answer> List(Call call) => call.Page("teams", call.AllOwn<Team>(), Bytes);

    private static ReadOnlyMemory<byte> Bytes(Row<Team> row) =>
        row.Json ??= Answer.JsonBytes(writer => JsonSerializer.Serialize(writer, new(row.Document.Id, row.Document.Name), Wire.TeamWire));
}

internal sealed record TeamWire(Guid Id, string Name);
