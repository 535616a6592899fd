using QontoEmulator.OAuth;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

/// <summary>Whose decision a flow takes, and how often.</summary>
[Rule("§3.1")]
public sealed class CsrfTests(EmulatorServer server)
{
    [Fact]
    public async Task A_flow_is_good_for_one_decision_within_30_minutes()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var (used, late) = (await visitor.Consent(), "");
        (await visitor.Press(used, "allow")).Status.Should().Be(303);
        (await visitor.Press(used, "allow")).Status.Should().Be(410);
        late = OAuthVisitor.ActionOf(await visitor.Consent());

        await world.Advance("PT30M");

        (await visitor.Get(late)).Text.Should().Contain("This request is over");
        (await visitor.Post(late, ("decision", "allow"))).Status.Should().Be(410);
        (await visitor.Get("/oauth-sandbox.staging.qonto.co/consent?consent_challenge=nonsense")).Status.Should().Be(410);
    }

    [Fact]
    public async Task Of_many_presses_at_once_one_counts()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();

        var pressed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => visitor.Press(page, "allow")));

        pressed.Count(reply => reply.Status == 303).Should().Be(1);
        server.Inside(world).Store.Current.Table<Grant>().Rows.Should().ContainSingle();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    [Rule("§2")]
    public async Task A_lost_or_foreign_csrf_cookie_is_a_csrf_error_with_a_way_to_begin_again(string? value)
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();
        var name = visitor.Cookies.Keys.Single(name => name.StartsWith("qonto_oauth_csrf_", StringComparison.Ordinal));
        if (value is null)
            visitor.Cookies.Remove(name);
        else
            visitor.Cookies[name] = value;

        var refused = await visitor.Press(page, "allow");

        refused.Status.Should().Be(403);
        refused.Text.Should().Contain("CSRF error").And.Contain("request_forbidden").And.Contain("href=\"/oauth2/auth?");
        server.Inside(world).Store.Current.Table<Grant>().Rows.Should().BeEmpty();
    }

    [Fact]
    [Rule("§2")]
    public async Task Of_two_flows_at_once_only_the_newer_one_goes_on()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var (older, newer) = (await visitor.Consent(), await visitor.Consent(("state", "another-state")));

        (await visitor.Press(older, "allow")).Status.Should().Be(403);
        (await visitor.Press(newer, "allow")).Parameter("state").Should().Be("another-state");
    }

    [Fact]
    [Rule("§2")]
    public async Task Another_browser_cannot_finish_a_flow_even_when_the_same_user_is_signed_in()
    {
        await using var world = await server.NewWorld();
        var (here, there) = (await new OAuthVisitor(world).SignIn(), await new OAuthVisitor(world).SignIn());
        await there.Consent();

        (await there.Press(await here.Consent(), "allow")).Status.Should().Be(403);
    }

    [Fact]
    public async Task Cookies_are_for_this_host_and_no_script()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        var cookie = (await visitor.Authorize()).Header("Set-Cookie")!;

        cookie.Should().StartWith($"qonto_oauth_csrf_{Guid.Parse(world.Info.Text("id")!):N}=").And.Contain("HttpOnly").And.Contain("SameSite=Lax").And.NotContain("Secure");
    }

    [Fact]
    public async Task Who_signed_out_meanwhile_begins_again_at_the_wall()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();
        await visitor.Post($"/sandbox.staging.qonto.co/signout?workspace={world.Info.Text("id")}");

        var pressed = await visitor.Press(page, "allow");

        (pressed.Status, pressed.Header("Location")).Should().Be((303, visitor.Address()));
        (await visitor.Get(OAuthVisitor.ActionOf(page))).Header("Location").Should().Be(visitor.Address());
        (await visitor.Get(visitor.Address())).Header("Location").Should().Contain("onelogin");
    }

    [Fact]
    public async Task A_form_on_another_site_decides_nothing()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();
        var cookies = string.Join("; ", visitor.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}"));

        var reply = await server.Stranger(("Cookie", cookies), ("Origin", "https://elsewhere.example")).PostForm(OAuthVisitor.ActionOf(page), ("decision", "allow"));

        (reply.Status, reply.Code).Should().Be((403, "foreign_origin"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("maybe")]
    public async Task A_button_that_there_is_not_is_refused_and_the_flow_goes_on(string decision)
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();
        var page = await visitor.Consent();

        (await visitor.Press(page, decision)).Status.Should().Be(400);
        (await visitor.Press(page, "allow")).Status.Should().Be(303);
    }
}
