using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace QontoEmulator.Tests.Features;

/// <summary>
/// A seed written for one test: what the default one does not promise, such as ties or an organization without a plan. It begins with one
/// organization without plan and capabilities, its owner, and an empty main account.
/// </summary>
internal sealed class OwnSeed : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("own-seed-");
    private readonly Dictionary<string, List<JsonObject>> tables = new(StringComparer.Ordinal);

    public OwnSeed()
    {
        Put("organizations", $$"""
            {"id":"{{Organization}}","slug":"atelier-seul-1001","name":"Atelier Seul","locale":"fr","legal_country":"FR","legal_form":"SAS",
            "legal_number":"1001"}
            """);
        Put("users", $$"""{"id":"{{Id(902)}}","email":"owner@seul.example","first_name":"Odile","last_name":"Seule"}""");
        Put("memberships", $$"""
            {"id":"{{Id(903)}}","organization_id":"{{Organization}}","user_id":"{{Id(902)}}","first_name":"Odile","last_name":"Seule",
            "email":"owner@seul.example","role":"owner","status":"active"}
            """);
        Put("bank_accounts", $$"""
            {"id":"{{Account}}","organization_id":"{{Organization}}","number":1,"name":"Compte principal","main":true,"iban":"FR7616958000010000000009901",
            "bic":"QNTOFRP1XXX","created_at":"2026-01-05T09:00:00.000Z","updated_at":"2026-01-05T09:00:00.000Z"}
            """);
    }

    public static string Organization => Id(901);

    public static string Account => Id(904);

    /// <summary>Ids sort as their numbers do.</summary>
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:d12}");

    /// <param name="table">Name of the file without ending.</param>
    /// <param name="document">An anonymous object with the names that files use.</param>
    public OwnSeed With(string table, object document)
    {
        Put(table, JsonSerializer.Serialize(document));
        return this;
    }

    /// <summary>A completed income of one euro on the main account, in October.</summary>
    /// <param name="number">Of its id.</param>
    /// <param name="more">What is other than that, as an anonymous object.</param>
    public OwnSeed Transaction(int number, object? more = null)
    {
        const string time = "2026-10-05T09:00:00.000Z";
        var row = Put("transactions", $$"""
            {"id":"{{Id(number)}}","organization_id":"{{Organization}}","bank_account_id":"{{Account}}","side":"credit","operation_type":"income",
            "subject_type":"Income","status":"completed","amount_cents":100,"label":"Client",
            "settled_at":"{{time}}","emitted_at":"{{time}}","created_at":"{{time}}","updated_at":"{{time}}"}
            """);
        foreach (var (name, value) in JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
            row[name] = value?.DeepClone();
        return this;
    }

    /// <summary>Writes the files. What stands for October 2026 in them is last month when a workspace reads it.</summary>
    /// <returns>The folder, as the name of the seed.</returns>
    public string Write()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "seed.json"), """{"last_month":"10-2026"}""");
        foreach (var (table, documents) in tables)
            File.WriteAllText(Path.Combine(folder.FullName, table + ".json"), new JsonArray([.. documents]).ToJsonString());
        return folder.FullName.Replace('\\', '/');
    }

    public void Dispose() => folder.Delete(recursive: true);

    private JsonObject Put(string table, string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        if (tables.TryGetValue(table, out var documents))
            documents.Add(document);
        else
            tables.Add(table, [document]);
        return document;
    }
}
