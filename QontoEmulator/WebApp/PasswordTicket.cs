using System.Globalization;
using QontoEmulator.Api;

namespace QontoEmulator.WebApp;

/// <summary>What the code page sends back: who gave the right password, and until when that holds. Signed by the workspace, so that nothing need be stored.</summary>
internal static class PasswordTicket
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public static string For(Call call, Guid userId)
    {
        var claim = string.Create(CultureInfo.InvariantCulture, $"{userId:N}.{(call.Now + Life).ToUnixTimeMilliseconds()}");
        return $"{claim}.{Sign(call, claim)}";
    }

    /// <returns>The user; null when the ticket is not ours or its time is over.</returns>
    public static Guid? Read(Call call, string ticket) =>
        ticket.Split('.') is [var user, var until, var signature]
        && Gate.SecretsEqual(signature, Sign(call, $"{user}.{until}"))
        && call.Now.ToUnixTimeMilliseconds() < long.Parse(until, CultureInfo.InvariantCulture)
            ? Guid.ParseExact(user, "N")
            : null;

    private static string Sign(Call call, string claim) => call.Workspace.Secrets.Sign($"password given:{claim}");
}
