using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Sca;

public sealed class ScaFlowTests(EmulatorServer server)
{

    [Fact]
    [Rule("§9.2", "P06", "P09")]
    public async Task A_challenge_is_flat_and_carries_two_different_tokens()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        var challenge = await Challenges.Close(member, await Challenges.NewAccount(world, member));

        challenge.Status.Should().Be(428);
        challenge.Json.EnumerateObject().Select(property => property.Name)
            .Should().Equal("action_type", "code", "message", "sca_session_token", "sca_recovery_token", "trace_id");
        challenge.Json.Text("code").Should().Be("sca_required");
        challenge.Json.Text("message").Should().Be("SCA required");
        challenge.Json.Text("sca_session_token").Should().MatchRegex("^[A-Za-z0-9_-]{64}$").And.NotBe(challenge.Json.Text("sca_recovery_token"));
        challenge.Json.Text("trace_id").Should().Be(challenge.Header("X-Tyk-Trace-Id"));
    }

    [Fact]
    [Rule("§9.2", "P05", "P08")]
    public async Task An_approved_token_carries_the_same_request_once()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.NewAccount(world, member);
        var token = await Challenges.Token(member, account);
        await Challenges.Decide(world, token, "allow");

        var first = await Challenges.Close(member, account, token: token);
        var second = await Challenges.Close(member, account, token: token);

        first.Status.Should().Be(200, first.Text);
        second.Status.Should().Be(422);
        second.Json.Text("errors.message").Should().Be("Not found");
    }

    [Fact]
    [Rule("§9.2", "P08")]
    public async Task An_approved_token_does_not_carry_another_request_and_stays_good_for_its_own()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var (account, other) = (await Challenges.NewAccount(world, member), await Challenges.NewAccount(world, member, "Another"));
        var token = await Challenges.Token(member, account);
        await Challenges.Decide(world, token, "allow");

        var foreign = await Challenges.Close(member, other, token: token);

        foreign.Status.Should().Be(422);
        foreign.Json.Text("errors.message").Should().Be("Not found");
        (await Challenges.Close(member, account, token: token)).Status.Should().Be(200);
    }

    [Fact]
    [Rule("§9.2")]
    public async Task Waiting_denied_unknown_and_foreign_tokens_are_a_flat_412()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.ClosableAccount(world);
        var waiting = await Challenges.Token(member, account);
        var denied = await Challenges.Token(member, account);
        await Challenges.Decide(world, denied, "deny");
        var foreign = await Challenges.Token(await world.SignIn(email: "barnabe.volauvent@chimerand.example"), account);
        await Challenges.Decide(world, foreign, "allow");

        foreach (var token in new[] { waiting, denied, foreign, new string('x', 64), "short" })
        {
            var reply = await Challenges.Close(member, account, token: token);
            reply.Status.Should().Be(412, reply.Text);
            reply.Json.EnumerateObject().Select(property => property.Name).Should().Equal("message", "code");
        }

        // A token that is not approved says so even when the request is another one.
        (await Challenges.Close(member, await Challenges.ClosableAccount(world, skip: 0), token: waiting)).Status.Should().Be(412);
    }

    [Fact]
    [Rule("§9.2", "P06")]
    public async Task Nobody_answers_for_15_minutes_and_the_session_is_denied()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"frozen":true}""");
        var member = await world.SignIn();
        var account = await Challenges.ClosableAccount(world);
        var token = await Challenges.Token(member, account);

        await world.Advance("PT14M59S");
        var before = await Challenges.Result(member, token);
        await world.Advance("PT1S");

        before.Should().Be("waiting");
        (await Challenges.Result(member, token)).Should().Be("deny");
        await Challenges.Decide(world, token, "allow");
        (await Challenges.Result(member, token)).Should().Be("deny", "an expired session cannot be approved any more");
        (await Challenges.Close(member, account, token: token)).Status.Should().Be(412);
    }

    [Fact]
    [Rule("§9.2", "P06")]
    public async Task An_approval_that_is_not_used_within_the_15_minutes_is_over_and_forgotten_15_later()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.ClosableAccount(world);
        var token = await Challenges.Token(member, account);
        await Challenges.Decide(world, token, "allow");

        await world.Advance("PT15M");
        var late = await Challenges.Close(member, account, token: token);
        await world.Advance("PT16M");

        late.Status.Should().Be(412);
        late.Hint.Should().Contain("15 minutes");
        (await member.Get($"/v2/sca_sessions/{token}")).Status.Should().Be(404);
    }

    [Fact]
    [Rule("§9.2")]
    public async Task Without_a_token_every_call_is_challenged_anew_and_older_tokens_live_on()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.NewAccount(world, member);
        var mocked = await Challenges.Token(member, account);

        var passkey = await Challenges.Token(member, account, "passkey");

        passkey.Should().NotBe(mocked);
        await Challenges.Decide(world, mocked, "allow");
        (await Challenges.Result(member, passkey)).Should().Be("waiting");
        (await Challenges.Close(member, account, token: mocked)).Status.Should().Be(200);
    }

    [Fact]
    [Rule("§9.1", "§9.3")]
    public async Task A_text_message_code_approves_on_the_retry_itself()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.NewAccount(world, member);
        var token = await Challenges.Token(member, account, "sms-otp");

        var without = await Challenges.Close(member, account, "sms-otp", token);
        var wrong = await Challenges.Close(member.With("X-Qonto-MFA", "000000"), account, "sms-otp", token);
        var foreign = await Challenges.Close(member.With("X-Qonto-MFA", "123456"), await Challenges.ClosableAccount(world), "sms-otp", token);
        var right = await Challenges.Close(member.With("X-Qonto-MFA", "123456"), account, "sms-otp", token);

        (without.Status, wrong.Status, foreign.Status, right.Status).Should().Be((412, 412, 422, 200));
        (await Challenges.Result(member, token)).Should().Be("allow");
    }

    [Fact]
    [Rule("§9.1")]
    public async Task A_code_does_not_approve_what_no_code_was_sent_for()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        var account = await Challenges.ClosableAccount(world);
        var token = await Challenges.Token(member, account, "passkey");

        (await Challenges.Close(member.With("X-Qonto-MFA", "123456"), account, "passkey", token)).Status.Should().Be(412);
    }

    [Theory]
    [InlineData("mock", true, 428, "sca_required")]
    [InlineData(null, true, 428, "sca_required")]
    [InlineData("paired-device", true, 428, "sca_required")]
    [InlineData("passkey", true, 428, "sca_required")]
    [InlineData("sms-otp", true, 428, "sca_required")]
    [InlineData("mock", false, 428, "sca_required")]
    [InlineData(null, false, 428, "sca_not_enrolled")]
    [InlineData("paired-device", false, 428, "sca_not_enrolled")]
    [InlineData("passkey", false, 428, "sca_not_enrolled")]
    [InlineData("sms-otp", false, 428, "sca_not_enrolled")]
    [InlineData("telepathy", true, 400, "bad_request")]
    [Rule("§9.3", "P09", "Q21")]
    public async Task Every_preference_with_and_without_a_second_factor(string? preference, bool enrolled, int status, string code)
    {
        await using var world = await server.NewWorld();
        await Enrol(world, enrolled ? """["paired-device","passkey","sms-otp"]""" : "[]");
        var member = await world.SignIn();

        var reply = await Challenges.Close(member, await Challenges.ClosableAccount(world), preference);

        reply.Status.Should().Be(status, reply.Text);
        (reply.Code ?? reply.Json.Text("code")).Should().Be(code);
        if (status == 428)
            reply.Json.TryGetProperty("sca_session_token", out _).Should().Be(code == "sca_required");
        if (preference == "passkey" && enrolled)
            reply.Json.Text("message").Should().Contain("passkey");
    }

    [Fact]
    [Rule("Q21")]
    public async Task With_the_switch_off_everybody_counts_as_enrolled()
    {
        await using var world = await server.NewWorld();
        await Enrol(world, "[]");
        var member = await world.SignIn();
        var account = await Challenges.ClosableAccount(world);
        await world.Switch("""{"sca-needs-enrolment":false}""");

        foreach (var preference in new[] { null, "paired-device", "passkey", "sms-otp", "mock" })
            (await Challenges.Token(member, account, preference)).Should().HaveLength(64);
    }

    [Fact]
    [Rule("§9.1", "§9.4")]
    public async Task Production_knows_no_mock()
    {
        await using var world = await Challenges.ProductionWorld(server);
        var member = await world.SignIn();
        var account = await Challenges.ClosableAccount(world);

        var mock = await Challenges.Close(member, account, "mock");
        var token = await Challenges.Token(member, account, "passkey");

        mock.Status.Should().Be(400);
        (await world.Nobody.Get($"/v2/mocked_sca_sessions/{token}")).Status.Should().Be(404);
        (await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/allow")).Status.Should().Be(404);
        (await Challenges.Result(member, token)).Should().Be("waiting");
        (await world.Control.Post($"/_emulator/sca_sessions/{token}/allow")).Status.Should().Be(200);
        (await Challenges.Result(member, token)).Should().Be("allow");
    }

    private static async Task Enrol(World world, string factors)
    {
        var email = world.Info.Text("user.email");
        (await world.Control.Put($"/_emulator/users/{email}/second_factors", $$"""{"second_factors":{{factors}}}""")).Status.Should().Be(200);
    }
}
