using System.Text.Json.Nodes;
using QontoEmulator.Api;
using QontoEmulator.Seeding;

namespace QontoEmulator.Tests.Hosting;

/// <summary>A copy of the default seed, without its files, to be broken in one place.</summary>
internal sealed class SeedCopy : IDisposable
{
    public static readonly Month Running = new(2026, 11);

    public SeedCopy()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "seed-data", "default"), "*.json"))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("seed").FullName;

    public string PathOf(string table) => Path.Combine(Folder, table + ".json");

    public void Write(string table, string text) => File.WriteAllText(PathOf(table), text);

    /// <summary>Changes the documents of a table.</summary>
    public void Change(string table, Action<JsonArray> change)
    {
        var documents = JsonNode.Parse(File.ReadAllText(PathOf(table)))!.AsArray();
        change(documents);
        Write(table, documents.ToJsonString());
    }

    public void ShouldBeRefused(params string[] named) => ShouldBeRefusedAt(Running, named);

    /// <summary>Loads the seed as of a month and expects one sentence that names all that is given.</summary>
    public void ShouldBeRefusedAt(Month running, params string[] named)
    {
        var load = () => SeedLoader.Load(SeedSource.Folder(Folder), running);

        var sentence = load.Should().Throw<SeedException>().Which.Message;
        sentence.Should().StartWith(Folder).And.EndWith(".").And.ContainAll(named);
        sentence.Should().NotContain("\n").And.NotContain("   at ").And.NotContain("QontoEmulator").And.NotContain("System.");
        sentence.Length.Should().BeLessThan(500);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
