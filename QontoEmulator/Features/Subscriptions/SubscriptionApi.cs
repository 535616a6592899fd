using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Features.Organizations;

namespace QontoEmulator.Features.Subscriptions;

internal static class SubscriptionApi
{
    private static readonly SubscriptionJson Wire = new(Json.Wire());

    public static void MapSubscription(this IEndpointRouteBuilder routes) =>
        routes.Get("/v2/subscription", Show).RequireScope("subscription.read").AllowApiKey();

    // The key is plan, without a wrapper; null, and still 200, when there is no active core subscription.
    private static ValueTask<Answer> Show(Call call) =>
        Answer.Json(200, new(call.Caller.Organization.Plan is { } plan ? PlanWire.Of(plan) : null), Wire.SubscriptionWire);
}

internal sealed record SubscriptionWire(PlanWire? Plan);

internal sealed record PlanWire(string Code, string Name, string Lineup, string Status, string Recurrence, PriceWire MonthlyPrice, DateTimeOffset? TrialEndsAt)
{
    public static PlanWire Of(Plan plan) => new(
        plan.Code, plan.Name, plan.Lineup, plan.Status, plan.Recurrence, new(Money.Text(plan.MonthlyPriceCents), "EUR"), plan.TrialEndsAt);
}

/// <summary>The key is amount here, not value as in other prices.</summary>
internal sealed record PriceWire(string Amount, string Currency);

[JsonSerializable(typeof(SubscriptionWire))]
internal sealed partial class SubscriptionJson : JsonSerializerContext;
