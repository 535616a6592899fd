using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>The five operations on subscriptions.</summary>
[Rule("§11")]
public sealed class SubscriptionTests(EmulatorServer server)
{
    private const string Path = WebhookSteps.Path;
    private const string Url = "https://hooks.example.com/qonto";
    private const string Secret = "whsec_emulator_0123456789abcdefABCDEF";

    [Fact]
    [Rule("C24", "C35", "C36")]
    public async Task A_subscription_is_created_listed_shown_replaced_and_deleted()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        var created = await member.Post(Path, WebhookSteps.Body(Url, ["v1/transactions", "v1/cards"], Secret, "books"));
        created.Status.Should().Be(201);
        created.Json.EnumerateObject().Select(property => property.Name).Should().Equal(
            "id", "organization_id", "membership_id", "callback_url", "types", "description", "secret", "created_at", "updated_at");
        created.Json.Text("secret").Should().Be(Secret);
        var id = created.Json.Text("id");

        var list = await member.Get(Path);
        list.Json.Items("subscriptions").Should().ContainSingle().Which.Text("id").Should().Be(id);
        list.Json.At("meta.total_count").GetInt32().Should().Be(1);
        (await member.Get($"{Path}/{id}")).Json.At("types").EnumerateArray().Select(type => type.GetString()).Should().Equal("v1/transactions", "v1/cards");

        var replaced = await member.Put($"{Path}/{id}", WebhookSteps.Body(Url + "/2", ["v1/accounts"]));
        replaced.Status.Should().Be(200);
        replaced.Json.Text("callback_url").Should().EndWith("/2");
        replaced.Json.TryGetProperty("description", out _).Should().BeFalse("a replacement without description has none");

        (await member.Delete($"{Path}/{id}")).Status.Should().Be(204);
        (await member.Get($"{Path}/{id}")).Status.Should().Be(404);
        (await member.Delete($"{Path}/{id}")).Status.Should().Be(404);
        (await member.Get(Path)).Json.Items("subscriptions").Should().BeEmpty();
    }

    [Fact]
    [Rule("C25", "Q58")]
    public async Task The_secret_is_told_once_and_generated_when_none_is_sent()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        var created = await member.Subscribe(new(Url));
        var again = await member.Subscribe(new(Url));
        created.Text("secret").Should().MatchRegex("^whsec_[A-Za-z0-9+/]{43}=$").And.NotBe(again.Text("secret"));
        var one = $"{Path}/{created.Text("id")}";

        (await member.Get(one)).Json.IsNull("secret").Should().BeTrue();
        (await member.Get(Path)).Json.IsNull("subscriptions.0.secret").Should().BeTrue();
        (await member.Put(one, WebhookSteps.Body(Url, ["v1/accounts"]))).Json.IsNull("secret").Should().BeTrue();
        await world.Switch("""{"webhook-secret-null":false}""");
        (await member.Get(one)).Json.TryGetProperty("secret", out _).Should().BeFalse();
        (await member.Get(Path)).Json.At("subscriptions.0").TryGetProperty("secret", out _).Should().BeFalse();
        (await member.Put(one, WebhookSteps.Body(Url, ["v1/accounts"]))).Json.TryGetProperty("secret", out _).Should().BeFalse();
    }

    [Fact]
    [Rule("C26", "Q19", "C06", "C04")]
    public async Task A_replacement_needs_the_url_and_leaves_the_secret()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var created = await member.Subscribe(new(Url));
        var one = $"{Path}/{created.Text("id")}";

        var refused = await member.Put(one, """{"types":["v1/cards"]}""");
        refused.Status.Should().Be(400);
        refused.Json.Text("code").Should().Be("bad_request");
        refused.Json.Text("detail").Should().Be("CallbackURL is missing");
        refused.Json.Text("source.pointer").Should().Be("/callback_url");
        refused.Json.Text("trace_id").Should().Be(refused.Header("X-Tyk-Trace-Id"));
        (await member.Get(one)).Json.Text("types.0").Should().Be("v1/accounts", "nothing is half done");

        await world.Switch("""{"webhook-put-needs-url":false}""");
        (await member.Put(one, """{"types":["v1/cards"],"secret":"another secret that is long enough by far"}""")).Json.Text("callback_url").Should().Be(Url);
        (await world.Control.Get("/_emulator/webhooks/subscriptions")).Json.Text("subscriptions.0.secret").Should().Be(created.Text("secret"));
        (await member.Put($"{Path}/{Guid.Empty}", WebhookSteps.Body(Url, ["v1/cards"]))).Status.Should().Be(404);
    }

    [Fact]
    [Rule("C27", "C01", "C06")]
    public async Task A_subscription_is_seen_by_its_member_through_its_app_alone()
    {
        await using var world = await server.NewWorld();
        var owner = await world.SignIn();
        var id = (await owner.Subscribe(new(Url))).Text("id");
        var members = (await world.Organization.Get("/v2/memberships")).Json.Items("memberships");
        var other = await world.SignIn(email: members.First(member => member.Text("role") == "admin" && member.Text("status") == "active").Text("email"));

        (await other.Get(Path)).Json.Items("subscriptions").Should().BeEmpty();
        foreach (var refused in new[] { await other.Get($"{Path}/{id}"), await other.Put($"{Path}/{id}", WebhookSteps.Body(Url, ["v1/cards"])), await other.Delete($"{Path}/{id}") })
        {
            refused.Status.Should().Be(404);
            refused.Json.Text("code").Should().Be("not_found");
            refused.Json.Text("source.parameter").Should().Be("id");
        }

        var key = await world.Organization.Get(Path);
        key.Status.Should().Be(401);
        key.Json.Text("detail").Should().Be("OAuth2 authentication is required here");
        (await world.SignIn()).Should().NotBeNull();
        (await (await world.SignIn()).Get($"{Path}/{id}")).Status.Should().Be(200, "another token of the same member and app sees it");
    }

    [Fact]
    [Rule("C28", "C02")]
    public async Task Each_type_needs_its_own_scope()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("webhook organization.read");

        (await member.Post(Path, WebhookSteps.Body(Url, ["v1/transactions", "v1/consent-revocations"]))).Status.Should().Be(201);
        var refused = await member.Post(Path, WebhookSteps.Body(Url, ["v1/transactions", "v1/cards"]));
        refused.Status.Should().Be(403);
        refused.Json.Text("code").Should().Be("forbidden");
        refused.Json.Text("detail").Should().Contain("missing required oauth scope");
        refused.Hint.Should().Contain("card.read");
        var own = await world.SignIn("webhook organization.read");
        var id = (await own.Get(Path)).Json.Text("subscriptions.0.id");
        (await own.Put($"{Path}/{id}", WebhookSteps.Body(Url, ["v1/memberships"]))).Json.Text("code").Should().Be("forbidden");
        var without = await world.SignIn("organization.read");
        foreach (var reply in await Task.WhenAll(without.Get(Path), without.Get($"{Path}/{id}"), without.Delete($"{Path}/{id}"), without.Post(Path, "{}"), without.Put($"{Path}/{id}", "{}")))
            (reply.Status, reply.Json.Text("detail")).Should().Be((403, "missing required oauth scope"));
    }

    [Fact]
    public async Task Every_documented_type_is_taken_and_the_hundred_and_first_subscription_is_not()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var types = ContractFacts.Documents["cards-webhooks"].GetProperty("x-webhook-types").EnumerateObject().Select(type => type.Name).ToArray();
        (await member.Subscribe(new(Url), types)).At("types").GetArrayLength().Should().Be(types.Length);

        for (var i = 1; i < 100; i++)
            await member.Subscribe(new(Url));
        var refused = await member.Post(Path, WebhookSteps.Body(Url, ["v1/cards"]));

        refused.Status.Should().Be(400);
        refused.Json.Text("detail").Should().Be("Too many webhook subscriptions");
        (await member.Get(Path + "?per_page=60&page=2")).Json.Items("subscriptions").Should().HaveCount(40);
        (await member.Get(Path + "?page=0")).Json.Text("source.parameter").Should().Be("page");
    }

    [Fact]
    [Rule("§8")]
    public async Task A_key_that_is_sent_twice_makes_one_subscription()
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn()).With("X-Qonto-Idempotency-Key", "0f1c7d52-8a11-4c2b-9f0e-3d5b7a90c1e4");

        var first = await member.Post(Path, WebhookSteps.Body(Url, ["v1/cards"]));
        var second = await member.Post(Path, WebhookSteps.Body(Url, ["v1/cards"]));

        second.Text.Should().Be(first.Text);
        (await member.Get(Path)).Json.At("meta.total_count").GetInt32().Should().Be(1);
    }
}
