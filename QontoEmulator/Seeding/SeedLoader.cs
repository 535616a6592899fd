using System.Text.Json;
using System.Text.RegularExpressions;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Features.Statements;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Seeding;

/// <summary>Reads a seed's files into a snapshot: one JSON array of documents per table, in the folder of the seed.</summary>
internal static partial class SeedLoader
{
    private const string Manifest = "seed.json";

    /// <exception cref="SeedException">One sentence with the place of what is wrong.</exception>
    public static Snapshot Load(SeedSource source, Month runningMonth)
    {
        var shift = runningMonth.Plus(-1).Since(LastMonthOf(source));
        var options = Json.Stored(shift);
        var schema = EmulatorSchema.Schema;
        var documents = new Dictionary<Type, IReadOnlyList<Document>>();
        foreach (var table in schema.Tables)
            documents[table.DocumentType] = table.Scope == TableScope.Data ? Read(source, table, new(options)) : [];
        MergeInline(source, documents);

        SeedRules.Check(source, documents);
        var accounts = documents[typeof(BankAccount)].Cast<BankAccount>();
        var transactions = documents[typeof(Transaction)].Cast<Transaction>();
        (documents[typeof(BankAccount)], documents[typeof(Transaction)]) = Ledger.Book(accounts, transactions);

        var tables = schema.Tables.Select(table => Create(source, table, documents[table.DocumentType]));
        var change = new Tx(Snapshot.Of(schema, tables), runningMonth.Start);
        change.Put(StatementsOfMonth.Next(change.NewId(), runningMonth));
        SepaTransferSteps.Resume(change);
        return change.Commit();
    }

    private static Month LastMonthOf(SeedSource source)
    {
        var place = source.PlaceOf(Manifest);
        try
        {
            using var file = source.Open(Manifest) ?? throw new SeedException($"{source.Place} is no seed: it has no {Manifest}.");
            using var manifest = JsonDocument.Parse(file);
            if (manifest.RootElement.ValueKind == JsonValueKind.Object && manifest.RootElement.TryGetProperty("last_month", out var month)
                && month.ValueKind == JsonValueKind.String && Month.TryParse(month.GetString()!, out var last))
                return last;
            throw new SeedException($"{place} needs \"last_month\": \"MM-YYYY\", the month that the seed ends with.");
        }
        catch (JsonException broken)
        {
            throw At(place, broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SeedException($"{place} cannot be read: {failure.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>Puts the documents that a workspace brought along in place of those of the same id, or behind all others. Their times are as given.</summary>
    private static void MergeInline(SeedSource source, Dictionary<Type, IReadOnlyList<Document>> documents)
    {
        using var file = source.Open(SeedSource.Inline);
        if (file is null)
            return;
        using var inline = JsonDocument.Parse(file);
        foreach (var (name, value) in inline.RootElement.EnumerateObject().Select(property => (property.Name, property.Value)))
        {
            var table = EmulatorSchema.Schema.Tables.FirstOrDefault(table => table.Name == name && table.Scope == TableScope.Data)
                ?? throw new SeedException($"{source.PlaceOf(SeedSource.Inline)}: there is no table '{name}'.");
            try
            {
                var brought = table.Read(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(value, SeedSourceJson.Default.JsonElement)), Json.Stored());
                var replaced = brought.ToDictionary(document => document.Id);
                documents[table.DocumentType] =
                [
                    .. documents[table.DocumentType].Select(document => replaced.Remove(document.Id, out var other) ? other : document),
                    .. brought.Where(document => replaced.ContainsKey(document.Id)),
                ];
            }
            catch (JsonException broken)
            {
                throw At($"{source.PlaceOf(SeedSource.Inline)}, table {name}", broken);
            }
        }
    }

    private static IReadOnlyList<Document> Read(SeedSource source, TableDefinition table, JsonSerializerOptions options)
    {
        try
        {
            using var file = source.Open(table.Name + ".json");
            return file is null ? [] : table.Read(file, options);
        }
        catch (JsonException broken)
        {
            throw At(source.PlaceOf(table.Name + ".json"), broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SeedException($"{source.PlaceOf(table.Name + ".json")} cannot be read: {failure.Message.TrimEnd('.')}.");
        }
    }

    private static Table Create(SeedSource source, TableDefinition table, IReadOnlyList<Document> documents)
    {
        try
        {
            return table.Create(documents);
        }
        catch (SeedException wrong)
        {
            throw new SeedException($"{source.PlaceOf(table.Name + ".json")}: {wrong.Message}.");
        }
    }

    private static SeedException At(string path, JsonException broken)
    {
        // The framework's message repeats the place behind its first sentence, and names our types; what is wrong stands around that.
        var reason = NamesOfTypes().Replace(broken.Message.Split(" Path: ", 2)[0], "").Split(". ", 2)[0].TrimEnd('.');
        var line = broken.LineNumber is { } number ? $", line {number + 1}" : "";
        return new($"{path}{line}{(broken.Path is { Length: > 1 } place ? $", at {place}" : "")}: {reason}.");
    }

    [GeneratedRegex(@" to (QontoEmulator|System)\.\S+| (contained in|for|on) type '[^']*'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamesOfTypes();
}
