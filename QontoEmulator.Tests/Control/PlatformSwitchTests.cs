using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class PlatformSwitchTests(EmulatorServer server)
{
    [Fact]
    [Rule("Q48")]
    public async Task A_surprise_field_stands_in_every_object_and_keys_come_in_another_order()
    {
        await using var world = await server.NewWorld();
        var plain = await world.Organization.Get("/v2/organization");
        plain.Text.Should().NotContain("surprise_field");

        await world.Switch("""{"surprise-field":true}""");
        var client = server.Unchecked(world);
        var surprising = await client.Get("/v2/organization");

        surprising.Status.Should().Be(200);
        var objects = Objects(surprising.Json).ToList();
        objects.Should().HaveCountGreaterThan(4).And.OnlyContain(element => element.EnumerateObject().First().Name == "surprise_field");
        surprising.Json.EnumerateObject().Last().Name.Should().Be("organization");
        surprising.Json.At("organization").EnumerateObject().Skip(1).Select(property => property.Name)
            .Should().Equal(plain.Json.At("organization").EnumerateObject().Reverse().Select(property => property.Name));
        (await client.Get("/v2/nothing")).Text.Should().NotContain("surprise_field", "the gateway's 404 is no JSON");
        (await client.Get("/_emulator/switches")).Text.Should().StartWith("{\"profile\"", "the control API is not Qonto's");
    }

    [Fact]
    [Rule("Q47")]
    public async Task Strict_https_closes_plain_http_without_an_answer()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"strict-https":true}""");

        var plain = () => world.Organization.Get("/v2/organization");

        await plain.Should().ThrowAsync<HttpRequestException>();
        (await world.Organization.With("X-Forwarded-Proto", "https").Get("/v2/organization")).Status.Should().Be(200);
        await world.Switch("""{"strict-https":false}""");
        (await plain()).Status.Should().Be(200);
    }

    [Fact]
    [Rule("Q57", "§10")]
    public async Task A_thousand_calls_in_ten_seconds_are_answered_and_the_next_is_429_until_the_window_is_over()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"now":"2027-01-01T00:00:00Z","frozen":true}""");
        await world.Switch("""{"rate-limits":true}""");
        var statuses = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async _ => (await world.Organization.Get("/v2/subscription")).Status));

        var limited = await world.Organization.Get("/v2/subscription");

        statuses.Should().OnlyContain(status => status == 200);
        (limited.Status, limited.Code, limited.Header("Retry-After")).Should().Be((429, "rate_limited", "10"));
        await world.Advance("PT10S");
        (await world.Organization.Get("/v2/subscription")).Status.Should().Be(200);
    }

    [Fact]
    [Rule("Q57", "§10")]
    public async Task More_than_two_hundred_401s_in_an_hour_throttle_the_caller()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"now":"2027-01-01T00:00:00Z","frozen":true}""");
        await world.Switch("""{"rate-limits":true}""");
        for (var i = 0; i < 201; i++)
            (await world.Nobody.Get("/v2/organization")).Status.Should().Be(401);

        (await world.Nobody.Get("/v2/organization")).Status.Should().Be(429);
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(429, "the caller's address is throttled, whatever it sends");
        await world.Advance("PT1H");
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    [Rule("Q57")]
    public async Task Without_the_switch_nothing_is_limited()
    {
        await using var world = await server.NewWorld();

        var statuses = await Task.WhenAll(Enumerable.Range(0, 1100).Select(async _ => (await world.Nobody.Get("/v2/organization")).Status));

        statuses.Should().OnlyContain(status => status == 401);
    }

    private static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Objects(property.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
