using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Tests.Workspaces;

public sealed class WorkspaceClockTests
{
    private static readonly DateTimeOffset Real = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Other = new(2030, 1, 31, 23, 59, 59, 999, TimeSpan.Zero);
    private readonly HandSetTime time = new() { Now = Real };

    [Fact]
    public void A_fresh_clock_is_the_real_one()
    {
        var clock = Clock();

        (clock.Now, clock.IsFrozen, clock.Offset).Should().Be((Real, false, TimeSpan.Zero));
        time.Now += TimeSpan.FromDays(40);
        (clock.Now, clock.Offset).Should().Be((Real.AddDays(40), TimeSpan.Zero));
    }

    [Fact]
    public void A_clock_with_a_start_begins_there_and_runs()
    {
        var clock = Clock(Other);

        clock.Now.Should().Be(Other);
        time.Now += TimeSpan.FromMinutes(1);
        clock.Now.Should().Be(Other.AddMinutes(1));
        clock.IsFrozen.Should().BeFalse();
    }

    [Fact]
    public void A_set_clock_runs_on_and_a_frozen_one_stands()
    {
        var (running, frozen) = (Clock(), Clock());
        running.Set(Other, frozen: false);
        frozen.Set(Other, frozen: true);

        time.Now += TimeSpan.FromHours(1);

        (running.Now, running.IsFrozen, running.Offset).Should().Be((Other.AddHours(1), false, Other - Real));
        (frozen.Now, frozen.IsFrozen, frozen.Offset).Should().Be((Other, true, Other - Real - TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_clock_that_is_set_again_forgets_that_it_was_frozen()
    {
        var clock = Clock();
        clock.Set(Other, frozen: true);

        clock.Set(Other, frozen: false);

        time.Now += TimeSpan.FromSeconds(1);
        clock.Now.Should().Be(Other.AddSeconds(1));
    }

    [Fact]
    public void Released_it_shows_real_time()
    {
        var clock = Clock(Other);
        clock.Set(Other.AddYears(1), frozen: true);
        time.Now += TimeSpan.FromHours(1);

        clock.Release();
        (clock.Now, clock.IsFrozen, clock.Offset).Should().Be((Real.AddHours(1), false, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Times_are_utc_in_whole_milliseconds(bool frozen)
    {
        time.Now = Real.AddTicks(9_999);
        var clock = Clock();
        clock.Now.Should().Be(Real);

        clock.Set(new DateTimeOffset(2027, 1, 1, 1, 30, 0, TimeSpan.FromHours(2)).AddTicks(12_345), frozen);

        clock.Now.Should().Be(new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero).AddMilliseconds(1));
        clock.Now.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void A_running_clock_is_ahead_by_the_same_at_every_moment()
    {
        var clock = Clock();
        clock.Set(Other, frozen: false);

        for (var i = 0; i < 100; i++)
        {
            time.Now += TimeSpan.FromTicks(9_973);
            clock.Offset.Should().Be(Other - Real);
        }
    }

    private ClockInStore Clock(DateTimeOffset? start = null) => new(time, start - time.Now ?? TimeSpan.Zero);

    /// <summary>A clock with the one document that it reads and is set by.</summary>
    private sealed class ClockInStore
    {
        private static readonly Snapshot Nothing = Snapshot.Of(EmulatorSchema.Schema, EmulatorSchema.Schema.Tables.Select(table => table.Create([])));
        private readonly WorkspaceClock clock;
        private Snapshot data;

        public ClockInStore(TimeProvider time, TimeSpan offset)
        {
            data = Nothing.With([WorkspaceState.Initial(offset)]);
            clock = new(time, () => data);
        }

        public DateTimeOffset Now => clock.Now;

        public bool IsFrozen => clock.IsFrozen;

        public TimeSpan Offset => clock.Offset;

        public void Set(DateTimeOffset now, bool frozen) => Change(tx => clock.Set(tx, now, frozen));

        public void Release() => Change(WorkspaceClock.Release);

        private void Change(Action<Tx> change)
        {
            var tx = new Tx(data, clock.Now);
            change(tx);
            data = tx.Commit();
        }
    }

    private sealed class HandSetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
