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

    [Theory]
    [Rule("C30", "C06")]
    [InlineData("{}", "/callback_url", "CallbackURL is missing")]
    [InlineData("""{"callback_url":"","types":["v1/cards"]}""", "/callback_url", "CallbackURL is missing")]
    [InlineData("""{"callback_url":7,"types":["v1/cards"]}""", "/callback_url", "must be a string")]
    [InlineData("""{"callback_url":"hooks","types":["v1/cards"]}""", "/callback_url", "must be a URL")]
    [InlineData("""{"callback_url":"ftp://hooks.example.com","types":["v1/cards"]}""", "/callback_url", "must be a URL")]
    [InlineData("""{"callback_url":"https://hooks.example.com/a b","types":["v1/cards"]}""", "/callback_url", "must be a URL")]
    [InlineData("""{"callback_url":"https://hooks.example.com"}""", "/types", "Types is missing")]
    [InlineData("""{"callback_url":"https://hooks.example.com","types":[]}""", "/types", "Types is missing")]
    [InlineData("""{"callback_url":"https://hooks.example.com","types":"v1/cards"}""", "/types", "must be an array")]
    [InlineData("""{"callback_url":"https://hooks.example.com","types":["v1/cards","v1/weather"]}""", "/types", "v1/weather")]
    [InlineData("""{"callback_url":"https://hooks.example.com","types":["v1/cards"],"secret":"short"}""", "/secret", "32 to 128")]
    public async Task What_is_no_use_is_refused_flatly(string body, string place, string detail)
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        var refused = await member.Post(Path, body);

        refused.Status.Should().Be(400);
        refused.Json.Text("code").Should().Be("bad_request");
        refused.Json.Text("source.pointer").Should().Be(place);
        refused.Json.Text("detail").Should().Contain(detail);
        (await member.Get(Path)).Json.At("meta.total_count").GetInt32().Should().Be(0);
    }

    [Fact]
    [Rule("Q40", "C06")]
    public async Task The_envelope_names_everything_that_is_wrong_and_the_flat_form_hints_at_it()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var body = WebhookSteps.Body("https://h.example.com/" + new string('x', 512), [], new string('s', 129), new string('d', 257));

        (await member.Post(Path, body)).Hint.Should().ContainAll("Types is missing", "Secret must have", "Description has");
        (await member.Post(Path, "nonsense")).Json.Text("code").Should().Be("malformed_json");
        await world.Switch("""{"webhook-error-envelope":true}""");
        (await member.Post(Path, body)).Errors.Select(error => error.Text("source.pointer")).Should().Equal("/callback_url", "/types", "/secret", "/description");
        (await member.Get($"{Path}/unknown")).Code.Should().Be("not_found");
    }

    [Theory]
    [Rule("Q53", "C30")]
    [InlineData("http://hooks.example.com/", false)]
    [InlineData("https://localhost:8443/", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://10.1.2.3/", false)]
    [InlineData("https://192.168.0.9/", false)]
    [InlineData("https://host.docker.internal/", false)]
    [InlineData("https://receiver/", false)]
    [InlineData("https://93.184.216.34/", true)]
    [InlineData("https://hooks.example.com/", true)]
    public async Task Plain_and_private_receivers_are_a_comfort_that_a_switch_takes_away(string url, bool always)
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        (await member.Post(Path, WebhookSteps.Body(url, ["v1/cards"]))).Status.Should().Be(201);
        await world.Switch("""{"webhook-http-callbacks":false}""");
        (await member.Post(Path, WebhookSteps.Body(url, ["v1/cards"]))).Status.Should().Be(always ? 201 : 400);
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
    [Rule("C01", "C03", "C04", "C06")]
    public async Task Strangers_meet_the_wall_and_those_without_a_token_a_flat_refusal()
    {
        await using var world = await server.NewWorld();
        foreach (var (method, path) in new[] { ("GET", Path), ("POST", Path), ("GET", $"{Path}/{Guid.Empty}"), ("PUT", $"{Path}/{Guid.Empty}"), ("DELETE", $"{Path}/{Guid.Empty}") })
        {
            var wall = await server.Stranger().Send(HttpMethod.Parse(method), path);
            wall.Status.Should().Be(302);
            wall.Header("Location").Should().EndWith("/qonto.onelogin.com/login");
            var refused = await world.Organization.Send(HttpMethod.Parse(method), path);
            refused.Status.Should().Be(401);
            refused.Json.Text("code").Should().Be("unauthorized");
            refused.Json.Text("trace_id").Should().Be(refused.Header("X-Tyk-Trace-Id"));
        }
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
