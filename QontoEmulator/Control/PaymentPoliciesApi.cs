using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Storage;

namespace QontoEmulator.Control;

/// <summary>An organization's payment policy (P50); in the real sandbox only the web app can set it.</summary>
internal static class PaymentPoliciesApi
{
    public static void MapPaymentPolicies(this IEndpointRouteBuilder control)
    {
        control.Get("organizations/{slug}/payment_policy", Show).AllowAnyone();
        control.Put("organizations/{slug}/payment_policy", Set).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call)
    {
        var data = ControlApi.Target(call).Store.Current;
        return Wire(data, Named(data, call));
    }

    // {} takes the policy away.
    private static async ValueTask<Answer> Set(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("above", "approvers");
        var (above, approvers) = (body.Text("above"), body.Texts("approvers") ?? []);
        if (above is not null && !Money.TryParse(above, out _))
            body.Refuse("above", ErrorCatalog.Invalid, "above must be an amount such as 500.00");
        if (above is null && body.Has("approvers"))
            body.Refuse("above", ErrorCatalog.Required);
        body.ThrowIfRefused();

        return await workspace.Store.Write(tx =>
        {
            var organization = Named(tx, call);
            var members = tx.Table<Membership>().InOrderOfCreation.Select(row => row.Document).Where(member => member.OrganizationId == organization.Id).ToArray();
            foreach (var email in approvers.Where(email => !members.Any(member => Equal(member.Email, email))))
                body.Refuse("approvers", ErrorCatalog.Invalid, $"{email} is no member of {organization.Slug}");
            body.ThrowIfRefused();

            Guid[] ids = [.. members.Where(member => approvers.Any(email => Equal(member.Email, email))).Select(member => member.Id)];
            _ = Money.TryParse(above ?? "", out var cents);
            var changed = organization with { PaymentPolicy = above is null ? null : new() { AboveCents = cents, ApproverIds = ids } };
            tx.Put(changed);
            return Wire(tx, changed);
        });
    }

    private static Organization Named(Snapshot data, Call call) =>
        data.Table<Organization>().Rows.FirstOrDefault(row => row.Document.Slug == call.Path("slug"))?.Document
        ?? throw ErrorCatalog.NotFound.Refuse($"No organization of this workspace has the slug {call.Path("slug")}.");

    private static bool Equal(string? email, string other) => string.Equals(email, other, StringComparison.OrdinalIgnoreCase);

    private static Answer Wire(Snapshot data, Organization organization) => Answer.Json(
        200,
        new(
            organization.PaymentPolicy is { } policy ? Money.Text(policy.AboveCents) : null,
            organization.PaymentPolicy?.ApproverIds.Select(id => data.Get<Membership>(id).Email) ?? []),
        ControlJson.Wire.PaymentPolicyWire);
}

/// <summary>Nothing is above null: there is no policy.</summary>
internal sealed record PaymentPolicyWire(string? Above, IEnumerable<string?> Approvers);
