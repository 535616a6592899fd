using QontoEmulator.Quirks;
using QontoEmulator.Seeding;
using QontoEmulator.Storage;

namespace QontoEmulator.Workspaces;

/// <summary>A world of its own: data, clock, switches and credentials. Nothing is shared between two of them but the seed they began with.</summary>
internal sealed class Workspace
{
    private readonly Lock switching = new();
    private volatile IReadOnlyDictionary<string, bool> settled = new Dictionary<string, bool>(StringComparer.Ordinal);

    public Workspace(Guid id, Seed seed, Profile profile, WorkspaceClock clock, Secrets secrets, Func<Secrets, IEnumerable<Document>> credentials)
    {
        Id = id;
        Seed = seed;
        Profile = profile;
        Clock = clock;
        Secrets = secrets;
        Chance = new(secrets.NextSeed());
        Store = new(seed.DataAt(clock.Now).With(credentials(secrets)), () => clock.Now);
    }

    public Guid Id { get; }

    public Seed Seed { get; }

    public Profile Profile { get; }

    public WorkspaceClock Clock { get; }

    public Secrets Secrets { get; }

    public Chance Chance { get; }

    public Store Store { get; }

    /// <summary>How the wall answers: a redirect to the sign-in page, or the page itself.</summary>
    public GateForm GateForm { get; set; }

    public bool Is(Switch quirk) => settled.TryGetValue(quirk.Name, out var on) ? on : quirk.DefaultIn(Profile);

    public void Set(IEnumerable<KeyValuePair<Switch, bool?>> changes)
    {
        lock (switching)
        {
            var next = new Dictionary<string, bool>(settled, StringComparer.Ordinal);
            foreach (var (quirk, on) in changes)
            {
                if (on is { } value)
                    next[quirk.Name] = value;
                else
                    next.Remove(quirk.Name);
            }

            settled = next;
        }
    }

    /// <summary>Everything back to the seed. Credentials stay, and tokens whose member still exists, unless they are to be dropped.</summary>
    public ValueTask Reset(bool dropTokens)
    {
        Clock.Release();
        settled = new Dictionary<string, bool>(StringComparer.Ordinal);
        GateForm = GateForm.Redirect;
        return Store.Replace(now => ResetRules.Back(now, Seed.DataAt(Clock.Now), dropTokens));
    }

    /// <summary>Lets what is due by now happen before anyone looks.</summary>
    public ValueTask<int> CatchUp() => Agenda.NextDue(Store.Current) is { } due && due <= Clock.Now ? Agenda.Drain(Store, Clock.Now) : new(0);
}

internal enum GateForm
{
    Redirect,
    Html,
}
