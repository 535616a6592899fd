using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Features.Statements;

/// <summary>Makes every account's statement when a month has ended (A80), on the workspace's clock.</summary>
internal static class StatementsOfMonth
{
    public const string Job = "statements.make";

    /// <summary>Plans the next round: the first instant of the month after the one given.</summary>
    public static Job Next(Guid id, Month running) => new() { Id = id, Due = running.End, Kind = Job, Subject = Guid.Empty };

    public static void Make(Tx tx, Job job)
    {
        var ended = Month.Of(job.Due).Plus(-1);
        foreach (var row in tx.Table<BankAccount>().InOrderOfCreation)
        {
            if (row.Document is { IsExternalAccount: false, Status: BankAccountStatus.Active } account && Month.Of(account.CreatedAt) <= ended)
                tx.Put(new Statement { Id = tx.NewId(), OrganizationId = account.OrganizationId, BankAccountId = account.Id, Period = ended });
        }

        tx.Put(Next(tx.NewId(), ended.Plus(1)));
    }
}
