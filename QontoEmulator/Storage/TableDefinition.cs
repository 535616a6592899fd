using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QontoEmulator.Storage;

/// <summary>What a reset does with a table, and whether an export holds it.</summary>
internal enum TableScope
{
    /// <summary>Returns to the seed on reset and is exported.</summary>
    Data,

    /// <summary>Credentials, tokens and sessions: kept on reset, never exported.</summary>
    Secret,
}

/// <summary>One kind of document: its name in files, how it is written, and the orders it is kept in.</summary>
internal abstract class TableDefinition(string name, TableScope scope)
{
    public string Name { get; } = name;

    public TableScope Scope { get; } = scope;

    public abstract Type DocumentType { get; }

    /// <summary>Reads a JSON array of documents. Throws <see cref="JsonException"/> with the place of what is wrong.</summary>
    public abstract IReadOnlyList<Document> Read(Stream json, JsonSerializerOptions options);

    /// <summary>A document as the file keeps it.</summary>
    public abstract byte[] Serialize(Document document);

    public abstract Document Deserialize(ReadOnlySpan<byte> bytes);

    public abstract Table Create(IEnumerable<Document> documents);
}

/// <inheritdoc/>
/// <param name="name">Name of the table and of its seed file, without ending.</param>
/// <param name="json">The source-generated type information under given options.</param>
/// <param name="scope">Whether a reset returns it to the seed.</param>
/// <param name="orders">Orders that are kept up to date; a table without any is filtered and sorted on demand.</param>
internal sealed class TableDefinition<T>(
    string name, Func<JsonSerializerOptions, JsonTypeInfo<T>> json, TableScope scope = TableScope.Data, params IReadOnlyList<Order<T>> orders)
    : TableDefinition(name, scope) where T : Document
{
    public IReadOnlyList<Order<T>> Orders { get; } = orders;

    public override Type DocumentType => typeof(T);

    private readonly Lazy<JsonTypeInfo<T>> stored = new(() => json(Api.Json.Stored()));

    public override byte[] Serialize(Document document) => JsonSerializer.SerializeToUtf8Bytes((T)document, stored.Value);

    public override Document Deserialize(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, stored.Value)!;

    public JsonTypeInfo<T> Json(JsonSerializerOptions options) => json(options);

    public override IReadOnlyList<Document> Read(Stream json, JsonSerializerOptions options) =>
        [.. JsonSerializer.DeserializeAsyncEnumerable(json, Json(options)).ToBlockingEnumerable().Select((document, place) =>
            document ?? throw new JsonException("A document is null.", $"$[{place}]", lineNumber: null, bytePositionInLine: null))];

    public override Table Create(IEnumerable<Document> documents) => Table<T>.Create(this, documents.Cast<T>());
}
