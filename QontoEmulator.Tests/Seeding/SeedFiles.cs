using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QontoEmulator.Api;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Statements;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Seeding;

namespace QontoEmulator.Tests.Seeding;

/// <summary>The seed <c>default</c>, generated afresh into a folder of its own.</summary>
public sealed class GeneratedSeed : IDisposable
{
    public GeneratedSeed() => SeedFiles.Generate(Folder).Should().Be(0);

    public string Folder { get; } = Directory.CreateTempSubdirectory("seed-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>Reads the files of a seed as they lie there.</summary>
internal sealed class SeedFiles(string folder)
{
    public IReadOnlyList<Organization> Organizations { get; } = Read(folder, "organizations", new OrganizationsJson(Json.Stored()).Organization);

    public IReadOnlyList<User> Users { get; } = Read(folder, "users", new MembershipsJson(Json.Stored()).User);

    public IReadOnlyList<Membership> Memberships { get; } = Read(folder, "memberships", new MembershipsJson(Json.Stored()).Membership);

    public IReadOnlyList<BankAccount> Accounts { get; } = Read(folder, "bank_accounts", new BankAccountsJson(Json.Stored()).BankAccount);

    public IReadOnlyList<Attachment> Attachments { get; } = Read(folder, "attachments", new AttachmentsJson(Json.Stored()).Attachment);

    public IReadOnlyList<Statement> Statements { get; } = Read(folder, "statements", new StatementsJson(Json.Stored()).Statement);

    public IReadOnlyList<Transaction> Transactions { get; } = Read(folder, "transactions", new TransactionsJson(Json.Stored()).Transaction);

    /// <summary>The committed seed, found from the solution file upwards of the tests.</summary>
    public static string Committed
    {
        get
        {
            var place = new DirectoryInfo(AppContext.BaseDirectory);
            while (place is not null && !File.Exists(Path.Combine(place.FullName, "QontoEmulator.sln")))
                place = place.Parent;
            return Path.Combine(place!.FullName, "seed-data", "default");
        }
    }

    public static int Generate(string folder, params string[] options) =>
        SeedCommand.Run(["seed", "generate", "--out", folder, .. options], TextWriter.Null, TextWriter.Null);

    /// <summary>Every file below a folder, by its path from there.</summary>
    public static IReadOnlyDictionary<string, byte[]> All(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllBytes, StringComparer.Ordinal);

    /// <summary>Completed rows of an account, in the order that makes balances (A36).</summary>
    public IReadOnlyList<Transaction> Settled(BankAccount account) =>
    [
        .. Transactions.Where(row => row.BankAccountId == account.Id && row.Status == TransactionStatus.Completed)
            .OrderBy(row => row.SettledAt).ThenBy(row => row.EmittedAt).ThenBy(row => row.Id),
    ];

    /// <summary>One table: a document stands on a line of its own, between a line that opens the array and one that closes it.</summary>
    public static List<T> Read<T>(string folder, string table, JsonTypeInfo<T> type) =>
    [
        .. File.ReadLines(Path.Combine(folder, table + ".json")).Where(line => line is not ("[" or "]"))
            .Select(line => JsonSerializer.Deserialize(line.TrimEnd(','), type)!),
    ];
}
