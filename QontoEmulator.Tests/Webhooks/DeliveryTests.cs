using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>Events on their way to a receiver that takes them.</summary>
[Rule("§11")]
public sealed class DeliveryTests(EmulatorServer server)
{
    [Fact]
    [Rule("C31", "C33")]
    public async Task What_happens_is_posted_in_its_envelope_signed_over_the_raw_body()
    {
        await using var world = await server.NewWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();
        var subscription = await member.Subscribe(receiver.Url);

        await member.Rename(world, "Loyer & charges");
        var delivery = await world.Await();

        var got = receiver.Got.Should().ContainSingle().Subject;
        (got.Method, got.ContentType).Should().Be(("POST", "application/json"));
        got.IsSignedWith(subscription.Text("secret")!).Should().BeTrue();
        DateTimeOffset.FromUnixTimeSeconds(got.SignedAt).Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1));
        got.Json.EnumerateObject().Select(property => property.Name).Should().Equal(
            "id", "subscription_id", "organization_id", "membership_id", "type", "created_at", "data");
        foreach (var key in new[] { "organization_id", "membership_id" })
            got.Json.Text(key).Should().Be(subscription.Text(key));
        got.Json.Text("subscription_id").Should().Be(subscription.Text("id"));
        got.Json.Text("type").Should().Be("v1/accounts");
        got.Json.Text("created_at").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        got.Json.Text("data.event").Should().Be("updated");
        got.Json.Text("data.name").Should().Be("Loyer & charges");
        got.Json.Text("id").Should().Be((await world.Control.Get("/_emulator/events")).Json.Text("events.0.id"));
        delivery.At("attempts.0.status").GetInt32().Should().Be(200);
        delivery.Text("request").Should().Be(got.Text);
    }

    [Fact]
    [Rule("C33")]
    public void The_check_values_of_the_contract_come_out_by_hand_and_by_the_emulator()
    {
        var rule = ContractFacts.Documents["cards-webhooks"].GetProperty("x-behaviours").EnumerateArray().Single(rule => rule.Text("id") == "C33");
        var (secret, body) = (rule.Text("worked-example.secret")!, rule.Text("worked-example.raw_body")!);
        (string Secret, string Body, string Header)[] vectors =
        [
            (secret, body, rule.Text("worked-example.header")!),
            ("emulator-secret-000000000000000001", """{"type":"v1/cards","data":{"event":"cards.locked"}}""", "t=1767225600,v1=0d4ee1637462597819340bb77d240219c548eb220d285df6c9d330f507cf45eb"),
        ];

        foreach (var vector in vectors)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(vector.Body);
            new Delivered(bytes, vector.Header, null, "", "").IsSignedWith(vector.Secret).Should().BeTrue();
            QontoEmulator.Webhooks.WebhookSignature.Of(vector.Secret, DateTimeOffset.FromUnixTimeSeconds(1767225600), bytes).Should().Be(vector.Header);
        }
    }

    [Fact]
    [Rule("C29")]
    public async Task Nothing_from_before_the_subscription_is_delivered()
    {
        await using var world = await server.NewWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();

        await member.Rename(world, "before");
        var id = (await member.Subscribe(receiver.Url, "v1/cards")).Text("id");
        await member.Rename(world, "while it wanted something else");
        await member.Put($"{WebhookSteps.Path}/{id}", WebhookSteps.Body(receiver.Url.ToString(), ["v1/accounts"]));
        await member.Rename(world, "after");
        await world.Await();

        receiver.Got.Select(got => got.Json.Text("data.name")).Should().Equal("after");
    }

    [Fact]
    [Rule("C34")]
    public async Task The_documented_smoke_test_works()
    {
        await using var world = await server.NewWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url, "v1/transactions");
        var transaction = await world.PlainTransaction();

        (await member.Upload($"/v2/transactions/{transaction}/attachments", Uploads.Of(Uploads.Pdf))).Status.Should().Be(200);
        await world.Await("type=v1/transactions");

        var got = receiver.Got[0].Json;
        (got.Text("data.event"), got.Text("data.id")).Should().Be(("updated", transaction));
        var schema = ContractFacts.Documents.Schema("cards-webhooks.yaml#/components/schemas/WebhookEvent", "cards-webhooks");
        SchemaChecker.Check(got, schema, refuseUnknownKeys: false).Should().BeEmpty();
    }

    [Fact]
    public async Task Order_is_kept_and_each_subscription_has_its_own_copy()
    {
        await using var world = await server.NewWorld();
        await using var one = await Receiver.Start();
        await using var two = await Receiver.Start();
        var member = await world.SignIn();
        var first = await member.Subscribe(one.Url);
        var second = await member.Subscribe(two.Url, "v1/accounts", "v1/memberships");

        var names = Enumerable.Range(1, 20).Select(number => $"name {number}").ToArray();
        foreach (var name in names)
            await member.Rename(world, name);
        foreach (var subscription in new[] { first, second })
        {
            for (var since = ""; (await world.Deliveries($"subscription={subscription.Text("id")}&status=delivered")).Count < names.Length;)
                since = "&since=" + (await world.Await($"subscription={subscription.Text("id")}{since}")).Text("id");
        }

        one.Got.Select(got => got.Json.Text("data.name")).Should().Equal(names);
        two.Got.Select(got => got.Json.Text("data.name")).Should().Equal(names);
        one.Got.Select(got => got.Json.Text("id")).Should().Equal(two.Got.Select(got => got.Json.Text("id")), "the event is the same");
        two.Got.Should().OnlyContain(got => got.Json.Text("subscription_id") == second.Text("id"));
    }

    [Fact]
    [Rule("Q34")]
    public async Task The_raw_body_holds_escapes_unless_the_switch_is_off()
    {
        await using var world = await server.NewWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();
        var secret = (await member.Subscribe(receiver.Url)).Text("secret")!;

        await member.Rename(world, "Été <1> & 2 💥");
        var first = await world.Await();
        await world.Switch("""{"webhook-raw-body":false}""");
        await member.Rename(world, "Été <1> & 2 💥 ");
        await world.Await("since=" + first.Text("id"));

        var (escaped, plain) = (receiver.Got[0], receiver.Got[1]);
        escaped.Text.Should().Contain("Été \\u003c1\\u003e \\u0026 2 💥");
        plain.Text.Should().Contain("Été <1> & 2 💥");
        escaped.IsSignedWith(secret).Should().BeTrue();
        plain.IsSignedWith(secret).Should().BeTrue();
        Rewritten(escaped).IsSignedWith(secret).Should().BeFalse("a body that is parsed and written anew is another one");
        Rewritten(plain).IsSignedWith(secret).Should().BeTrue();
    }

    [Fact]
    public async Task That_a_consent_ended_is_told_to_its_own_app_only()
    {
        await using var emulator = await Hosting.OwnEmulator.Start();
        var world = await emulator.DefaultWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();
        var subscription = await member.Subscribe(receiver.Url, "v1/consent-revocations");
        var store = emulator.Workspaces.Default.Store;

        foreach (var client in new[] { "another-app", world.ClientId })
        {
            await store.Write(tx =>
            {
                tx.Emit("v1/consent-revocations", Guid.Parse(subscription.Text("organization_id")!), writer => JsonSerializer.Serialize(writer, new { client_id = client }));
                return true;
            });
        }

        await world.Await();
        receiver.Got.Select(got => got.Json.Text("data.client_id")).Should().Equal(world.ClientId);
    }

    [Fact]
    public async Task A_deleted_subscription_gets_nothing_more_and_a_reset_ends_it()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Answering(500);
        var member = await world.SignIn();
        var id = (await member.Subscribe(receiver.Url)).Text("id");
        await member.Rename(world, "tried");
        await world.Await("attempts=1");

        await member.Delete($"{WebhookSteps.Path}/{id}");
        await world.Advance("P3D");
        receiver.Got.Should().ContainSingle();

        member = await world.SignIn();
        await member.Subscribe(receiver.Url);
        await member.Rename(world, "lost");
        await world.Await("attempts=1");
        await world.Control.Post("/_emulator/reset");
        (await world.Deliveries()).Should().BeEmpty();
        (await (await world.SignIn()).Get(WebhookSteps.Path)).Json.Items("subscriptions").Should().BeEmpty();
        await world.Advance("P3D");
        receiver.Got.Should().HaveCount(2);
    }

    // As JSON.stringify(JSON.parse(body)) does: no escapes but those that JSON demands.
    private static Delivered Rewritten(Delivered got) => got with
    {
        Body = System.Text.Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Unescape(got.Text)),
    };
}
