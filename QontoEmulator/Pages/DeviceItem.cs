using System.Globalization;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Sca;
using QontoEmulator.Storage;

namespace QontoEmulator.Pages;

/// <summary>An SCA session in words. Public because Razor components are.</summary>
/// <param name="Action">Where its form is sent to.</param>
public sealed record DeviceItem(
    Guid Id, string Description, string Member, string Email, string ActionType, string Request, string Preference, string Since, string Left, string Result, string ResultClass, string Action)
{
    internal static DeviceItem Of(Snapshot data, ScaSession session, DateTimeOffset now, string action)
    {
        var result = session.ResultAt(now);
        var member = data.Find<Membership>(session.MembershipId);
        var left = session.ExpiresAt - now;
        return new(
            session.Id,
            session.Description,
            member is null ? "a former member" : $"{member.FirstName} {member.LastName}",
            member?.Email ?? "",
            session.ActionType,
            session.Request,
            session.Preference switch
            {
                ScaPreference.PairedDevice => "paired device",
                ScaPreference.Passkey => "passkey",
                ScaPreference.SmsOtp => "SMS code (123456)",
                _ => "mock",
            },
            session.CreatedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
            left >= TimeSpan.FromMinutes(1) ? $"{(int)left.TotalMinutes} min" : $"{Math.Max(0, (int)left.TotalSeconds)} s",
            (result, session.UsedAt, session.Result) switch
            {
                (ScaResult.Allow, not null, _) => "Allowed, used",
                (ScaResult.Allow, null, _) => "Allowed",
                (_, _, ScaResult.Deny) => "Denied",
                _ => "Expired",
            },
            result == ScaResult.Allow ? "allow" : "deny",
            action);
    }
}
