using System.Xml;
using QontoEmulator.Api;
using QontoEmulator.Webhooks;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Control;

/// <summary>Time travel. Moving forward lets everything that falls due on the way happen, in order, before the answer.</summary>
internal static class ClockApi
{
    private const int FirstYear = 2000;
    private const int LastYear = 2200;
    private static readonly TimeSpan MaxAdvance = TimeSpan.FromDays(366 * 10);

    public static void MapClock(this IEndpointRouteBuilder control)
    {
        control.Get("clock", Show).AllowAnyone();
        control.Put("clock", Set).AllowAnyone();
        control.Post("clock/advance", Advance).AllowAnyone();
    }

    private static ValueTask<Answer> Show(Call call) => Answer.Json(200, ClockWire.Of(ControlApi.Target(call).Clock), ControlJson.Wire.ClockWire);

    private static async ValueTask<Answer> Set(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("now", "frozen");
        var (text, frozen) = (body.Text("now"), body.Flag("frozen") ?? false);
        var now = workspace.Clock.Now;
        if (text is not null && !Timestamp.TryParse(text, out now))
            body.Refuse("now", ErrorCatalog.Invalid, "now must be a time such as 2026-11-22T09:00:00Z");
        else if (now.UtcDateTime.Year is < FirstYear or > LastYear)
            body.Refuse("now", ErrorCatalog.Invalid, $"now must lie between the years {FirstYear} and {LastYear}");
        body.ThrowIfRefused();

        // {} is the way back to real time; {"frozen": true} stops the clock where it is.
        await workspace.Store.Write(tx =>
        {
            if (text is null && !frozen)
                WorkspaceClock.Release(tx);
            else
                workspace.Clock.Set(tx, now, frozen);
            return true;
        });
        Explain.Failed(call.Http, await workspace.CatchUp());
        return Answer.Json(200, ClockWire.Of(workspace.Clock), ControlJson.Wire.ClockWire);
    }

    private static async ValueTask<Answer> Advance(Call call)
    {
        var workspace = ControlApi.Target(call);
        var body = await BodyReader.Read(call.Http.Request);
        body.RefuseUnknown("by", "seconds");
        var clock = workspace.Clock;
        var until = clock.Now + Duration(body);
        if (until.Year > LastYear)
            body.Refuse(Given(body), ErrorCatalog.Invalid, $"the clock goes up to the year {LastYear}");
        body.ThrowIfRefused();

        var happened = await TimeTravel.Pass(workspace, call.Http.RequestServices.GetRequiredService<Dispatcher>(), until, call.Http.RequestAborted);
        Explain.Failed(call.Http, happened.Failed);
        return Answer.Json(200, new(clock.Now, clock.IsFrozen, happened.Done), ControlJson.Wire.AdvancedWire);
    }

    private static TimeSpan Duration(BodyReader body)
    {
        var by = TimeSpan.Zero;
        try
        {
            by = body.Text("by") is { } text ? XmlConvert.ToTimeSpan(text) : TimeSpan.FromSeconds(body.Number("seconds") ?? 0);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or ArgumentException)
        {
            // Refused below, with everything else that is no use.
        }

        if (by > TimeSpan.Zero && by <= MaxAdvance)
            return by;
        body.Refuse(Given(body), ErrorCatalog.Invalid, "must be more than nothing and at most ten years: \"by\": \"PT20M\", or \"seconds\": 1200");
        return TimeSpan.Zero;
    }

    private static string Given(BodyReader body) => body.Has("by") ? "by" : "seconds";
}

internal sealed record ClockWire(DateTimeOffset Now, bool Frozen, double OffsetSeconds)
{
    public static ClockWire Of(WorkspaceClock clock) => new(clock.Now, clock.IsFrozen, Math.Round(clock.Offset.TotalSeconds, 3));
}

/// <param name="Now">The time after the move.</param>
/// <param name="Frozen">Whether the clock stands still.</param>
/// <param name="Happened">How many due acts were carried out on the way.</param>
internal sealed record AdvancedWire(DateTimeOffset Now, bool Frozen, int Happened);
