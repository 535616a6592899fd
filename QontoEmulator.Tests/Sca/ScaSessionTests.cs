using System.Text;
using Microsoft.AspNetCore.Http;
using QontoEmulator.Sca;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Sca;

public sealed class ScaSessionTests(EmulatorServer server)
{
    [Fact]
    [Rule("§9.2", "§9.4")]
    public async Task Real_and_mocked_polls_show_the_same_state()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var token = await Challenges.Token(member, await Challenges.ClosableAccount(world));

        var waiting = await member.Get($"/v2/sca_sessions/{token}");
        var mocked = await world.Nobody.Get($"/v2/mocked_sca_sessions/{token}");
        await Challenges.Decide(world, token, "allow");
        var allowed = await world.Organization.Get($"/v2/mocked_sca_sessions/{token}");

        waiting.Text.Should().Be("""{"result":"waiting","canceled_at":null}""").And.Be(mocked.Text);
        allowed.Text.Should().Be("""{"result":"allow","canceled_at":null}""");
    }

    [Fact]
    [Rule("§9.4")]
    public async Task A_decision_stands()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var token = await Challenges.Token(member, await Challenges.ClosableAccount(world));

        await Challenges.Decide(world, token, "deny");
        var again = await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/allow");

        again.Status.Should().Be(200);
        again.Hint.Should().Contain("stays at deny");
        (await Challenges.Result(member, token)).Should().Be("deny");
    }

    [Fact]
    [Rule("§9.2", "§9.4")]
    public async Task Unknown_tokens_foreign_sessions_other_words_and_old_paths_are_not_found()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var other = await world.SignIn(email: "barnabe.volauvent@chimerand.example");

        (await member.Get("/v2/sca_sessions/unknown")).Code.Should().Be("not_found");
        (await world.Nobody.Get("/v2/mocked_sca_sessions/unknown")).Code.Should().Be("not_found");
        (await world.Nobody.Post("/v2/mocked_sca_sessions/unknown/allow")).Code.Should().Be("not_found");
        var token = await Challenges.Token(member, await Challenges.ClosableAccount(world));
        (await other.Get($"/v2/sca_sessions/{token}")).Code.Should().Be("not_found");
        (await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/maybe")).Code.Should().Be("not_found");
        var old = await member.Get($"/v2/sca/sessions/{token}");
        (old.Status, old.Text).Should().Be((404, "404 page not found\n"));
    }

    [Fact]
    [Rule("§9.2")]
    public async Task Polling_needs_a_user_token()
    {
        await using var world = await server.NewWorld();

        (await world.Nobody.Get("/v2/sca_sessions/unknown")).Status.Should().Be(401);
        (await world.Organization.Get("/v2/sca_sessions/unknown")).Status.Should().Be(401);
        (await (await world.SignIn("offline_access")).Get("/v2/sca_sessions/unknown")).Status.Should().Be(404, "no scope is asked for");
    }

    [Theory]
    [InlineData("""{"amount":"1.50","to":{"iban":"FR76","name":"É"}}""", """ { "to": {"name":"\u00c9", "iban":"FR76"}, "amount":"1.50" } """, true)]
    [InlineData("""{"amount":"1.50"}""", """{"amount":"1.5"}""", false)]
    [InlineData("""{"ids":[1,2]}""", """{"ids":[2,1]}""", false)]
    [InlineData("""{"a":null}""", "{}", false)]
    [InlineData("", "", true)]
    [InlineData("not json", "not  json", false)]
    [Rule("P08", "§9.2")]
    public void A_session_is_bound_to_what_a_body_says_not_to_how_it_is_written(string first, string second, bool same)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path) = ("POST", "/v2/sepa/transfers");

        RequestHash.Of(request, Encoding.UTF8.GetBytes(second)).Equals(RequestHash.Of(request, Encoding.UTF8.GetBytes(first)), StringComparison.Ordinal).Should().Be(same);
    }
}
