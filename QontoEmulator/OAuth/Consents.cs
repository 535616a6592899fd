using System.Globalization;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Storage;

namespace QontoEmulator.OAuth;

/// <summary>Withdrawing the consent that an app acts for a user, by the API or in the web app (platform.md 3.4).</summary>
internal static class Consents
{
    /// <summary>Ends everything a user has allowed an app, and tells webhooks of every organization it was allowed for.</summary>
    /// <returns>Whether there was anything.</returns>
    public static bool Withdraw(Tx tx, string clientId, Guid userId)
    {
        var grants = tx.Table<Grant>().InOrderOfCreation.Select(row => row.Document)
            .Where(grant => grant.ClientId == clientId && tx.Find<Membership>(grant.MembershipId)?.UserId == userId).ToArray();
        foreach (var grant in grants)
            Tokens.EndGrant(tx, grant.Id, accessTokens: true);
        foreach (var organization in grants.Select(grant => tx.Get<Membership>(grant.MembershipId).OrganizationId).Distinct())
        {
            tx.Emit("v1/consent-revocations", organization, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("client_id", clientId);
                writer.WriteString("revoked_at", tx.Now.UtcDateTime.ToString(Api.TimeConverter.WholeSeconds, CultureInfo.InvariantCulture));
                writer.WriteEndObject();
            });
        }

        return grants is not [];
    }
}
