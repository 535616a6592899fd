using System.Collections.Concurrent;
using QontoEmulator.Features.Organizations;
using QontoEmulator.OAuth;
using QontoEmulator.Seeding;
using QontoEmulator.Storage;

namespace QontoEmulator.Workspaces;

/// <summary>All workspaces of this process, and which of them a request means.</summary>
internal sealed class WorkspaceSet
{
    private readonly Settings settings;
    private readonly TimeProvider time;
    private readonly Chance ids = new(Secrets.Fresh().NextSeed());
    private readonly ConcurrentDictionary<string, Seed> seeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Workspace> workspaces = new();
    private readonly ConcurrentDictionary<string, Workspace> byStagingToken = new(StringComparer.Ordinal);

    /// <exception cref="SeedException">The seed of the default workspace cannot be used.</exception>
    public WorkspaceSet(Settings settings, TimeProvider time)
    {
        this.settings = settings;
        this.time = time;
        Default = Add(settings.Seed, _ => new AppCredentials(settings.StagingToken, settings.ApiKeySecret, settings.ClientId, settings.ClientSecret));
    }

    public Workspace Default { get; }

    public IEnumerable<Workspace> All => workspaces.Values.OrderBy(workspace => workspace == Default ? 0 : 1).ThenBy(workspace => workspace.Id);

    /// <summary>A fresh workspace with credentials of its own.</summary>
    /// <exception cref="SeedException">There is no such seed, or it is broken.</exception>
    public Workspace Create(string? seed) => Add(
        seed ?? settings.Seed,
        secrets => new AppCredentials($"staging-{secrets.NextHex()}", secrets.NextHex(), $"client-{secrets.NextHex()}", secrets.NextHex()));

    public Workspace? Find(Guid id) => workspaces.GetValueOrDefault(id);

    public bool Remove(Workspace workspace)
    {
        foreach (var token in byStagingToken.Where(pair => pair.Value == workspace))
            byStagingToken.TryRemove(token);
        return workspaces.TryRemove(workspace.Id, out _);
    }

    public Workspace? ByStagingToken(string token) => byStagingToken.GetValueOrDefault(token);

    /// <summary>The workspace that knows a credential; without a staging token this is how a call finds its world.</summary>
    public Workspace? ByCredential(string authorization)
    {
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var id = Tokens.IdOf(authorization["Bearer ".Length..].Trim());
            return First(data => data.Find<AccessToken>(id) is not null);
        }

        var secret = authorization[(authorization.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return First(data => data.Table<ApiKey>().Rows.Any(row => Api.Gate.SecretsEqual(secret, row.Document.Secret)));

        Workspace? First(Func<Snapshot, bool> knows) =>
            knows(Default.Store.Current) ? Default : workspaces.Values.FirstOrDefault(workspace => knows(workspace.Store.Current));
    }

    private Workspace Add(string seed, Func<Secrets, AppCredentials> credentials)
    {
        var known = seeds.GetOrAdd(seed, name => new(name, FolderOf(name)));
        var now = time.GetUtcNow();
        var offset = settings.Now - now ?? TimeSpan.Zero;
        var organizations = known.DataAt(now + offset).Table<Organization>().InOrderOfCreation.Select(row => row.Document.Id).ToArray();
        var secrets = Secrets.Fresh();
        var made = credentials(secrets);
        var workspace = new Workspace(ids.NextGuid(), known, settings.Profile, time, offset, secrets, made.Documents(secrets, organizations));
        byStagingToken[made.StagingToken] = workspace;
        workspaces[workspace.Id] = workspace;
        return workspace;
    }

    private static string FolderOf(string seed)
    {
        if (seed.Contains('/', StringComparison.Ordinal) || seed.Contains('\\', StringComparison.Ordinal))
            return Directory.Exists(seed) ? seed : throw new SeedException($"There is no folder {seed} to take a seed from.");
        var root = Path.Combine(AppContext.BaseDirectory, "seed-data");
        var known = Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).Where(folder => File.Exists(Path.Combine(folder, "seed.json"))).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal).ToArray()
            : [];
        return known.Contains(seed, StringComparer.Ordinal)
            ? Path.Combine(root, seed)
            : throw new SeedException($"There is no seed '{seed}'; there are: {string.Join(", ", known)}.");
    }
}

/// <summary>What opens a workspace at first: its app and the API keys of its organizations.</summary>
internal sealed record AppCredentials(string StagingToken, string ApiKeySecret, string ClientId, string ClientSecret)
{
    public IEnumerable<Document> Documents(Secrets secrets, IReadOnlyList<Guid> organizations)
    {
        yield return new App
        {
            Id = new Chance(secrets.NextSeed()).NextGuid(),
            Name = "Emulator app",
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            StagingToken = StagingToken,
            Scopes = [.. ScopeNames.All],
        };
        for (var i = 0; i < organizations.Count; i++)
            yield return new ApiKey { Id = organizations[i], Secret = i == 0 ? ApiKeySecret : secrets.NextHex() };
    }
}
