using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;
using QontoEmulator.Webhooks;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>What happens to a delivery that is not acknowledged, on a clock that stands still until it is moved (R12).</summary>
[Rule("C31", "C32")]
public sealed class RetryTests(EmulatorServer server)
{
    private static readonly DateTimeOffset Start = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_failing_receiver_is_tried_ten_times_over_two_days_and_then_no_more()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(500);
        var member = await world.SignIn();
        var secret = (await member.Subscribe(receiver.Url)).Text("secret")!;
        await member.Rename(world, "told ten times");
        await world.Await("attempts=1");

        await world.Advance("P7D");

        var delivery = (await world.Deliveries()).Should().ContainSingle().Subject;
        delivery.Text("status").Should().Be("abandoned");
        delivery.IsNull("next_attempt_at").Should().BeTrue();
        delivery.Items("attempts").Select(attempt => (attempt.At("at").GetDateTimeOffset() - Start).TotalSeconds).Should().Equal(
            0, 30, 150, 630, 2430, 6030, 16830, 45630, 88830, 175230);
        receiver.Got.Should().HaveCount(10).And.OnlyContain(got => got.IsSignedWith(secret));
        receiver.Got.Select(got => got.Text).Distinct(StringComparer.Ordinal).Should().ContainSingle("every try has the same id and the same bytes");
    }

    [Fact]
    public async Task The_retry_is_made_on_the_way_of_an_advance_and_not_before()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(503, 202);
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);
        await member.Rename(world, "twice");
        var failed = await world.Await("attempts=1");
        failed.Text("status").Should().Be("retrying");
        failed.At("next_attempt_at").GetDateTimeOffset().Should().Be(Start.AddSeconds(30));

        await world.Advance("PT29.9S");
        receiver.Got.Should().ContainSingle();
        await world.Advance("PT0.1S");
        receiver.Got.Should().HaveCount(2, "the advance waits for what it makes happen");

        var delivered = (await world.Deliveries())[0];
        delivered.Text("status").Should().Be("delivered");
        delivered.Items("attempts").Select(attempt => attempt.At("status").GetInt32()).Should().Equal(503, 202);
    }

    [Fact]
    public async Task Those_behind_a_failing_event_wait_and_keep_their_order()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(500, 500, 200);
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);

        foreach (var name in new[] { "a", "b", "c" })
            await member.Rename(world, name);
        await world.Await("attempts=1");
        await world.Advance("PT1H");

        receiver.Got.Select(got => got.Json.Text("data.name")).Should().Equal("a", "a", "a", "b", "c");
    }

    [Fact]
    public async Task Those_that_waited_for_all_of_their_life_are_tried_once()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(500);
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);

        foreach (var name in new[] { "a", "b", "c" })
            await member.Rename(world, name);
        await world.Await("attempts=1");
        await world.Advance("P7D");

        (await world.Deliveries()).Select(delivery => (delivery.Text("status"), delivery.At("tries").GetInt32())).Should()
            .Equal(("abandoned", 10), ("abandoned", 1), ("abandoned", 1));
    }

    [Fact]
    public void The_schedule_grows_and_takes_two_days()
    {
        RetrySchedule.Delays.Should().HaveCount(10).And.BeInAscendingOrder();
        RetrySchedule.Life.Should().BeGreaterThan(TimeSpan.FromDays(2)).And.BeLessThan(TimeSpan.FromDays(3));
    }

    [Fact]
    public async Task A_receiver_that_calls_back_on_the_way_reads_the_moment_of_its_try()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var read = new List<DateTimeOffset>();
        await using var receiver = await Receiver.Start(async (http, _) =>
        {
            read.Add((await world.Control.Get("/_emulator/clock")).Json.At("now").GetDateTimeOffset());
            http.Response.StatusCode = 500;
        });
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);

        await member.Rename(world, "told");
        await world.Await("attempts=1");
        await world.Advance("PT3M");

        read.Select(moment => (moment - Start).TotalSeconds).Should().Equal(0, 30, 150);
    }

    [Fact]
    public async Task Jobs_and_tries_of_one_stretch_happen_in_the_order_of_their_moments()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(500, 500, 200);
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url, "v1/transactions", "v1/accounts");
        await world.Switch("""{"attachment-delay-seconds":60}""");
        var transaction = await world.PlainTransaction();

        await member.Rename(world, "first");
        await world.Await("attempts=1");
        await member.Upload($"/v2/transactions/{transaction}/attachments", Uploads.Of(Uploads.Pdf));
        await world.Advance("PT10M");

        var log = await world.Deliveries();
        log.Select(delivery => delivery.Text("type")).Should().Equal("v1/accounts", "v1/transactions");
        log[0].Items("attempts").Select(Seconds).Should().Equal(0, 30, 150);
        Seconds(log[1].At("attempts.0")).Should().Be(150, "it was due at 60 and waited for the one before it");

        static double Seconds(System.Text.Json.JsonElement attempt) => (attempt.At("at").GetDateTimeOffset() - Start).TotalSeconds;
    }
}
