using QontoEmulator.Api;
using QontoEmulator.Control;
using QontoEmulator.Storage;

namespace QontoEmulator.Portal;

/// <summary>Reviewing by JSON: who may use the portal, and what becomes of an app that nobody decides about.</summary>
internal static class AccountsApi
{
    private const double MaxSeconds = 366 * 24 * 3600;

    public static void MapAccounts(this IEndpointRouteBuilder control)
    {
        control.Get("portal_accounts", List).AllowAnyone();
        control.Post("portal_accounts/{email}/approve", Approve).AllowAnyone();
        control.Post("portal_accounts/{email}/reject", Reject).AllowAnyone();
        control.Get("review_auto", ShowAuto).AllowAnyone();
        control.Put("review_auto", SetAuto).AllowAnyone();
    }

    private static ValueTask<Answer> List(Call call) => Answer.Json(
        200, new(ControlApi.Target(call).Store.Current.Table<PortalAccount>().InOrderOfCreation.Select(row => AccountWire.Of(row.Document))), PortalJson.Wire.AccountList);

    private static ValueTask<Answer> Approve(Call call) => Decide(call, approves: true, reason: null);

    private static async ValueTask<Answer> Reject(Call call) => await Decide(call, approves: false, await AppsApi.ReadReason(call));

    private static async ValueTask<Answer> Decide(Call call, bool approves, string? reason)
    {
        var decided = await ControlApi.Target(call).Store.Write(tx =>
        {
            var account = PortalAccount.ByEmail(tx, call.Path("email")) ?? throw ErrorCatalog.NotFound.Refuse($"Nobody signed up to the portal with the address {call.Path("email")}.");
            return PortalAccount.Decide(tx, account, approves, reason) ? tx.Get<PortalAccount>(account.Id)
                : throw ErrorCatalog.WrongState.Refuse(detail: "It is not being reviewed.");
        });
        return Answer.Json(200, AccountWire.Of(decided), PortalJson.Wire.AccountWire);
    }

    private static ValueTask<Answer> ShowAuto(Call call) => Answer.Json(200, ReviewAutoWire.Of(ControlApi.Target(call).Store.Current), PortalJson.Wire.ReviewAutoWire);

    private static async ValueTask<Answer> SetAuto(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("decision", "after_seconds");
        var (text, seconds) = (body.Text("decision"), body.Number("after_seconds") ?? ReviewAuto.Standard.AfterSeconds);
        if (text is not (null or "approve" or "reject"))
            body.Refuse("decision", ErrorCatalog.NotInList, "decision must be approve, reject or null");
        if (seconds is not (>= 0 and <= MaxSeconds))
            body.Refuse("after_seconds", ErrorCatalog.Invalid, $"after_seconds must be from 0 to {MaxSeconds}");
        body.ThrowIfRefused();

        return Answer.Json(200, await workspace.Store.Write(tx =>
        {
            tx.Put(tx.State with { ReviewAuto = new(text is null ? null : text == "approve", text is null ? 0 : seconds) });
            return ReviewAutoWire.Of(tx);
        }), PortalJson.Wire.ReviewAutoWire);
    }
}

internal sealed record AccountList(IEnumerable<AccountWire> Accounts);

internal sealed record AccountWire(Guid Id, string Email, AccountState State, string? Purpose, string? Reason, bool HasQontoAccount, DateTimeOffset CreatedAt, DateTimeOffset? DueAt)
{
    public static AccountWire Of(PortalAccount account) => new(
        account.Id, account.Email, account.State, account.Purpose, account.Reason, account.UserId is not null, account.CreatedAt, account.DueAt);
}

internal sealed record ReviewAutoWire(string? Decision, double AfterSeconds)
{
    public static ReviewAutoWire Of(Snapshot data)
    {
        var auto = data.State.ReviewAuto ?? ReviewAuto.Standard;
        return new(auto.Approves switch { true => "approve", false => "reject", null => null }, auto.AfterSeconds);
    }
}
