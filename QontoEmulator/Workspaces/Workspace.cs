using System.Collections.Concurrent;
using QontoEmulator.Quirks;
using QontoEmulator.Seeding;
using QontoEmulator.Storage;

namespace QontoEmulator.Workspaces;

/// <summary>A world of its own: data, clock, switches and credentials. Nothing is shared between two of them but the seed they began with.</summary>
internal sealed class Workspace
{
    private readonly TimeSpan initialOffset;
    private readonly TimeProvider time;

    /// <param name="id">Its id.</param>
    /// <param name="seed">What it begins with and returns to.</param>
    /// <param name="profile">Which Qonto is played.</param>
    /// <param name="time">Real time.</param>
    /// <param name="initialOffset">How far its clock runs ahead of real time at the start and after a reset.</param>
    /// <param name="secrets">Its source of tokens and signatures.</param>
    /// <param name="credentials">Its app and API keys.</param>
    public Workspace(Guid id, Seed seed, Profile profile, TimeProvider time, TimeSpan initialOffset, Secrets secrets, IEnumerable<Document> credentials)
    {
        this.time = time;
        this.initialOffset = initialOffset;
        Id = id;
        Seed = seed;
        Profile = profile;
        Secrets = secrets;
        Chance = new(secrets.NextSeed());
        Clock = new(time, () => Store!.Current);
        Store = new(Beginning().With(credentials), () => Clock.Now);
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

    public bool Is(Switch quirk) => Store.Current.State.Switches.TryGetValue(quirk.Name, out var on) ? on : quirk.DefaultIn(Profile);

    /// <summary>Everything back to the seed. Credentials stay, and tokens whose member still exists, unless they are to be dropped.</summary>
    public ValueTask Reset(bool dropTokens) => Store.Replace(now => ResetRules.Back(now, Beginning(), dropTokens));

    /// <summary>Lets what is due by now happen before anyone looks.</summary>
    public ValueTask<int> CatchUp() => Agenda.NextDue(Store.Current) is { } due && due <= Clock.Now ? Agenda.Drain(Store, Clock.Now) : new(0);

    private Snapshot Beginning() => Seed.DataAt(time.GetUtcNow() + initialOffset).With([WorkspaceState.Initial(initialOffset)]);
}
