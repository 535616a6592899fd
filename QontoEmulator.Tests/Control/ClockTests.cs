using System.Text.Json;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class ClockTests(EmulatorServer server)
{
    private const string Path = "/_emulator/clock";
    private const string Advance = "/_emulator/clock/advance";

    [Fact]
    public async Task A_fresh_clock_shows_real_time_and_runs()
    {
        await using var world = await server.NewWorld();

        var clock = (await world.Control.Get(Path)).Json;

        clock.EnumerateObject().Select(property => property.Name).Should().Equal("now", "frozen", "offset_seconds");
        clock.Text("now").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        Now(clock).Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(30));
        clock.At("frozen").GetBoolean().Should().BeFalse();
        clock.At("offset_seconds").GetDouble().Should().Be(0);
    }

    [Fact]
    public async Task A_set_clock_runs_on_from_there()
    {
        await using var world = await server.NewWorld();

        var set = (await world.Control.Put(Path, """{"now":"2027-01-31T23:59:59.123Z"}""")).Json;

        Now(set).Should().BeOnOrAfter(Time("2027-01-31T23:59:59.123Z")).And.BeBefore(Time("2027-02-01T00:00:30Z"));
        set.At("frozen").GetBoolean().Should().BeFalse();
        var later = Now((await world.Control.Get(Path)).Json);
        while (later == Now(set))
            later = Now((await world.Control.Get(Path)).Json);
        later.Should().BeAfter(Now(set));
    }

    [Theory]
    [InlineData("2027-03-01T10:00:00Z", "2027-03-01T10:00:00.000Z")]
    [InlineData("2027-03-01T10:00:00.9999Z", "2027-03-01T10:00:00.999Z")]
    [InlineData("2027-03-01T10:00:00+02:00", "2027-03-01T08:00:00.000Z")]
    [InlineData("2027-03-01", "2027-03-01T00:00:00.000Z")]
    public async Task A_frozen_clock_stands_still_in_whole_milliseconds_of_utc(string now, string shown)
    {
        await using var world = await server.NewWorld();

        (await world.Control.Put(Path, $$"""{"now":"{{now}}","frozen":true}""")).Json.Text("now").Should().Be(shown);

        (await world.Control.Get(Path)).Json.Text("now").Should().Be(shown);
        (await world.Control.Get(Path)).Json.At("frozen").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task Frozen_alone_stops_the_clock_where_it_is()
    {
        await using var world = await server.NewWorld();
        var before = Now((await world.Control.Get(Path)).Json);

        var frozen = Now((await world.Control.Put(Path, """{"frozen":true}""")).Json);

        frozen.Should().BeOnOrAfter(before).And.BeBefore(before.AddSeconds(30));
        Now((await world.Control.Get(Path)).Json).Should().Be(frozen);
    }

    [Fact]
    public async Task Nothing_said_is_the_way_back_to_real_time()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put(Path, """{"now":"2040-01-01T00:00:00Z","frozen":true}""");

        var released = (await world.Control.Put(Path, "{}")).Json;

        Now(released).Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(30));
        released.At("frozen").GetBoolean().Should().BeFalse();
        released.At("offset_seconds").GetDouble().Should().Be(0);
    }

    [Theory]
    [InlineData("""{"by":"PT20M"}""", 1200)]
    [InlineData("""{"by":"P1DT0.5S"}""", 86_400.5)]
    [InlineData("""{"by":"P10Y"}""", 315_360_000)]
    [InlineData("""{"seconds":90}""", 90)]
    [InlineData("""{"seconds":0.001}""", 0.001)]
    public async Task A_clock_advances_by_a_duration_and_stays_frozen(string body, double seconds)
    {
        await using var world = await server.NewWorld();
        var before = Now((await world.Control.Put(Path, """{"now":"2027-03-01T00:00:00Z","frozen":true}""")).Json);

        var advanced = (await world.Control.Post(Advance, body)).Json;

        advanced.EnumerateObject().Select(property => property.Name).Should().Equal("now", "frozen", "happened");
        (Now(advanced) - before).TotalSeconds.Should().Be(seconds);
        advanced.At("frozen").GetBoolean().Should().BeTrue();
        Now((await world.Control.Get(Path)).Json).Should().Be(Now(advanced));
    }

    [Fact]
    public async Task A_running_clock_runs_on_after_it_was_advanced()
    {
        await using var world = await server.NewWorld();

        await world.Advance("PT1H");

        var clock = (await world.Control.Get(Path)).Json;
        clock.At("frozen").GetBoolean().Should().BeFalse();
        clock.At("offset_seconds").GetDouble().Should().BeApproximately(3600, 1);
    }

    [Theory]
    [InlineData("""{"now":"soon"}""", "invalid", "/now")]
    [InlineData("""{"now":""}""", "invalid", "/now")]
    [InlineData("""{"now":"10:00"}""", "invalid", "/now")]
    [InlineData("""{"now":"March 2027"}""", "invalid", "/now")]
    [InlineData("""{"now":"2027-13-01T00:00:00Z"}""", "invalid", "/now")]
    [InlineData("""{"now":"1999-12-31T23:59:59Z"}""", "invalid", "/now")]
    [InlineData("""{"now":"2201-01-01T00:00:00Z"}""", "invalid", "/now")]
    [InlineData("""{"now":"2200-12-31T23:59:59-14:00"}""", "invalid", "/now")]
    [InlineData("""{"now":"9999-12-31T23:59:59Z"}""", "invalid", "/now")]
    [InlineData("""{"now":1767225600}""", "not_a_string", "/now")]
    [InlineData("""{"frozen":"yes"}""", "invalid", "/frozen")]
    [InlineData("""{"frozen":1}""", "invalid", "/frozen")]
    [InlineData("""{"later":true}""", "invalid", "/later")]
    public async Task A_time_that_is_none_is_refused_and_the_clock_goes_on(string body, string code, string place) => await ShouldBeRefused("PUT", Path, body, code, place);

    [Theory]
    [InlineData("{}", "invalid", "/seconds")]
    [InlineData("""{"by":"20 minutes"}""", "invalid", "/by")]
    [InlineData("""{"by":""}""", "invalid", "/by")]
    [InlineData("""{"by":"PT0S"}""", "invalid", "/by")]
    [InlineData("""{"by":"-PT1S"}""", "invalid", "/by")]
    [InlineData("""{"by":"P11Y"}""", "invalid", "/by")]
    [InlineData("""{"by":"P99999999999999Y"}""", "invalid", "/by")]
    [InlineData("""{"by":5}""", "not_a_string", "/by")]
    [InlineData("""{"seconds":0}""", "invalid", "/seconds")]
    [InlineData("""{"seconds":-1}""", "invalid", "/seconds")]
    [InlineData("""{"seconds":1e999}""", "invalid", "/seconds")]
    [InlineData("""{"seconds":1e-300}""", "invalid", "/seconds")]
    [InlineData("""{"seconds":"60"}""", "invalid", "/seconds")]
    [InlineData("""{"minutes":5}""", "invalid", "/minutes")]
    public async Task A_duration_that_is_none_is_refused_and_the_clock_goes_on(string body, string code, string place) => await ShouldBeRefused("POST", Advance, body, code, place);

    [Fact]
    public async Task A_clock_cannot_be_advanced_to_where_it_cannot_be_set()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put(Path, """{"now":"2200-12-31T00:00:00Z","frozen":true}""");

        (await world.Control.Post(Advance, """{"by":"P2D"}""")).Status.Should().Be(400);

        (await world.Control.Put(Path, "{}")).Status.Should().Be(200, "the way back stays open");
    }

    private async Task ShouldBeRefused(string method, string path, string body, string code, string place)
    {
        await using var world = await server.NewWorld();
        await world.Control.Put(Path, """{"now":"2027-03-01T00:00:00Z","frozen":true}""");

        var reply = await world.Control.Send(HttpMethod.Parse(method), path, body);

        reply.Status.Should().Be(400);
        reply.Code.Should().Be(code);
        reply.Json.Text("errors.0.source.pointer").Should().Be(place);
        (await world.Control.Get(Path)).Json.Text("now").Should().Be("2027-03-01T00:00:00.000Z");
    }

    private static DateTimeOffset Now(JsonElement clock) => clock.At("now").GetDateTimeOffset();

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
