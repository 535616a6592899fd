using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Statements;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Seeding;

/// <summary>Reads a seed's files into a snapshot: one JSON array of documents per table, in the folder of the seed.</summary>
internal static class SeedLoader
{
    private const string Manifest = "seed.json";

    /// <exception cref="SeedException">One sentence with the place of what is wrong.</exception>
    public static Snapshot Load(string folder, Month runningMonth)
    {
        var shift = runningMonth.Plus(-1).Since(LastMonthOf(folder));
        var options = Json.Stored(shift);
        var schema = EmulatorSchema.Schema;
        var documents = new Dictionary<Type, IReadOnlyList<Document>>();
        foreach (var table in schema.Tables)
            documents[table.DocumentType] = table.Scope == TableScope.Data ? Read(folder, table, new(options)) : [];

        SeedRules.Check(folder, documents);
        var accounts = documents[typeof(BankAccount)].Cast<BankAccount>();
        var transactions = documents[typeof(Transaction)].Cast<Transaction>();
        (documents[typeof(BankAccount)], documents[typeof(Transaction)]) = Ledger.Book(accounts, transactions);

        var tables = schema.Tables.Select(table => Create(folder, table, documents[table.DocumentType]));
        var change = new Tx(Snapshot.Of(schema, tables), runningMonth.Start);
        change.Put(StatementsOfMonth.Next(change.NewId(), runningMonth));
        return change.Commit();
    }

    private static Month LastMonthOf(string folder)
    {
        var path = Path.Combine(folder, Manifest);
        if (!File.Exists(path))
            throw new SeedException($"{folder} is no seed: it has no {Manifest}.");
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            if (manifest.RootElement.ValueKind == JsonValueKind.Object && manifest.RootElement.TryGetProperty("last_month", out var month)
                && month.ValueKind == JsonValueKind.String && Month.TryParse(month.GetString()!, out var last))
                return last;
            throw new SeedException($"{path} needs \"last_month\": \"MM-YYYY\", the month that the seed ends with.");
        }
        catch (JsonException broken)
        {
            throw At(path, broken);
        }
    }

    private static IReadOnlyList<Document> Read(string folder, TableDefinition table, JsonSerializerOptions options)
    {
        var path = Path.Combine(folder, table.Name + ".json");
        if (!File.Exists(path))
            return [];
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
            return table.Read(file, options);
        }
        catch (JsonException broken)
        {
            throw At(path, broken);
        }
    }

    private static Table Create(string folder, TableDefinition table, IReadOnlyList<Document> documents)
    {
        try
        {
            return table.Create(documents);
        }
        catch (SeedException wrong)
        {
            throw new SeedException($"{Path.Combine(folder, table.Name + ".json")}: {wrong.Message}.");
        }
    }

    private static SeedException At(string path, JsonException broken)
    {
        // The framework's message repeats the place behind its first sentence, and names our types; what is wrong stands before that.
        var reason = broken.Message.Split(" Path: ", 2)[0].Split(". ", 2)[0].TrimEnd('.');
        return new($"{path}, line {(broken.LineNumber ?? 0) + 1}{(broken.Path is { Length: > 1 } place ? $", at {place}" : "")}: {reason}.");
    }
}
