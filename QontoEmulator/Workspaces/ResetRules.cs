using QontoEmulator.Features.Memberships;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;

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
    /// <param name="dropTokens">Whether tokens end too; otherwise those live on whose member exists in the seed.</param>
    public static Snapshot Back(Snapshot now, Snapshot seed, bool dropTokens)
    {
        var secrets = now.Tables.Where(table => table.Definition.Scope == TableScope.Secret).ToDictionary(table => table.Definition);
        var back = Snapshot.Of(seed.Schema, seed.Tables.Select(table => secrets.GetValueOrDefault(table.Definition, table)), seed.IdCounter);
        var change = new Tx(back, default);
        foreach (var grant in now.Table<Grant>().Rows)
        {
            if (dropTokens || seed.Find<Membership>(grant.Document.MembershipId) is null)
                Tokens.EndGrant(change, grant.Document.Id, accessTokens: true);
        }

        // The jobs that end the surviving tokens survive with them.
        foreach (var job in now.Table<Job>().Rows)
        {
            if (change.Find<AccessToken>(job.Document.Subject) is not null || change.Find<RefreshToken>(job.Document.Subject) is not null)
                change.Put(job.Document);
        }

        return change.Commit();
    }
}
