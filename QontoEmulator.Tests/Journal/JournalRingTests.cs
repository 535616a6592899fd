using System.Text;
using QontoEmulator.Journal;

namespace QontoEmulator.Tests.Journal;

public sealed class JournalRingTests
{
    private static readonly Guid One = new("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Two = new("22222222-2222-2222-2222-222222222222");

    [Fact]
    public void Entries_come_back_in_order_and_by_workspace()
    {
        var ring = new JournalRing(blocks: 2, blockBytes: 1024);
        ring.Append(One, "a"u8);
        ring.Append(Two, "b"u8);
        ring.Append(One, "c"u8);

        Texts(ring, One).Should().Equal("a", "c");
        Texts(ring, Two).Should().Equal("b");
        ring.Read(One, since: 1).Entries.Should().ContainSingle().Which.Number.Should().Be(3);
    }

    [Fact]
    public void The_oldest_make_room_for_the_newest_and_are_counted_for_their_own_workspace()
    {
        var ring = new JournalRing(blocks: 2, blockBytes: 1024);
        var entry = new byte[472];
        ring.Append(Two, entry);
        for (var i = 0; i < 5; i++)
            ring.Append(One, entry);

        // Two entries to a block of 1,024 bytes: the first two blocks, with four entries, made room once.
        ring.Read(Two).Should().BeEquivalentTo((Array.Empty<(long, byte[])>(), 1L));
        ring.Read(One).Dropped.Should().Be(1);
        ring.Read(One).Entries.Select(kept => kept.Number).Should().Equal(3, 4, 5, 6);
    }

    [Fact]
    public void What_fits_in_no_block_is_left_out_and_counted()
    {
        var ring = new JournalRing(blocks: 2, blockBytes: 64);

        ring.Append(One, new byte[65]);

        ring.Read(One).Entries.Should().BeEmpty();
        ring.Read(One).Dropped.Should().Be(1);
    }

    [Fact]
    public void Clearing_one_workspace_leaves_the_other_and_starts_its_count_anew()
    {
        var ring = new JournalRing(blocks: 1, blockBytes: 1024);
        ring.Append(One, "a"u8);
        ring.Append(Two, "b"u8);

        ring.Clear(One);
        ring.Append(One, "c"u8);

        Texts(ring, One).Should().Equal("c");
        Texts(ring, Two).Should().Equal("b");
        ring.Append(Two, new byte[970]);
        ring.Read(One).Dropped.Should().Be(1, "what was cleared is not dropped again");
    }

    [Fact]
    public void A_forgotten_workspace_is_not_counted_any_more()
    {
        var ring = new JournalRing(blocks: 1, blockBytes: 1024);
        ring.Append(One, "a"u8);

        ring.Forget(One);
        ring.Append(Two, new byte[980]);

        ring.Read(One).Should().BeEquivalentTo((Array.Empty<(long, byte[])>(), 0L));
    }

    [Fact]
    public async Task Many_writers_at_once_lose_nothing_unless_it_is_counted()
    {
        var ring = new JournalRing(blocks: 4, blockBytes: 4096);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
                ring.Append(writer % 2 == 0 ? One : Two, Encoding.UTF8.GetBytes(new string('x', i % 50)));
        })));

        var (one, two) = (ring.Read(One), ring.Read(Two));

        (one.Entries.Count + one.Dropped).Should().Be(4000);
        (two.Entries.Count + two.Dropped).Should().Be(4000);
    }

    private static IEnumerable<string> Texts(JournalRing ring, Guid workspace) => ring.Read(workspace).Entries.Select(entry => Encoding.UTF8.GetString(entry.Entry));
}
