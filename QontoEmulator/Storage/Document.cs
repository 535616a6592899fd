namespace QontoEmulator.Storage;

/// <summary>Anything the store keeps. Documents are immutable; a change is a new document under the same id.</summary>
/// <remarks>The generated reader passes null for what a file leaves out, so a property with a default sets it in <c>init</c> too.</remarks>
internal abstract record Document
{
    public required Guid Id { get; init; }
}

/// <summary>A document that belongs to one organization: to every other one its id is unknown.</summary>
internal interface IOwned
{
    Guid OrganizationId { get; }
}

/// <summary>A document in a table, with its place in the order of creation and, once read, its JSON.</summary>
/// <remarks>The bytes live here and not in the record, because <c>with</c> would copy them into a changed document.</remarks>
internal sealed class Row<T>(T document, long sequence) where T : Document
{
    public T Document { get; } = document;

    public long Sequence { get; } = sequence;

    /// <summary>Wire JSON of the document alone; only for resources that no URL, role, host or switch shapes.</summary>
    public byte[]? Json { get; set; }
}
