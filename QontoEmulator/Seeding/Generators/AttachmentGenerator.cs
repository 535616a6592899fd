using System.Security.Cryptography;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Puts files on some rows: about every second of the newest of the main account, then one in most months, whatever the size of a seed.</summary>
internal sealed class AttachmentGenerator(Organization company, Organization neighbour, BankAccount main)
{
    private const int Newest = 50;
    private const int WithFiles = 15;
    private const int Photos = 2;

    private readonly Chance chance = Chance.For("attachments");
    private readonly List<Attachment> attachments = [];
    private readonly Dictionary<string, Paper> papers = new(StringComparer.Ordinal);
    private int cardRows;

    /// <summary>Every attachment made so far, in order of creation.</summary>
    public IReadOnlyList<Attachment> Attachments => [.. attachments.OrderBy(attachment => attachment.CreatedAt)];

    /// <summary>Their contents by SHA-256, each once.</summary>
    public IReadOnlyDictionary<string, Paper> Files => papers;

    /// <summary>Replaces rows of a month by the same ones with attachments.</summary>
    public void AttachTo(List<Transaction> rows, int month)
    {
        var places = Enumerable.Range(0, rows.Count).Where(place => rows[place].Status == TransactionStatus.Completed)
            .OrderByDescending(place => rows[place].SettledAt).ToList();
        var ofMain = places.Where(place => rows[place].BankAccountId == main.Id).ToList();

        if (month == Frame.LastIndex)
        {
            var recent = ofMain.Take(Newest).Where(place => HasPaper(rows[place])).Where((_, rank) => rank % 2 == 0).Take(WithFiles);
            foreach (var (rank, place) in recent.Index())
                rows[place] = Attach(rows[place], rank switch { 3 => 5, 6 => 2, _ => 1 });
        }
        else if (month is >= 3 and < 3 + 18)
        {
            var place = chance.Pick([.. ofMain.Where(place => HasPaper(rows[place]))]);
            rows[place] = Attach(rows[place], 1);
        }

        if (month == NeighbourRows.FirstMonth + 1)
        {
            var place = places.First(place => rows[place].OrganizationId == neighbour.Id);
            rows[place] = Attach(rows[place], 1);
        }
    }

    private static bool HasPaper(Transaction row) => row is
    {
        SubjectType: SubjectType.Card or SubjectType.Transfer or SubjectType.DirectDebit or SubjectType.Income,
        Category: not LegacyCategory.Salary,
    };

    private Transaction Attach(Transaction row, int count)
    {
        var added = new List<Attachment>();
        var time = row.SettledAt > row.CreatedAt ? row.SettledAt.Value : row.CreatedAt;
        for (var number = 1; number <= count; number++)
        {
            time += chance.Milliseconds(90_000, 1_400_000);
            added.Add(Make(row, number, time));
        }

        attachments.AddRange(added);
        var changed = time + chance.Milliseconds(20, 300);
        return row with { AttachmentIds = [.. added.Select(attachment => attachment.Id)], UpdatedAt = row.UpdatedAt > changed ? row.UpdatedAt : changed };
    }

    private Attachment Make(Transaction row, int number, DateTimeOffset createdAt)
    {
        var own = row.OrganizationId == company.Id;
        var paper = PaperOf(row, number);
        return new()
        {
            Id = chance.Id(),
            OrganizationId = row.OrganizationId,
            CreatedAt = createdAt,
            File = Store(paper),
            Probative = own && paper.ContentType == Papers.Pdf && attachments.TrueForAll(other => other.Probative is null)
                ? Store(Papers.ProbativeCopy(paper, createdAt)) : null,
        };
    }

    private Paper PaperOf(Transaction row, int number)
    {
        if (row.SubjectType != SubjectType.Card || number > 1)
            return Papers.Invoice(row, row.OrganizationId == company.Id ? company.Name : neighbour.Name, number);
        return cardRows++ < Photos ? Papers.Photo(row) : Papers.Receipt(row);
    }

    private StoredFile Store(Paper paper)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(paper.Content));
        papers.TryAdd(hash, paper);
        return new() { Name = paper.Name, ContentType = paper.ContentType, Size = paper.Content.Length, Sha256 = hash };
    }
}
