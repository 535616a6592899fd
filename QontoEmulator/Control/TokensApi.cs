using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.OAuth;

namespace QontoEmulator.Control;

/// <summary>Gives out tokens without the browser, as if the member had just consented; everything they open is checked all the same.</summary>
internal static class TokensApi
{
    public static void MapIssuing(this IEndpointRouteBuilder control) => control.Post("tokens", Issue).AllowAnyone();

    private static async ValueTask<Answer> Issue(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request, optional: true);
        body.RefuseUnknown("scopes", "user", "client_id");
        var (scopes, email, clientId) = (body.Texts("scopes"), body.Text("user"), body.Text("client_id"));
        var data = workspace.Store.Current;

        var app = data.Table<App>().InOrderOfCreation.Select(row => row.Document).FirstOrDefault(app => clientId is null || app.ClientId == clientId);
        if (app is null)
            body.Refuse("client_id", ErrorCatalog.Invalid, $"{clientId} is no app of this workspace");
        var unknown = scopes?.Where(scope => app?.MayAsk(scope, workspace.Profile) == false).ToArray() ?? [];
        if (unknown is not [])
            body.Refuse("scopes", ErrorCatalog.NotInList, $"the app may not ask for {string.Join(' ', unknown)}");
        var member = data.Table<Membership>().InOrderOfCreation.Select(row => row.Document).FirstOrDefault(member =>
            member is { Status: MembershipStatus.Active, UserId: not null } && (email is null ? member.Role == Role.Owner : string.Equals(member.Email, email, StringComparison.OrdinalIgnoreCase)));
        if (member is null)
            body.Refuse("user", ErrorCatalog.Invalid, $"{email} is no active member in this workspace");
        body.ThrowIfRefused();

        var issued = await workspace.Store.Write(tx =>
        {
            var grant = new Grant
            {
                Id = workspace.Chance.NextGuid(),
                ClientId = app!.ClientId,
                MembershipId = member!.Id,
                Scopes = scopes is null ? [.. app.Scopes.Where(scope => app.MayAsk(scope, workspace.Profile))] : [.. scopes],
                SignIn = new(member.UserId!.Value, workspace.Chance.NextGuid(), tx.Now, tx.Now, Nonce: null),
                ByControlApi = true,
            };
            tx.Put(grant);
            return Tokens.Issue(tx, workspace.Secrets, grant);
        });
        Explain.Step(call.Http, Stage.Note, "tokens given out without the browser, as if the member had consented", member!.Email);
        return Answer.Json(200, new TokensWire(issued.AccessToken, issued.ExpiresIn, issued.Scope) { RefreshToken = issued.RefreshToken }, ControlJson.Wire.TokensWire);
    }
}

internal sealed record TokensWire(string AccessToken, int ExpiresIn, string Scope)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefreshToken { get; init; }
}
