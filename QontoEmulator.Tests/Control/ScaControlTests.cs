using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class ScaControlTests(EmulatorServer server)
{
    [Fact]
    public async Task Sessions_are_listed_with_what_they_would_do()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.NewAccount(world, member);
        var token = await Challenges.Token(member, account, "passkey");

        var list = await world.Control.Get("/_emulator/sca_sessions?result=waiting");

        var session = list.Json.Items("sca_sessions").Should().ContainSingle().Subject;
        session.Text("result").Should().Be("waiting");
        session.Text("request").Should().Be($"POST /v2/bank_accounts/{account}/close");
        session.Text("description").Should().Contain("To be closed");
        session.Text("preference").Should().Be("passkey");
        session.Text("member.email").Should().Be(world.Info.Text("user.email"));
        session.IsNull("decided_at").Should().BeTrue();
        list.Text.Should().NotContain(token, "the token belongs to the client that asked");
    }

    [Fact]
    public async Task A_session_is_decided_by_id_or_token_and_only_once()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.ClosableAccount(world);
        var (first, second) = (await Challenges.Token(member, account), await Challenges.Token(member, account));
        var id = (await world.Control.Get("/_emulator/sca_sessions")).Json.Text("sca_sessions.0.id");

        (await world.Control.Post($"/_emulator/sca_sessions/{id}/deny")).Json.Text("result").Should().Be("deny");
        (await world.Control.Post($"/_emulator/sca_sessions/{second}/allow")).Json.Text("result").Should().Be("allow");

        (await Challenges.Result(member, first)).Should().Be("deny");
        (await Challenges.Result(member, second)).Should().Be("allow");
        (await world.Control.Post($"/_emulator/sca_sessions/{id}/allow")).Status.Should().Be(409);
        (await world.Control.Post($"/_emulator/sca_sessions/{id}/waiting")).Status.Should().Be(404);
        (await world.Control.Post("/_emulator/sca_sessions/unknown/allow")).Status.Should().Be(404);
    }

    [Fact]
    [Rule("§9.2")]
    public async Task Sessions_decide_themselves_after_the_set_time()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"frozen":true}""");
        var member = await world.SignIn();
        var account = await Challenges.NewAccount(world, member);

        (await world.Control.Put("/_emulator/sca_auto", """{"decision":"allow","after_seconds":30}""")).Text.Should().Be("""{"decision":"allow","after_seconds":30}""");
        var token = await Challenges.Token(member, account);
        await world.Advance("PT29S");
        (await Challenges.Result(member, token)).Should().Be("waiting");
        await world.Advance("PT1S");

        (await Challenges.Result(member, token)).Should().Be("allow");
        (await Challenges.Close(member, account, token: token)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Deciding_by_itself_can_be_taken_back_even_for_those_who_wait()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.ClosableAccount(world);
        await world.Control.Put("/_emulator/sca_auto", """{"decision":"deny","after_seconds":60}""");
        var token = await Challenges.Token(member, account);

        (await world.Control.Put("/_emulator/sca_auto", """{"decision":null}""")).Text.Should().Be("""{"decision":null,"after_seconds":0}""");
        await world.Advance("PT2M");

        (await Challenges.Result(member, token)).Should().Be("waiting");
        (await world.Control.Get("/_emulator/sca_auto")).Json.IsNull("decision").Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"decision":"maybe"}""")]
    [InlineData("""{"decision":"allow","after_seconds":-1}""")]
    [InlineData("""{"decision":"allow","after_seconds":1e300}""")]
    [InlineData("""{"decison":"allow"}""")]
    public async Task A_setting_that_means_nothing_is_refused(string body)
    {
        await using var world = await server.NewWorld();

        (await world.Control.Put("/_emulator/sca_auto", body)).Status.Should().Be(400);
    }

    [Fact]
    [Rule("Q21")]
    public async Task Second_factors_are_read_and_set_per_user()
    {
        await using var world = await server.NewWorld();
        var path = $"/_emulator/users/{world.Info.Text("user.email")}/second_factors";

        (await world.Control.Put(path, """{"second_factors":["sms-otp","passkey","passkey"]}""")).Json.Items("second_factors").Select(factor => factor.GetString()).Should().Equal("passkey", "sms-otp");
        (await world.Control.Put(path, """{"second_factors":["carrier-pigeon"]}""")).Status.Should().Be(400);
        (await world.Control.Put(path, "{}")).Status.Should().Be(400);
        (await world.Control.Get(path)).Json.Items("second_factors").Should().HaveCount(2);
        (await world.Control.Get("/_emulator/users/nobody@nowhere.example/second_factors")).Status.Should().Be(404);
    }

    [Fact]
    public async Task A_workspace_may_play_another_profile()
    {
        await using var world = await Challenges.ProductionWorld(server);

        world.Info.Text("profile").Should().Be("production");
        (await server.Stranger().Post("/_emulator/workspaces", """{"profile":"staging"}""")).Status.Should().Be(400);
    }
}
