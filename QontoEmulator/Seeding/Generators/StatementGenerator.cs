using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Statements;

namespace QontoEmulator.Seeding.Generators;

internal static class StatementGenerator
{
    /// <summary>One a month and Qonto account, from its first row to the end of the frame, or to its last row if it was closed (A80).</summary>
    /// <param name="accounts">Every account.</param>
    /// <param name="used">First and last month with rows, by account.</param>
    public static IEnumerable<Statement> Make(IReadOnlyList<BankAccount> accounts, IReadOnlyDictionary<Guid, (int First, int Last)> used)
    {
        var chance = Chance.For("statements");
        for (var month = 0; month < Frame.Months; month++)
        {
            foreach (var account in accounts.Where(account => !account.IsExternalAccount))
            {
                var (first, last) = used[account.Id];
                if (month >= first && (month <= last || account.Status == BankAccountStatus.Active))
                    yield return new() { Id = chance.Id(), OrganizationId = account.OrganizationId, BankAccountId = account.Id, Period = Frame.MonthAt(month) };
            }
        }
    }
}
