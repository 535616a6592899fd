using System.Collections.Concurrent;
using QontoEmulator.Api;
using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Features.WebhookSubscriptions;
using QontoEmulator.Quirks;
using QontoEmulator.Seeding;
using QontoEmulator.Storage;
using QontoEmulator.Webhooks;

namespace QontoEmulator.Workspaces;

/// <summary>A world of its own: data, clock, switches and credentials. Nothing is shared between two of them but the seed they began with.</summary>
internal sealed class Workspace
{
    private readonly DateTimeOffset? start;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<Guid, SemaphoreSlim> lanes = new();
    private TaskCompletionSource deliveryChange = NewChange();

    /// <param name="id">Its id.</param>
    /// <param name="seed">What it begins with and returns to.</param>
    /// <param name="profile">Which Qonto is played.</param>
    /// <param name="time">Real time.</param>
    /// <param name="start">The time that its clock starts at, anew after a reset; real time when absent.</param>
    /// <param name="secrets">Its source of tokens and signatures.</param>
    /// <param name="data">The state it starts in.</param>
    /// <param name="committer">Makes its changes durable; null when everything lives in memory.</param>
    public Workspace(
        Guid id, Seed seed, Profile profile, TimeProvider time, DateTimeOffset? start, Secrets secrets, Snapshot data, Committer? committer)
    {
        this.time = time;
        this.start = start;
        Id = id;
        Seed = seed;
        Profile = profile;
        Secrets = secrets;
        Chance = new(secrets.NextSeed());
        Clock = new(time, () => Store!.Current);
        Store = new(id, data, () => Clock.Now, committer, Announce);
    }

    public Guid Id { get; }

    public Seed Seed { get; }

    public Profile Profile { get; }

    public WorkspaceClock Clock { get; }

    public Secrets Secrets { get; }

    public Chance Chance { get; }

    public Store Store { get; }

    /// <summary>Idempotency keys that are being answered right now.</summary>
    public ConcurrentDictionary<Guid, bool> IdempotencyInFlight { get; } = new();

    public RateLimits RateLimits { get; } = new();

    public VerificationLimit VerificationLimit { get; } = new();

    /// <summary>Deleted: whatever still works for it stops.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Called after every commit that changes what is due, or when; it must not wait.</summary>
    public Action DueChanged { get; set; } = () => { };

    /// <summary>Completes at the next change of a delivery.</summary>
    public Task NextDeliveryChange => deliveryChange.Task;

    public bool Is(Switch quirk) => Store.Current.State.Switches.TryGetValue(quirk.Name, out var on) ? on : quirk.DefaultIn(Profile);

    /// <summary>Everything back to the seed. Credentials stay, and tokens whose member still exists, unless they are to be dropped.</summary>
    public ValueTask Reset(bool dropTokens)
    {
        var now = time.GetUtcNow();
        var month = Month.Of(start ?? now);
        var seed = Seed.DataIn(month);
        var beginning = seed.With([WorkspaceState.Initial(start - now ?? TimeSpan.Zero)]);
        return Store.Replace(
            before => ResetRules.Back(before, beginning, dropTokens),
            (before, after) => new WorkspaceReset(Id, month, [.. ResetRules.Differences(seed, before, after)], after.IdCounter));
    }

    /// <summary>Lets what is due by now happen before anyone looks.</summary>
    /// <returns>Jobs that were given up.</returns>
    public async ValueTask<IReadOnlyList<FailedJob>> CatchUp() =>
        Agenda.NextDue(Store.Current) is { } due && due <= Clock.Now ? (await Agenda.Drain(Store, Clock.Now)).Failed : [];

    /// <summary>Held by whoever delivers to a subscription, so that its order is kept.</summary>
    public SemaphoreSlim LaneOf(Guid subscriptionId) => lanes.GetOrAdd(subscriptionId, static _ => new(1));

    private void ForgetLanes(Snapshot data)
    {
        foreach (var id in lanes.Keys.Where(id => data.Find<WebhookSubscription>(id) is null))
            lanes.TryRemove(id, out _);
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Announce(Snapshot before, Snapshot after)
    {
        var deliveries = !ReferenceEquals(before.Table<WebhookDelivery>(), after.Table<WebhookDelivery>());
        if (!ReferenceEquals(before.Table<WebhookSubscription>(), after.Table<WebhookSubscription>()))
            ForgetLanes(after);
        if (deliveries)
            Interlocked.Exchange(ref deliveryChange, NewChange()).TrySetResult();
        if (deliveries || !ReferenceEquals(before.Table<Job>(), after.Table<Job>()) || !ReferenceEquals(before.State, after.State))
            DueChanged();
    }
}
