using QontoEmulator.Features.Memberships;
using QontoEmulator.Storage;

namespace QontoEmulator.OAuth;

/// <summary>Withdrawing what a member allowed an app, by the API or in the web app (platform.md 3.4).</summary>
internal static class Consents
{
    /// <summary>All tokens of the app for this member die, and webhooks tell once.</summary>
    /// <returns>Whether there was anything to withdraw.</returns>
    public static bool Withdraw(Tx tx, Membership member, string clientId)
    {
        var grants = tx.Table<Grant>().Rows.Select(row => row.Document).Where(grant => grant.MembershipId == member.Id && grant.ClientId == clientId).ToArray();
        foreach (var grant in grants)
            Tokens.EndGrant(tx, grant.Id, accessTokens: true);
        if (grants is not [])
        {
            tx.Emit("v1/consent-revocations", member.OrganizationId, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("client_id", clientId);
                writer.WriteString("revoked_at", tx.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
                writer.WriteEndObject();
            });
        }

        return grants is not [];
    }
}
