using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed class CloseAccountTests(EmulatorServer server)
{
    private const string PreferenceHeader = "X-Qonto-2fa-Preference";

    [Theory]
    [Rule("A41")]
    [Rule("A43")]
    [Rule("A42")]
    [InlineData("mock")]
    [InlineData("sms-otp")]
    public async Task A_close_is_challenged_approved_and_repeated(string preference)
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn()).With(PreferenceHeader, preference);
        var opened = (await member.Post("/v2/bank_accounts", """{"bank_account":{"name":"Payroll"}}""")).Json.At("bank_account");
        var path = $"/v2/bank_accounts/{opened.Text("id")}";

        var challenge = await member.Post(path + "/close");
        (challenge.Status, challenge.Json.Text("code")).Should().Be((428, "sca_required"));
        (await member.Get(path)).Json.Text("bank_account.status").Should().Be("active");
        var approved = await Approve(world, member, challenge, preference);
        await world.Advance("PT1S");

        var closed = await approved.Post(path + "/close");

        closed.Status.Should().Be(200, closed.Text);
        closed.Json.Text("bank_account.status").Should().Be("closed");
        string.CompareOrdinal(closed.Json.Text("bank_account.updated_at"), opened.Text("updated_at")).Should().BePositive();
        (await world.Organization.Get(path)).Json.Text("bank_account.status").Should().Be("closed");
        (await world.Organization.Get("/v2/bank_accounts")).Json.Items("bank_accounts").Should()
            .ContainSingle(account => account.Text("id") == opened.Text("id")).Which.Text("status").Should().Be("closed");
        (await world.Accounts()).Should().Contain(account => account.Text("id") == opened.Text("id"));
        (await world.Organization.Get($"/v2/transactions?bank_account_id={opened.Text("id")}")).Status.Should().Be(200);
        (await approved.Post(path + "/close")).Status.Should().Be(422, "the token is used up");
    }

    [Theory]
    [Rule("A40")]
    [InlineData(0, "main_account_cannot_be_closed")]
    [InlineData(1, "non_zero_balance")]
    [InlineData(2, "already_closed")]
    [InlineData(3, "external_account_cannot_be_closed")]
    public async Task What_may_not_be_closed_is_refused_after_the_approval(int account, string code)
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn()).With(PreferenceHeader, "sms-otp");
        var path = $"/v2/bank_accounts/{(await world.Accounts())[account].Text("id")}/close";

        var challenge = await member.Post(path);
        challenge.Status.Should().Be(428);
        var refused = await (await Approve(world, member, challenge, "sms-otp")).Post(path);

        (refused.Status, refused.Code).Should().Be((422, code));
    }

    [Fact]
    [Rule("A42")]
    [Rule("A63")]
    public async Task Existence_is_looked_at_before_strong_authentication()
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn()).With(PreferenceHeader, "mock");
        var stranger = (await world.SignIn(null, "zelie.farfelune@farfelune.example")).With(PreferenceHeader, "mock");

        (await member.Post("/v2/bank_accounts/018f3e4d-0000-7000-8000-000000000001/close")).Code.Should().Be("not_found");
        (await member.Post("/v2/bank_accounts/no-uuid/close")).Code.Should().Be("not_found");
        (await stranger.Post($"/v2/bank_accounts/{await world.MainAccount()}/close")).Code.Should().Be("not_found");
        (await member.Post($"/v2/bank_accounts/{await world.MainAccount()}/close")).Json.Text("code").Should().Be("sca_required");
    }

    [Fact]
    public async Task A_member_without_second_factor_needs_the_mock()
    {
        await using var world = await server.NewWorld();
        var path = $"/v2/bank_accounts/{await world.MainAccount()}/close";
        var member = await world.SignIn(null, "edmee.passepoil@chimerand.example");

        var refused = await member.Post(path);

        (refused.Status, refused.Json.Text("code")).Should().Be((428, "sca_not_enrolled"));
        (await member.With(PreferenceHeader, "mock").Post(path)).Json.Text("code").Should().Be("sca_required");
    }

    // By the mocked endpoints, as sandbox tests do it, or by the code that every phone gets.
    private static async Task<Client> Approve(World world, Client member, Reply challenge, string preference)
    {
        var token = challenge.Json.Text("sca_session_token")!;
        var repeating = member.With("X-Qonto-Sca-Session-Token", token);
        if (preference == "sms-otp")
            return repeating.With("X-Qonto-MFA", "123456");
        Assert.SkipUnless(
            Coverage.Keys(BuiltRoutes.All).Contains(OperationIndex.Key("POST", "/v2/mocked_sca_sessions/{token}/{decision}")),
            "mocked SCA sessions are not built yet");
        (await world.Nobody.Post($"/v2/mocked_sca_sessions/{token}/allow")).Status.Should().Be(200);
        return repeating;
    }
}
