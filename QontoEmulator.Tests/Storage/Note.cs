using QontoEmulator.Storage;

namespace QontoEmulator.Tests.Storage;

/// <summary>A document to try the store with.</summary>
internal sealed record Note : Document
{
    public const int Groups = 3;

    public static readonly IReadOnlyList<Order<Note>> Orders =
    [
        new("rank", note => new(default, note.Group), (x, y) => Then(x.Rank.CompareTo(y.Rank), x, y)),
        new("text", _ => default, (x, y) => Then(string.CompareOrdinal(x.Text, y.Text), x, y)),
    ];

    public static readonly TableDefinition<Note> Table = new("notes", _ => throw new NotSupportedException(), TableScope.Data, Orders);

    public static readonly Schema Schema = new([Table]);

    public int Group { get; init; }

    public int Rank { get; init; }

    public string Text { get; init; } = "";

    public static Store NewStore(params IEnumerable<Note> notes) => new(default, Snapshot.Of(Schema, [Table.Create(notes)]), () => DateTimeOffset.UnixEpoch.AddYears(50), committer: null);

    public static Guid IdOf(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private static int Then(int order, Note x, Note y) => order != 0 ? order : x.Id.CompareTo(y.Id);
}
