using System.Collections.Concurrent;
using QontoEmulator.Api;
using QontoEmulator.Features.Organizations;
using QontoEmulator.OAuth;
using QontoEmulator.Portal;
using QontoEmulator.Quirks;
using QontoEmulator.Seeding;
using QontoEmulator.Storage;

namespace QontoEmulator.Workspaces;

/// <summary>All workspaces of this process, and which of them a request means.</summary>
internal sealed class WorkspaceSet : IDisposable
{
    private readonly Settings settings;
    private readonly TimeProvider time;
    private readonly IFile? file;
    private readonly Committer? committer;
    private readonly Chance ids = new(Secrets.Fresh().NextSeed());
    private readonly ConcurrentDictionary<string, Seed> seeds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Workspace> workspaces = new();
    private readonly ConcurrentDictionary<string, Workspace> byStagingToken = new(StringComparer.Ordinal);
    private volatile Action<Workspace> watcher = _ => { };

    private WorkspaceSet(Settings settings, TimeProvider time, IFile? file)
    {
        this.settings = settings;
        this.time = time;
        this.file = file;
        committer = file is null ? null : new(file);
    }

    /// <summary>The workspace of calls that name no other.</summary>
    public Workspace Default { get; private set; } = null!;

    public IEnumerable<Workspace> All => workspaces.Values.OrderBy(workspace => workspace == Default ? 0 : 1).ThenBy(workspace => workspace.Id);

    /// <summary>Brings back what the data file holds, and makes the default workspace when there is none.</summary>
    /// <exception cref="SeedException">The seed cannot be used.</exception>
    /// <exception cref="StorageException">The data file cannot be used.</exception>
    public static WorkspaceSet Open(Settings settings, TimeProvider time)
    {
        var set = new WorkspaceSet(settings, time, settings.Data is { } path ? new SqliteFile(path) : null);
        foreach (var stored in set.file?.Load() ?? [])
            set.Restore(stored);
        var credentials = new AppCredentials(settings.StagingToken, settings.ApiKeySecret, settings.ClientId, settings.ClientSecret);
        set.Default ??= set.Add(set.SeedOf(settings.Seed), settings.Profile, isDefault: true, _ => credentials).AsTask().GetAwaiter().GetResult();
        return set;
    }

    /// <summary>A fresh workspace with credentials of its own.</summary>
    /// <param name="seedName">Name of its seed; that of the default workspace when absent.</param>
    /// <param name="profile">Which Qonto it plays.</param>
    /// <param name="inline">Documents to merge over the seed, as JSON: an object of tables, each an array.</param>
    /// <exception cref="SeedException">There is no such seed, or it is broken.</exception>
    public ValueTask<Workspace> Create(string? seedName, Profile? profile = null, byte[]? inline = null) => Add(
        SeedOf(seedName ?? settings.Seed) is var seed && inline is null ? seed : seed.With(inline),
        profile ?? settings.Profile,
        isDefault: false,
        secrets => new AppCredentials($"staging-{secrets.NextHex()}", secrets.NextHex(), $"client-{secrets.NextHex()}", secrets.NextHex()));

    /// <summary>Has somebody told of every workspace in which what is due has changed, or when; of new and deleted ones too.</summary>
    public void Watch(Action<Workspace> changed)
    {
        watcher = changed;
        foreach (var workspace in workspaces.Values)
            changed(workspace);
    }

    public Workspace? Find(Guid id) => workspaces.GetValueOrDefault(id);

    public async ValueTask Remove(Workspace workspace)
    {
        foreach (var token in byStagingToken.Where(pair => pair.Value == workspace))
            byStagingToken.TryRemove(token);
        workspaces.TryRemove(workspace.Id, out _);
        workspace.IsEnded = true;
        watcher(workspace);
        if (committer is not null)
            await committer.Enqueue(new WorkspaceEnded(workspace.Id));
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
        return First(data => data.Table<ApiKey>().Rows.Any(row => Gate.SecretsEqual(secret, row.Document.Secret)));
    }

    /// <summary>The workspace that an OAuth client belongs to.</summary>
    public Workspace? ByClientId(string clientId) => First(data => App.ByClientId(data, clientId) is not null);

    public void Dispose()
    {
        committer?.Dispose();
        file?.Dispose();
    }

    private Workspace? First(Func<Snapshot, bool> knows) =>
        knows(Default.Store.Current) ? Default : workspaces.Values.FirstOrDefault(workspace => knows(workspace.Store.Current));

    private Seed SeedOf(string name) => seeds.GetOrAdd(name, known => new(known, SeedSource.Folder(FolderOf(known))));

    private async ValueTask<Workspace> Add(Seed seed, Profile profile, bool isDefault, Func<Secrets, AppCredentials> credentials)
    {
        var now = time.GetUtcNow();
        var month = Month.Of(settings.Now ?? now);
        var data = seed.DataIn(month);
        var organizations = data.Table<Organization>().InOrderOfCreation.Select(row => row.Document.Id).ToArray();
        var secrets = Secrets.Fresh();
        var documents = credentials(secrets).Documents(secrets, organizations, settings.Now ?? now).Append(WorkspaceState.Initial(settings.Now - now ?? TimeSpan.Zero));
        var id = ids.NextGuid();
        var beginning = data.With(documents);
        if (committer is not null)
        {
            var changes = ResetRules.Differences(data, data, beginning).ToArray();
            _ = committer.Enqueue(new WorkspaceBegan(id, isDefault, seed.Name, seed.KeepIn(file!), month, profile.ToString(), secrets.Key));
            await committer.Enqueue(new DocumentsChanged(id, changes, beginning.IdCounter));
        }

        return Know(new(id, seed, profile, time, settings.Now, secrets, beginning, committer));
    }

    private void Restore(StoredWorkspace stored)
    {
        var began = stored.Began;
        var seed = seeds.GetOrAdd("kept " + began.SeedHash, _ => new(began.SeedName, SeedSource.Kept(file!, began.SeedHash, began.SeedName)));
        var data = seed.DataIn(began.RunningMonth).Restore(stored.Changes, stored.IdCounter);
        var workspace = Know(new(
            began.Workspace, seed, Enum.Parse<Profile>(began.Profile), time, settings.Now, new(began.SecretKey), data, committer));
        if (began.IsDefault)
            Default = workspace;
    }

    /// <summary>The staging tokens of the apps that a workspace has now open it, and no others.</summary>
    public void LearnStagingTokens(Workspace workspace)
    {
        var tokens = workspace.Store.Current.Table<App>().Rows.Select(row => row.Document.StagingToken).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in byStagingToken.Where(pair => pair.Value == workspace && !tokens.Contains(pair.Key)))
            byStagingToken.TryRemove(gone);
        foreach (var token in tokens)
            byStagingToken[token] = workspace;
    }

    private Workspace Know(Workspace workspace)
    {
        LearnStagingTokens(workspace);
        workspace.DueChanged = () => watcher(workspace);
        workspaces[workspace.Id] = workspace;
        watcher(workspace);
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
    public IEnumerable<Document> Documents(Secrets secrets, IReadOnlyList<Guid> organizations, DateTimeOffset now)
    {
        var app = new App
        {
            Id = new Chance(secrets.NextSeed()).NextGuid(),
            Name = "Emulator app",
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            StagingToken = StagingToken,
            Scopes = [.. ScopeNames.All],
            AnyLoopbackRedirect = true,
            Flow = IdentityFlow.Any,
        };
        yield return app;
        yield return AppRegistry.Listing(app, now);
        for (var i = 0; i < organizations.Count; i++)
            yield return new ApiKey { Id = organizations[i], Secret = i == 0 ? ApiKeySecret : secrets.NextHex() };
    }
}
