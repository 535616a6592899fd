using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.WebApp;

public sealed class LockoutTests(EmulatorServer server)
{
    [Fact]
    public async Task Five_wrong_passwords_lock_an_address_for_a_quarter_of_an_hour()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);
        for (var tries = 1; tries <= 4; tries++)
            (await visitor.GivePassword(password: "guess")).Status.Should().Be(401);

        var fifth = await visitor.GivePassword(password: "guess");
        var right = await visitor.GivePassword();

        fifth.Status.Should().Be(429);
        right.Status.Should().Be(429);
        right.Text.Should().MatchRegex("Too many wrong tries\\. Sign in again after \\d\\d:\\d\\d:\\d\\d UTC\\.").And.Contain($"value=\"{WebVisitor.OwnersAddress}\"");
        right.Hint.Should().Contain("clock");
        (await new WebVisitor(world).GivePassword("barnabe.volauvent@chimerand.example")).Status.Should().Be(200, "nobody else is locked out");

        await world.Advance("PT14M");
        (await visitor.GivePassword()).Status.Should().Be(429);
        await world.Advance("PT2M");
        await visitor.SignIn();
    }

    [Fact]
    public async Task Wrong_codes_count_as_well()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);
        await visitor.GivePassword();
        for (var tries = 1; tries <= 4; tries++)
            (await visitor.GiveCode("000000")).Status.Should().Be(401);

        (await visitor.GiveCode("000000")).Status.Should().Be(429);

        var right = await visitor.GiveCode();
        (right.Status, right.Header("Set-Cookie")).Should().Be((429, null));
        (await visitor.GivePassword()).Status.Should().Be(429);
    }

    [Fact]
    public async Task An_address_that_nobody_has_is_locked_alike()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);
        for (var tries = 1; tries <= 5; tries++)
            await visitor.GivePassword("nobody@nowhere.example");

        (await visitor.GivePassword("Nobody@nowhere.example")).Status.Should().Be(429);
    }

    [Fact]
    public async Task Signing_in_wipes_the_slate_clean_and_a_password_alone_does_not()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);
        for (var tries = 1; tries <= 4; tries++)
            await visitor.GivePassword(password: "guess");
        await visitor.SignIn();
        for (var tries = 1; tries <= 4; tries++)
            (await visitor.GivePassword(password: "guess")).Status.Should().Be(401);

        (await visitor.GivePassword()).Status.Should().Be(200);

        (await visitor.GivePassword(password: "guess")).Status.Should().Be(429);
    }

    [Fact]
    public async Task Tries_that_lie_a_quarter_of_an_hour_back_no_longer_count()
    {
        await using var world = await server.NewWorld();
        var visitor = new WebVisitor(world);
        for (var tries = 1; tries <= 4; tries++)
            await visitor.GivePassword(password: "guess");

        await world.Advance("PT16M");

        (await visitor.GivePassword(password: "guess")).Status.Should().Be(401);
        (await visitor.GivePassword(password: "guess")).Status.Should().Be(401);
    }
}
