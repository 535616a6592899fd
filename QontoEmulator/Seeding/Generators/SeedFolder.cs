using System.Text;
using System.Text.Json;
using QontoEmulator.Api;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Seeding.Generators;

/// <summary>The folder of a seed while it is written: one JSON array per table with a document a line, so that changes show line by line.</summary>
internal sealed class SeedFolder
{
    private const string Manifest = "seed.json";
    private const string Files = "files";

    private readonly string path;
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    /// <param name="path">A folder that is absent, empty or an earlier seed.</param>
    /// <exception cref="SeedException">Something else lies there, which would not survive.</exception>
    public SeedFolder(string path)
    {
        this.path = path;
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !File.Exists(Path.Combine(path, Manifest)))
            throw new SeedException($"{path} holds something else than a seed, so nothing was written.");
        Directory.CreateDirectory(Path.Combine(path, Files));
    }

    public int FileCount => written.Count;

    /// <summary>Bytes of all files.</summary>
    public long Size { get; private set; }

    /// <summary>Says which month the seed ends with; times are moved by whole months from there on load.</summary>
    public void WriteManifest(Month last)
    {
        using var file = Create(Manifest);
        file.Write(Encoding.UTF8.GetBytes($"{{ \"last_month\": \"{last}\" }}\n"));
        Size += file.Length;
    }

    /// <summary>Writes a table's file. Documents are taken one by one, so there may be millions.</summary>
    public void Write<T>(IEnumerable<T> documents) where T : Document
    {
        var table = (TableDefinition<T>)EmulatorSchema.Schema.Tables[EmulatorSchema.Schema.PlaceOf<T>()];
        var type = table.Json(Json.Stored());
        using var file = Create(table.Name + ".json");
        using var json = new Utf8JsonWriter(file, new() { Encoder = WireEncoder.Instance });
        var count = 0;
        foreach (var document in documents)
        {
            file.Write(count++ == 0 ? "[\n"u8 : ",\n"u8);
            JsonSerializer.Serialize(json, document, type);
            json.Flush();
            json.Reset();
        }

        file.Write(count == 0 ? "[]\n"u8 : "\n]\n"u8);
        file.Flush();
        Size += file.Length;
    }

    public void WriteFile(string hash, Paper paper)
    {
        var ending = paper.ContentType switch { Papers.Pdf => "pdf", Papers.Png => "png", _ => "jpg" };
        using var file = Create(Path.Combine(Files, $"{hash}.{ending}"));
        file.Write(paper.Content);
        Size += paper.Content.Length;
    }

    /// <summary>Removes the files of an earlier seed that this one does not have.</summary>
    public void RemoveTheRest()
    {
        var old = Directory.EnumerateFiles(path, "*.json").Concat(Directory.EnumerateFiles(Path.Combine(path, Files)));
        foreach (var file in old.Where(file => !written.Contains(Path.GetRelativePath(path, file))).ToList())
            File.Delete(file);
    }

    private FileStream Create(string name)
    {
        written.Add(name);
        return new(Path.Combine(path, name), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }
}
