using QontoEmulator.Storage;

namespace QontoEmulator.Tests.Storage;

public sealed class SelectionCacheTests
{
    private const int MaxEntries = 32;
    private readonly SelectionCache<Note> cache = new();
    private int computed;

    [Fact]
    public void An_answer_is_computed_once()
    {
        var first = Ask("a");

        Ask("a").Should().BeSameAs(first);
        computed.Should().Be(1);
    }

    [Fact]
    public void Different_questions_have_different_answers()
    {
        Ask("a").Should().NotBeSameAs(Ask("A"));
        computed.Should().Be(2);
    }

    [Fact]
    public void The_latest_questions_are_kept_and_the_oldest_is_forgotten()
    {
        for (var i = 0; i < MaxEntries; i++)
            Ask($"{i}");
        Ask("0");
        computed.Should().Be(MaxEntries, "all of them fit");

        Ask("one more");

        Ask("0");
        computed.Should().Be(MaxEntries + 1, "0 was asked for lately");
        Ask("1");
        computed.Should().Be(MaxEntries + 2, "1 was the oldest");
    }

    [Fact]
    public void Large_answers_push_out_others_but_the_latest_is_always_kept()
    {
        var (small, large, huge) = (Rows(1), Rows(3_000_000), Rows(4_000_001));
        cache.GetOrAdd("small", () => small);
        cache.GetOrAdd("large", () => large);
        cache.GetOrAdd("small", Recompute).Should().BeSameAs(small);

        cache.GetOrAdd("large too", () => large);
        cache.GetOrAdd("large", Recompute).Should().NotBeSameAs(large, "two of them are too many rows");

        cache.GetOrAdd("huge", () => huge);
        cache.GetOrAdd("huge", Recompute).Should().BeSameAs(huge);
        cache.GetOrAdd("small", Recompute).Should().NotBeSameAs(small);
    }

    [Fact]
    public async Task Many_readers_may_ask_at_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(reader => Task.Run(() =>
            Enumerable.Range(0, 2000).Count(i => cache.GetOrAdd($"{i * reader % 50}", () => Rows(i * reader % 50)).Length == i * reader % 50))));

        answers.Should().AllBeEquivalentTo(2000);
    }

    [Fact]
    public void A_failed_answer_is_not_kept()
    {
        var fail = () => cache.GetOrAdd("a", () => throw new InvalidDataException());

        fail.Should().Throw<InvalidDataException>();
        Ask("a").Should().HaveCount(1);
    }

    private Row<Note>[] Ask(string key) => cache.GetOrAdd(key, () =>
    {
        computed++;
        return Rows(1);
    });

    private static Row<Note>[] Recompute() => Rows(2);

    private static Row<Note>[] Rows(int count) => new Row<Note>[count];
}
