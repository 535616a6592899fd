using Bogus;
using QontoEmulator.Storage;

namespace QontoEmulator.Tests.Storage;

/// <summary>The table under random commands, held against a list that does the same naively.</summary>
public sealed class TableModelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_order_stays_right_whatever_is_put_changed_and_deleted(int seed)
    {
        var random = new Randomizer(seed);
        var model = Enumerable.Range(0, 10).Select(number => Random(random, number)).ToList();
        var store = Note.NewStore(model);
        ShouldBeEqual(store.Current.Table<Note>(), model);

        for (var i = 0; i < 400; i++)
        {
            var earlier = (Table: store.Current.Table<Note>(), Model: model.ToArray());
            await store.Write(tx => Commands(random, tx, model));
            ShouldBeEqual(store.Current.Table<Note>(), model);
            ShouldBeEqual(earlier.Table, earlier.Model);
        }
    }

    [Fact]
    public void Rows_of_a_selection_come_in_its_order_and_ties_in_order_of_creation()
    {
        var random = new Randomizer(4);
        var notes = Enumerable.Range(0, 200).Select(number => Random(random, number)).ToArray();
        var table = Note.NewStore(notes).Current.Table<Note>();

        var selection = table.Select("rank", note => note.Group == 1, (x, y) => x.Rank.CompareTo(y.Rank));

        selection.Rows.Select(row => row.Document).Should().Equal(notes.Where(note => note.Group == 1).OrderBy(note => note.Rank));
        selection.Count.Should().Be(notes.Count(note => note.Group == 1));
    }

    [Fact]
    public void A_stretch_of_an_order_reads_from_either_end()
    {
        var rows = Note.NewStore(Enumerable.Range(0, 10).Select(rank => new Note { Id = Note.IdOf(rank), Rank = rank })).Current.Table<Note>().Ordered(0, default);

        new Selection<Note>(rows, 2, 5, descending: false).Rows.Select(row => row.Document.Rank).Should().Equal(2, 3, 4, 5, 6);
        new Selection<Note>(rows, 2, 5, descending: true).Rows.Select(row => row.Document.Rank).Should().Equal(6, 5, 4, 3, 2);
        Selection<Note>.None.Rows.Should().BeEmpty();
    }

    // One change may hold several commands, also on the same document.
    private static bool Commands(Randomizer random, Tx tx, List<Note> model)
    {
        for (var count = random.Int(1, 4); count > 0; count--)
        {
            var note = Random(random, random.Int(0, 30));
            var place = model.FindIndex(known => known.Id == note.Id);
            if (random.Int(0, 3) == 0)
            {
                tx.Delete<Note>(note.Id);
                model.RemoveAll(known => known.Id == note.Id);
            }
            else if (place >= 0)
            {
                tx.Put(note);
                model[place] = note;
            }
            else
            {
                tx.Put(note);
                model.Add(note);
            }
        }

        return true;
    }

    private static void ShouldBeEqual(Table<Note> table, IReadOnlyList<Note> model)
    {
        table.Count.Should().Be(model.Count);
        table.Documents.SequenceEqual(model).Should().BeTrue("documents come in order of creation, changed ones at their old place");
        model.All(note => table.Find(note.Id)?.Document == note).Should().BeTrue();
        for (var group = 0; group < Note.Groups; group++)
            Documents(table, 0, group).SequenceEqual(model.Where(note => note.Group == group).OrderBy(note => note.Rank).ThenBy(note => note.Id)).Should().BeTrue();
        Documents(table, 1, 0).SequenceEqual(model.OrderBy(note => note.Text, StringComparer.Ordinal).ThenBy(note => note.Id)).Should().BeTrue();
    }

    private static IEnumerable<Note> Documents(Table<Note> table, int order, int group) => table.Ordered(order, new(default, group)).Select(row => row.Document);

    private static Note Random(Randomizer random, int number) =>
        new() { Id = Note.IdOf(number), Group = random.Int(0, Note.Groups - 1), Rank = random.Int(0, 5), Text = random.String2(1, "abc") };
}
