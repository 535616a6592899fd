using QontoEmulator.Seeding;
using QontoEmulator.Storage;

namespace QontoEmulator.Tests.Storage;

public sealed class StoreTests
{
    [Fact]
    public async Task A_change_is_seen_by_itself_at_once_and_by_others_when_it_is_done()
    {
        var store = Note.NewStore(One with { Rank = 1 });
        var before = store.Current;

        await store.Write(tx =>
        {
            tx.Put(One with { Rank = 2 });
            tx.Get<Note>(One.Id).Rank.Should().Be(2);
            store.Current.Get<Note>(One.Id).Rank.Should().Be(1);
            return true;
        });

        store.Current.Get<Note>(One.Id).Rank.Should().Be(2);
        before.Get<Note>(One.Id).Rank.Should().Be(1, "a state that was taken never changes");
    }

    [Fact]
    public async Task A_change_that_throws_keeps_nothing()
    {
        var store = Note.NewStore(One);
        var before = store.Current;

        var change = async () => await store.Write<bool>(tx =>
        {
            tx.Put(One with { Text = "changed" });
            tx.Put(new Note { Id = tx.NewId() });
            tx.Delete<Note>(One.Id);
            throw new InvalidDataException("refused");
        });

        await change.Should().ThrowAsync<InvalidDataException>();
        store.Current.Should().BeSameAs(before);
        (await store.Write(tx => tx.NewId())).Should().Be(await Note.NewStore(One).Write(tx => tx.NewId()), "even ids are as if it had never been");
    }

    [Fact]
    public async Task A_refusal_that_is_returned_keeps_what_was_written()
    {
        var store = Note.NewStore();

        (await store.Write(tx =>
        {
            tx.Put(One);
            return "refused";
        })).Should().Be("refused");

        store.Current.Find<Note>(One.Id).Should().Be(One);
    }

    [Fact]
    public async Task Readers_see_whole_states_while_writers_write()
    {
        var store = Note.NewStore(Enumerable.Range(0, 10).Select(number => new Note { Id = Note.IdOf(number), Rank = 100 }));
        var writing = Task.WhenAll(Enumerable.Range(0, 2).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 3000; i++)
                await store.Write(tx => Move(tx, Note.IdOf((i + writer) % 10), Note.IdOf((i * 7) % 10), i % 13));
        })));

        var seen = 0;
        while (!writing.IsCompleted || seen == 0)
        {
            var state = store.Current.Table<Note>();
            state.Documents.Cast<Note>().Sum(note => note.Rank).Should().Be(1000);
            state.Ordered(0, default).Select(row => row.Document).Should().BeEquivalentTo(state.Documents).And.BeInAscendingOrder(note => note.Rank);
            seen++;
        }

        await writing;
    }

    [Fact]
    public async Task No_write_is_lost_among_many()
    {
        var store = Note.NewStore(One with { Rank = 0 });

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
                await store.Write(tx => Change(tx, note => note with { Rank = note.Rank + 1 }));
        })));

        store.Current.Get<Note>(One.Id).Rank.Should().Be(4000);
    }

    [Fact]
    public async Task A_state_can_be_put_in_place_of_the_whole()
    {
        var store = Note.NewStore(One);
        var first = store.Current;
        await store.Write(tx => Change(tx, note => note with { Text = "changed" }));

        await store.Replace(now => now.Get<Note>(One.Id).Text == "changed" ? first : throw new InvalidOperationException(), (_, _) => throw new InvalidOperationException("Nothing is recorded without a file."));

        store.Current.Should().BeSameAs(first);
    }

    [Fact]
    public async Task The_time_of_a_change_is_one_moment_and_may_be_an_earlier_one()
    {
        var ticks = 0;
        var store = new Store(default, Note.NewStore().Current, () => DateTimeOffset.UnixEpoch.AddSeconds(++ticks), committer: null);

        (await store.Write(tx => (tx.Now, tx.Now))).Should().Be((DateTimeOffset.UnixEpoch.AddSeconds(1), DateTimeOffset.UnixEpoch.AddSeconds(1)));
        (await store.Write(tx => tx.Now, at: DateTimeOffset.UnixEpoch)).Should().Be(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void Two_documents_of_one_id_make_no_table()
    {
        var create = () => Note.NewStore(One, One with { Text = "other" });

        create.Should().Throw<SeedException>().WithMessage($"*{One.Id}*");
    }

    [Fact]
    public void A_reference_to_nothing_is_a_defect_and_told_as_such()
    {
        var get = () => Note.NewStore().Current.Get<Note>(One.Id);

        get.Should().Throw<InvalidOperationException>().WithMessage($"Note {One.Id}*");
    }

    private static Note One { get; } = new() { Id = Note.IdOf(1) };

    private static bool Move(Tx tx, Guid from, Guid to, int amount)
    {
        if (from == to)
            return false;
        tx.Put(tx.Get<Note>(from) with { Rank = tx.Get<Note>(from).Rank - amount });
        tx.Put(tx.Get<Note>(to) with { Rank = tx.Get<Note>(to).Rank + amount });
        return true;
    }

    private static bool Change(Tx tx, Func<Note, Note> change)
    {
        tx.Put(change(tx.Get<Note>(One.Id)));
        return true;
    }
}
