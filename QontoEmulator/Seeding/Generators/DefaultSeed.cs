using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>The seed <c>default</c>: a company that may do everything, and a small neighbour.</summary>
internal sealed class DefaultSeed
{
    private readonly Dictionary<Guid, (int First, int Last)> used = [];
    private readonly Dictionary<Guid, DateTimeOffset> lastSettled = [];
    private readonly LinkGenerator links = new();
    private readonly BeneficiaryGenerator beneficiaries = new(Chance.For("beneficiaries"));
    private readonly TransferGenerator transfers = new(Chance.For("transfers"));

    private DefaultSeed()
    {
    }

    /// <summary>Writes every file of the seed.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="transactions">Rows of all accounts together.</param>
    public static void Write(SeedFolder folder, int transactions) => new DefaultSeed().WriteTo(folder, transactions);

    private void WriteTo(SeedFolder folder, int transactions)
    {
        var (company, neighbour) = OrganizationGenerator.Make();
        var teams = PeopleGenerator.Teams(company, neighbour);
        var (users, memberships) = PeopleGenerator.Members(company, neighbour, teams);
        var labels = CatalogueGenerator.Labels(company, neighbour);
        var categories = CatalogueGenerator.Categories(company);
        var accounts = BankAccountGenerator.Make(company, neighbour);

        var cast = new Cast(company, memberships, labels, categories, accounts);
        var attachments = new AttachmentGenerator(company, neighbour, cast.Main);
        var rows = new TransactionGenerator(cast, accounts[^1], memberships[^1], attachments, transactions);

        folder.WriteManifest(Frame.Last);
        folder.Write([company, neighbour]);
        folder.Write(users);
        folder.Write(teams);
        folder.Write(memberships);
        folder.Write(labels);
        folder.Write(categories);
        folder.Write(rows.Rows().Select(Follow));

        // These are known when the last transaction is written.
        folder.Write(accounts.Select(account => account with { UpdatedAt = lastSettled[account.Id].AddMilliseconds(12 + account.Number) }));
        List<Beneficiary> payees = [.. beneficiaries.Make()];
        var (orders, bulks) = transfers.Make(payees);
        folder.Write(payees);
        folder.Write(orders);
        folder.Write(bulks);
        folder.Write(attachments.Attachments);
        folder.Write(links.Links);
        folder.Write(StatementGenerator.Make(accounts, used));
        foreach (var (hash, paper) in attachments.Files)
            folder.WriteFile(hash, paper);
        folder.RemoveTheRest();
    }

    private Transaction Follow(Transaction row)
    {
        var month = Frame.IndexOf(row.CreatedAt);
        used[row.BankAccountId] = used.TryGetValue(row.BankAccountId, out var known) ? (known.First, month) : (month, month);
        if (row.Status == TransactionStatus.Completed && row.SettledAt > lastSettled.GetValueOrDefault(row.BankAccountId))
            lastSettled[row.BankAccountId] = row.SettledAt.Value;
        links.Follow(row);
        beneficiaries.Follow(row);
        transfers.Follow(row);
        return row;
    }
}
