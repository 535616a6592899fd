using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>What the control API adds for tests: log, wait, replay, samples, duplicates and reordering.</summary>
public sealed class WebhookControlTests(EmulatorServer server)
{
    private const string Deliveries = "/_emulator/webhooks/deliveries";

    [Fact]
    public async Task A_wait_answers_as_soon_as_it_has_happened_and_in_vain_when_it_does_not()
    {
        await using var world = await server.NewWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);

        var waiting = world.Control.Get($"{Deliveries}/wait?type=v1/accounts&timeout=30");
        await member.Rename(world, "soon");
        (await waiting).Json.Text("status").Should().Be("delivered");

        var vain = await world.Control.Get($"{Deliveries}/wait?type=v1/cards&timeout=0.05");
        vain.Status.Should().Be(408);
        vain.Code.Should().Be("timeout");
        vain.Hint.Should().Contain("is there a subscription");
        (await world.Control.Get($"{Deliveries}/wait?status=abandoned&timeout=0")).Status.Should().Be(408);
    }

    [Fact]
    public async Task The_log_is_read_by_subscription_type_status_and_from_one_on()
    {
        await using var world = await server.NewWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();
        var id = (await member.Subscribe(receiver.Url)).Text("id");
        await member.Rename(world, "one");
        var first = await world.Await();
        await member.Rename(world, "two");
        await world.Await($"since={first.Text("id")}");

        (await world.Deliveries($"subscription={id}")).Should().HaveCount(2);
        (await world.Deliveries($"subscription={Guid.Empty}")).Should().BeEmpty();
        (await world.Deliveries("type=v1/cards")).Should().BeEmpty();
        (await world.Deliveries("status=pending")).Should().BeEmpty();
        (await world.Deliveries("limit=1")).Should().ContainSingle().Which.Text("id").Should().NotBe(first.Text("id"));
        (await world.Control.Get($"{Deliveries}/{first.Text("id")}")).Json.Text("request").Should().Be(receiver.Got[0].Text);
        foreach (var (query, status) in new[] { ("status=lost", 400), ("since=x", 400), ($"since={Guid.Empty}", 400), ("limit=0", 400), ("limit=x", 400) })
            (await world.Control.Get($"{Deliveries}?{query}")).Status.Should().Be(status, query);
        (await world.Control.Get($"{Deliveries}/unknown")).Status.Should().Be(404);
        (await world.Control.Get($"{Deliveries}/wait?timeout=61")).Status.Should().Be(400);
    }

    [Fact]
    public async Task A_delivery_is_made_once_more_on_demand_even_when_it_was_given_up()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Start((http, number) =>
        {
            http.Response.StatusCode = number <= 10 ? 500 : 200;
            return Task.CompletedTask;
        });
        var member = await world.SignIn();
        var subscription = await member.Subscribe(receiver.Url);
        await member.Rename(world, "again");
        await world.Await("attempts=1");
        await world.Advance("P3D");
        var id = (await world.Deliveries("status=abandoned"))[0].Text("id");

        (await world.Control.Post($"{Deliveries}/{id}/replay")).Status.Should().Be(202);
        (await world.Await()).At("tries").GetInt32().Should().Be(11);
        (await world.Control.Post($"{Deliveries}/{id}/replay")).Json.Text("status").Should().Be("retrying");
        await world.Await("attempts=12&status=delivered");

        receiver.Got.Should().HaveCount(12);
        receiver.Got.Select(got => got.Json.Text("id")).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        (await world.Control.Post($"{Deliveries}/{Guid.Empty}/replay")).Status.Should().Be(404);
        await (await world.SignIn()).Delete($"{WebhookSteps.Path}/{subscription.Text("id")}");
        (await world.Control.Post($"{Deliveries}/{id}/replay")).Status.Should().Be(404);
    }

    [Fact]
    [Rule("C33")]
    public async Task A_sample_of_every_type_reaches_the_receiver_signed_and_in_shape()
    {
        await using var world = await server.NewWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();
        var subscription = await member.Subscribe(receiver.Url);
        var sample = $"/_emulator/webhooks/subscriptions/{subscription.Text("id")}/sample";
        var examples = ContractFacts.Documents["cards-webhooks"].GetProperty("x-webhook-examples").EnumerateObject().Where(example => example.Name.StartsWith("v1/", StringComparison.Ordinal)).ToArray();

        foreach (var example in examples)
            (await world.Control.Post(sample, $$"""{"type":"{{example.Name}}"}""")).Status.Should().Be(202);
        (await world.Control.Post(sample)).Json.Text("type").Should().Be("v1/accounts", "that is what it is subscribed to");
        while (receiver.Got.Count <= examples.Length)
            await world.Await("attempts=1");

        foreach (var (example, got) in examples.Zip(receiver.Got))
        {
            got.IsSignedWith(subscription.Text("secret")!).Should().BeTrue();
            got.Json.Text("type").Should().Be(example.Name);
            got.Json.At("data").EnumerateObject().Select(property => property.Name).Should()
                .Equal(example.Value.GetProperty("data").EnumerateObject().Select(property => property.Name), example.Name);
        }

        (await world.Control.Get("/_emulator/events")).Json.Items("events").Should().BeEmpty("a sample did not happen");
        (await world.Control.Post(sample, """{"type":"v1/weather"}""")).Status.Should().Be(400);
        (await world.Control.Post(sample, """{"topic":"v1/cards"}""")).Status.Should().Be(400);
        (await world.Control.Post("/_emulator/webhooks/subscriptions/unknown/sample")).Status.Should().Be(404);
    }

    [Fact]
    [Rule("C31")]
    public async Task Duplicates_come_when_the_switch_is_on()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"webhook-duplicates":true}""");
        await using var receiver = await Receiver.Answering(200, 500);
        var member = await world.SignIn();
        var secret = (await member.Subscribe(receiver.Url)).Text("secret")!;

        await member.Rename(world, "twice");
        var delivery = await world.Await();

        delivery.At("tries").GetInt32().Should().Be(2);
        receiver.Got.Should().HaveCount(2).And.OnlyContain(got => got.IsSignedWith(secret));
        receiver.Got[1].Text.Should().Be(receiver.Got[0].Text);
        (await world.Control.Get("/_emulator/switches")).Json.Items("switches").Select(quirk => quirk.Text("name")).Should().Contain(["webhook-duplicates", "webhook-reordering"]);
    }

    [Fact]
    [Rule("C31")]
    public async Task Under_reordering_the_newest_comes_first_and_a_failing_event_is_overtaken()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await world.Switch("""{"webhook-reordering":true}""");
        await using var receiver = await Receiver.Answering(500, 200);
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);

        foreach (var name in new[] { "a", "b", "c" })
            await member.Rename(world, name);
        receiver.Got.Should().BeEmpty("they are held back");
        await world.Advance("PT2S");
        receiver.Got.Select(got => got.Json.Text("data.name")).Should().Equal("c", "b", "a");
        await world.Advance("PT30S");

        receiver.Got.Select(got => got.Json.Text("data.name")).Should().Equal("c", "b", "a", "c");
    }

    [Fact]
    public async Task Subscriptions_are_shown_with_their_secret_and_how_much_waits()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(500);
        var member = await world.SignIn();
        var created = await member.Subscribe(receiver.Url);
        await member.Rename(world, "one");
        await member.Rename(world, "two");

        var shown = (await world.Control.Get("/_emulator/webhooks/subscriptions")).Json.At("subscriptions.0");

        shown.Text("secret").Should().Be(created.Text("secret"));
        shown.Text("client_id").Should().Be(world.ClientId);
        shown.At("waiting").GetInt32().Should().Be(2);
    }
}
