using System.Globalization;
using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Storage;

namespace QontoEmulator.OAuth;

/// <summary>Giving and withdrawing the consent that an app acts for a user.</summary>
internal static class Consents
{
    public static void MapConsents(this IEndpointRouteBuilder routes) => routes.Delete("/v2/oauth2/consents", Delete).RequireScope("organization.read");

    /// <summary>Keeps a consent, and sends the browser back to the app with a code.</summary>
    /// <param name="call">The call that settles it.</param>
    /// <param name="request">What is consented to.</param>
    /// <param name="signIn">Who consents.</param>
    /// <param name="membershipIds">For which organizations; just one in the usual flow.</param>
    public static async ValueTask<Answer> Give(Call call, AuthorizationRequest request, SignIn signIn, Guid[] membershipIds)
    {
        var code = call.Workspace.Secrets.NextToken("ory_ac_");
        await call.Store.Write(tx =>
        {
            var grant = new Grant
            {
                Id = call.Workspace.Chance.NextGuid(),
                ClientId = request.ClientId,
                MembershipId = membershipIds[0],
                UserMembershipIds = request.IsForUser ? membershipIds : [],
                Scopes = request.Scopes,
                SignIn = signIn,
            };
            tx.Put(grant);
            ExpiringCredentials.Keep(tx, new AuthorizationCode { Id = Tokens.IdOf(code), GrantId = grant.Id, RedirectUri = request.RedirectUri, CodeChallenge = request.CodeChallenge, ExpiresAt = tx.Now + Tokens.CodeLife });
            return grant;
        });
        return AuthorizationException.Redirect(call.Http.Request, request.RedirectUri, ("code", code), ("scope", string.Join(' ', request.Scopes)), ("state", request.State));
    }

    /// <summary>Ends everything a user has allowed an app, and tells webhooks of every organization it was allowed for.</summary>
    /// <returns>Whether there was anything.</returns>
    public static bool Withdraw(Tx tx, string clientId, Guid userId)
    {
        var grants = tx.Table<Grant>().InOrderOfCreation.Select(row => row.Document)
            .Where(grant => grant.ClientId == clientId && tx.Find<Membership>(grant.MembershipId)?.UserId == userId).ToArray();
        Tokens.EndGrants(tx, grants.Select(grant => grant.Id).ToHashSet());
        var organizations = grants.SelectMany(grant => grant.UserMembershipIds.Append(grant.MembershipId)).Select(id => tx.Find<Membership>(id)?.OrganizationId).OfType<Guid>();
        foreach (var organization in organizations.Distinct())
        {
            tx.Emit("v1/consent-revocations", organization, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("client_id", clientId);
                writer.WriteString("revoked_at", tx.Now.ToString(TimeConverter.WholeSeconds, CultureInfo.InvariantCulture));
                writer.WriteEndObject();
            });
        }

        return grants is not [];
    }

    private static ValueTask<Answer> Delete(Call call) => call.Write(tx =>
    {
        // Whoever consented was signed in, so there is a user.
        Withdraw(tx, call.Caller.ClientId!, call.Caller.Membership!.UserId!.Value);
        return Answer.Empty(204);
    });
}
