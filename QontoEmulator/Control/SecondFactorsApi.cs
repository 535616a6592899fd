using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Storage;

namespace QontoEmulator.Control;

/// <summary>Which second factors a user has enrolled; in the real sandbox only the web app can change it (Q21).</summary>
internal static class SecondFactorsApi
{
    private static readonly Dictionary<string, SecondFactor> Names = new(StringComparer.Ordinal)
    {
        ["paired-device"] = SecondFactor.PairedDevice,
        ["passkey"] = SecondFactor.Passkey,
        ["sms-otp"] = SecondFactor.SmsOtp,
    };

    public static void MapSecondFactors(this IEndpointRouteBuilder control)
    {
        control.Get("users/{email}/second_factors", Show).AllowAnyone();
        control.Put("users/{email}/second_factors", Set).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call) => Json(Named(ControlApi.Target(call).Store.Current, call));

    private static async ValueTask<Answer> Set(Call call)
    {
        var workspace = ControlApi.Target(call);
        _ = Named(workspace.Store.Current, call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("second_factors");
        var wanted = body.Texts("second_factors");
        if (wanted is null || wanted.Any(name => !Names.ContainsKey(name)))
            body.Refuse("second_factors", ErrorCatalog.NotInList, $"second_factors must be a list of any of {string.Join(", ", Names.Keys)}; empty for none");
        body.ThrowIfRefused();

        var user = await workspace.Store.Write(tx =>
        {
            var changed = Named(tx, call) with { SecondFactors = [.. wanted!.Select(name => Names[name]).Distinct().Order()] };
            tx.Put(changed);
            return changed;
        });
        return Json(user);
    }

    private static User Named(Snapshot data, Call call) =>
        data.Table<User>().Rows.FirstOrDefault(row => string.Equals(row.Document.Email, call.Path("email"), StringComparison.OrdinalIgnoreCase))?.Document
        ?? throw ErrorCatalog.NotFound.Refuse($"No user of this workspace has the e-mail address {call.Path("email")}.");

    private static Answer Json(User user) => Answer.Json(200, new(user.Email, user.SecondFactors), ControlJson.Wire.SecondFactorsWire);
}

internal sealed record SecondFactorsWire(string Email, IReadOnlyList<SecondFactor> SecondFactors);
