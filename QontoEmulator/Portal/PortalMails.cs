using QontoEmulator.Mail;
using QontoEmulator.Storage;

namespace QontoEmulator.Portal;

/// <summary>What the portal writes to those who have an account there.</summary>
internal static class PortalMails
{
    public static void AppDecided(Tx tx, PortalApp app, bool approved, string? reason)
    {
        if (app.AccountId is not { } id || tx.Find<PortalAccount>(id) is not { } account)
            return;
        var text = approved ? $"Your app {app.Name} was approved. You can publish it now." : $"Your app {app.Name} was not approved: {reason}";
        Send(tx, account.Email, approved ? "portal_app_approved" : "portal_app_rejected", $"The review of {app.Name}", text);
    }

    public static void AccountDecided(Tx tx, PortalAccount account, bool approved, string? reason) => Send(
        tx, account.Email, approved ? "portal_account_approved" : "portal_account_rejected", "Your Developer Portal account",
        approved ? "Your account was approved. You can sign in and create apps now." : $"Your account was not approved: {reason}");

    private static void Send(Tx tx, string to, string kind, string subject, string text) =>
        tx.Put(new SentMail { Id = tx.NewId(), CreatedAt = tx.Now, Kind = kind, To = to, Subject = subject, Text = text });
}
