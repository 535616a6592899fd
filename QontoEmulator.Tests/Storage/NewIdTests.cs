using QontoEmulator.Storage;

namespace QontoEmulator.Tests.Storage;

public sealed class NewIdTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public async Task Ids_are_uuids_of_version_7_that_hold_their_time()
    {
        var ids = await Store().Write(tx => Ids(tx, 1000));

        ids.Should().OnlyContain(id => id.Version == 7 && id.Variant >= 8 && id.Variant <= 11);
        ids.Select(id => Convert.ToInt64(id.ToString("N")[..12], 16)).Distinct().Should().Equal(Now.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task No_two_of_a_hundred_thousand_ids_of_one_moment_are_equal()
    {
        var store = Store();
        var ids = new HashSet<Guid>();
        for (var i = 0; i < 100; i++)
            ids.UnionWith(await store.Write(tx => Ids(tx, 1000)));

        ids.Should().HaveCount(100_000);
        store.Current.IdCounter.Should().Be(100_000);
    }

    [Fact]
    public async Task Equal_calls_at_an_equal_time_give_equal_ids()
    {
        var (one, two) = (Store(), Store());

        (await one.Write(tx => Ids(tx, 50))).Should().Equal(await two.Write(tx => Ids(tx, 50)));
        (await one.Write(tx => Ids(tx, 1))).Should().NotEqual(await one.Write(tx => Ids(tx, 1)));
    }

    [Fact]
    public async Task Another_time_gives_other_ids_that_sort_behind()
    {
        var early = await Store().Write(tx => Ids(tx, 10), at: Now);
        var late = await Store().Write(tx => Ids(tx, 10), at: Now.AddMilliseconds(1));

        early.Max().CompareTo(late.Min()).Should().BeNegative();
    }

    private static Store Store() => new(default, Note.NewStore().Current, () => Now, committer: null);

    private static Guid[] Ids(Tx tx, int count) => [.. Enumerable.Range(0, count).Select(_ => tx.NewId())];
}
