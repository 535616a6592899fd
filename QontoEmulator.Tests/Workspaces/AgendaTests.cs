using Bogus;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Statements;
using QontoEmulator.OAuth;
using QontoEmulator.Seeding;
using QontoEmulator.Storage;
using QontoEmulator.Tests.Contract;
using QontoEmulator.WebApp;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Tests.Workspaces;

public sealed class AgendaTests
{
    /// <summary>Two of the seed are to come: each is processed and settled.</summary>
    private const int StepsOfScheduledTransfers = 4;

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<Snapshot> Data = new(() => new Seed("default", SeedSource.Folder(Path.Combine(AppContext.BaseDirectory, "seed-data", "default"))).DataIn(Month.Of(Start)));
    private readonly Store store = new(default, Data.Value, () => Start, committer: null);

    [Fact]
    public async Task What_is_not_due_waits()
    {
        var due = Agenda.NextDue(store.Current);

        due.Should().Be(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));
        (await Agenda.Drain(store, due!.Value.AddMilliseconds(-1))).Done.Should().Be(0);
        store.Current.Should().BeSameAs(Data.Value);
    }

    [Fact]
    public async Task What_is_due_happens_once_and_leaves_the_agenda()
    {
        await store.Write(tx => Put(tx, Tries(1, Start.AddMinutes(5))));

        (await Agenda.Drain(store, Start.AddMinutes(5))).Done.Should().Be(1);
        (await Agenda.Drain(store, Start.AddMinutes(5))).Done.Should().Be(0);

        store.Current.Table<WrongTries>().Count.Should().Be(0);
    }

    [Fact]
    public async Task The_next_moment_is_always_that_of_the_earliest_job()
    {
        var random = new Randomizer(7);
        var minutes = random.Shuffle(Enumerable.Range(1, 60)).ToArray();
        foreach (var minute in minutes)
            await store.Write(tx => Put(tx, Tries(minute, Start.AddMinutes(minute))));

        for (var minute = 1; minute <= 60; minute++)
        {
            Agenda.NextDue(store.Current).Should().Be(Start.AddMinutes(minute));
            (await Agenda.Drain(store, Start.AddMinutes(minute))).Done.Should().Be(1);
            store.Current.Table<WrongTries>().Count.Should().Be(60 - minute);
        }
    }

    [Fact]
    public async Task Jobs_of_one_moment_all_happen()
    {
        for (var i = 0; i < 50; i++)
            await store.Write(tx => Put(tx, Tries(i, Start.AddMinutes(1))));

        (await Agenda.Drain(store, Start.AddMinutes(1))).Done.Should().Be(50);
    }

    [Fact]
    [Rule("A80")]
    public async Task A_job_may_plan_the_next_and_each_happens_at_the_moment_it_was_due()
    {
        var before = store.Current.Table<Statement>().Count;
        var accounts = store.Current.Table<BankAccount>().Documents.Cast<BankAccount>().Count(account => account is { IsExternalAccount: false, Status: BankAccountStatus.Active });

        (await Agenda.Drain(store, Start.AddMonths(14))).Done.Should().Be(14 + StepsOfScheduledTransfers);

        var made = store.Current.Table<Statement>().InOrderOfCreation.Skip(before).Select(row => row.Document).ToArray();
        made.Should().HaveCount(14 * accounts);
        made.Select(statement => statement.Period).Should().BeInAscendingOrder(Comparer<Month>.Default);
        foreach (var statement in made)
            TimeOf(statement.Id).Should().Be(statement.Period.End, "an id holds the time at which its document was made");
        Agenda.NextDue(store.Current).Should().Be(new DateTimeOffset(2028, 2, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Whoever_drains_at_the_same_time_nothing_happens_twice()
    {
        for (var i = 0; i < 200; i++)
            await store.Write(tx => Put(tx, Tries(i, Start.AddSeconds(i))));

        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => (await Agenda.Drain(store, Start.AddMonths(2))).Done)));

        done.Sum().Should().Be(202 + StepsOfScheduledTransfers);
        store.Current.Table<Statement>().Documents.Cast<Statement>().Select(statement => (statement.BankAccountId, statement.Period)).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_job_about_something_that_is_gone_does_no_harm()
    {
        await store.Write(tx =>
        {
            Put(tx, Tries(1, Start.AddMinutes(5)));
            tx.Delete<WrongTries>(Tries(1, Start).Id);
            return true;
        });

        (await Agenda.Drain(store, Start.AddMinutes(5))).Done.Should().Be(1);
    }

    [Fact]
    public async Task A_job_that_fails_is_given_up_and_does_not_hold_up_those_behind_it()
    {
        await store.Write(tx =>
        {
            tx.At(Start.AddMinutes(1), "of a later release", default);
            return Put(tx, Tries(1, Start.AddMinutes(2)));
        });

        var drained = await Agenda.Drain(store, Start.AddMinutes(2));

        drained.Done.Should().Be(1);
        drained.Failed.Should().ContainSingle().Which.Hint.Should().Contain("of a later release");
        store.Current.Table<WrongTries>().Count.Should().Be(0);
        (await Agenda.Drain(store, Start.AddMinutes(2))).Failed.Should().BeEmpty();
    }

    private static WrongTries Tries(int number, DateTimeOffset until) => new() { Id = Tokens.IdOf($"{number}"), Count = 1, Until = until };

    private static bool Put(Tx tx, WrongTries tries)
    {
        tx.Put(tries);
        tx.At(tries.Until, Lockout.ForgetJob, tries.Id);
        return true;
    }

    private static DateTimeOffset TimeOf(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16));
}
