using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.OAuth;
using QontoEmulator.Portal;
using QontoEmulator.Storage;
using QontoEmulator.WebApp;

namespace QontoEmulator.Workspaces;

/// <summary>What a reset keeps.</summary>
internal static class ResetRules
{
    /// <summary>What a file has to keep of a reset: where data differs from the seed, and credentials from those before.</summary>
    public static IEnumerable<Change> Differences(Snapshot seed, Snapshot before, Snapshot after) => after.Tables.SelectMany((table, place) =>
        table.Since(table.Definition.Scope == TableScope.Data ? seed.Tables[place] : before.Tables[place]));

    /// <summary>The seed's data with the credentials of now.</summary>
    /// <param name="now">The state before.</param>
    /// <param name="seed">The state to return to.</param>
    /// <param name="dropTokens">Whether tokens and web sessions end too; otherwise those live on whose member or user exists in the seed.</param>
    public static Snapshot Back(Snapshot now, Snapshot seed, bool dropTokens)
    {
        var secrets = now.Tables.Where(table => table.Definition.Scope == TableScope.Secret).ToDictionary(table => table.Definition);
        var back = Snapshot.Of(seed.Schema, seed.Tables.Select(table => secrets.GetValueOrDefault(table.Definition, table)), seed.IdCounter);
        var change = new Tx(back, default);
        Tokens.EndGrants(
            change,
            now.Table<Grant>().Rows.Select(row => row.Document).Where(grant => dropTokens || seed.Find<Membership>(grant.MembershipId) is null).Select(grant => grant.Id).ToHashSet());
        Forget<WebSession>(session => dropTokens || seed.Find<User>(session.UserId) is null);
        Forget<PortalSession>(_ => dropTokens);
        Forget<Password>(password => seed.Find<User>(password.Id) is null && now.Find<PortalAccount>(password.Id) is null);
        Forget<ApiKey>(key => seed.Find<Organization>(key.Id) is null);

        // Pages that are open meanwhile ask for what may be gone.
        Forget<ConsentFlow>(_ => true);

        // The jobs about what survives survive with it.
        foreach (var job in now.Table<Job>().Rows)
        {
            if (Survives(job.Document.Subject))
                change.Put(job.Document);
        }

        return change.Commit();

        void Forget<T>(Func<T, bool> which) where T : Document
        {
            foreach (var row in now.Table<T>().Rows.Where(row => which(row.Document)))
                change.Delete<T>(row.Document.Id);
        }

        bool Survives(Guid id) => id == ExpiringCredentials.JobId || change.Find<PortalApp>(id) is not null || change.Find<PortalAccount>(id) is not null;
    }
}
