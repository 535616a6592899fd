using System.Text.Json;
using Bogus;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>Subscriptions that are refused: one flat error, with the place of what is wrong.</summary>
[Rule("§11")]
public sealed class SubscriptionRefusalTests(EmulatorServer server)
{
    private const string Path = WebhookSteps.Path;

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
    public async Task No_body_breaks_a_subscription()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var id = (await member.Subscribe(new("https://hooks.example.com/"))).Text("id");
        string[] names = ["callback_url", "types", "secret", "description", "unknown"];
        string[] values =
        [
            "null", "true", "0", "1e999", "{}", "[]", "[null]", "[[]]", "[7]", "\"\"", "\" \"", "\"\\u0000\"", "\"https://\"", "\"https://[::1\"", "\"https://hooks.example.com:99999/\"",
            "\"http:\\u002f\\u002fhost\"", "\"https://hooks.example.com/\\ud83d\\udca5\"", "[\"v1/cards\"]", "[\"v1/cards\",\"v1/cards\"]", "[\"V1/CARDS\"]", JsonSerializer.Serialize(new string('x', 64)),
        ];
        var random = new Randomizer(512);

        for (var i = 0; i < 500; i++)
        {
            var body = $"{{{string.Join(',', random.ArrayElements(names, random.Int(0, names.Length)).Select(name => $"\"{name}\":{random.ArrayElement(values)}"))}}}";
            var reply = i % 2 == 0 ? await member.Post(Path, body) : await member.Put($"{Path}/{id}", body);
            reply.Status.Should().BeOneOf([200, 201, 400], $"{body}: {reply.Text}");
        }
    }
}
