using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>What a verification gives out, shown by paying with it.</summary>
public sealed class ProofTokenTests(EmulatorServer server)
{
    [Fact]
    [Rule("P25")]
    [Rule("P26")]
    public async Task A_token_lives_23_hours_and_pays_more_than_once_although_nothing_matched()
    {
        await using var world = await server.NewWorld();
        var payee = await Payees.First(world, "?trusted=true");
        var verified = await Verify(world, "Somebody Else", payee.Text("iban")!);
        verified.Text("match_result").Should().Be("MATCH_RESULT_NO_MATCH");
        var token = verified.Text("proof_token.token")!;

        (await Pay(world, token, payee.Text("id")!)).Status.Should().Be(200);
        await world.Advance("PT22H59M");
        (await Pay(world, token, payee.Text("id")!)).Status.Should().Be(200);
        await world.Advance("PT1M");
        var late = await Pay(world, token, payee.Text("id")!);

        (late.Status, late.Code).Should().Be((401, "vop_proof_token_invalid"));
    }

    [Fact]
    [Rule("P27")]
    public async Task A_token_pays_the_iban_that_it_was_given_out_for_under_any_name()
    {
        await using var world = await server.NewWorld();
        var trusted = (await world.Organization.Get(Payees.Path + "?trusted=true")).Json.Items("beneficiaries");
        var token = (await Verify(world, "Anybody", trusted[0].Text("iban")!)).Text("proof_token.token")!;

        (await Pay(world, token, trusted[1].Text("id")!)).Code.Should().Be("vop_proof_token_invalid");
        (await Pay(world, token, trusted[0].Text("id")!)).Status.Should().Be(200);
        var neighbour = await world.SignIn(null, "zelie.farfelune@farfelune.example");
        (await neighbour.Post("/v2/sepa/transfers", Transfer(token, trusted[0].Text("id")!, await world.MainAccount()))).Code.Should().Be("vop_proof_token_invalid");
    }

    [Fact]
    [Rule("P29")]
    public async Task The_token_beside_a_banks_failure_pays()
    {
        await using var world = await server.NewWorld();
        var payee = await Payees.First(world, "?trusted=true");
        var failed = await (await world.SignIn()).Post("/v2/sepa/verify_payee", PayeeVerificationTests.Body("Bank Timeout", payee.Text("iban")!));

        (await Pay(world, failed.Json.Text("errors.0.meta.proof_token.token")!, payee.Text("id")!)).Status.Should().Be(200);
    }

    [Fact]
    [Rule("P36")]
    public async Task The_token_of_a_skipped_verification_pays()
    {
        await using var world = await server.NewWorld();
        var payee = await Payees.First(world, "?trusted=true");
        var skipped = await (await world.SignIn()).Post(
            "/v2/sepa/skip_verify_payee", $$"""{"requests":[{"beneficiary_name":"Anybody","iban":"{{payee.Text("iban")}}"}]}""");

        (await Pay(world, skipped.Json.Text("proof_token")!, payee.Text("id")!)).Status.Should().Be(200);
    }

    [Fact]
    [Rule("P32")]
    [Rule("Q56")]
    public async Task A_verification_that_a_transfer_follows_does_not_count()
    {
        await using var world = await server.NewWorld();
        await world.Switch("""{"vop-rate-limit":true}""");
        var payee = await Payees.First(world, "?trusted=true");

        for (var i = 0; i < 31; i++)
            (await Pay(world, (await Verify(world, "Anybody", payee.Text("iban")!)).Text("proof_token.token")!, payee.Text("id")!)).Status.Should().Be(200);
    }

    private static async Task<JsonElement> Verify(World world, string name, string iban)
    {
        var verified = await (await world.SignIn()).Post("/v2/sepa/verify_payee", PayeeVerificationTests.Body(name, iban));
        verified.Status.Should().Be(200, verified.Text);
        return verified.Json;
    }

    private static async Task<Reply> Pay(World world, string token, string beneficiary)
    {
        Assert.SkipUnless(BuiltRoutes.All.Contains(("POST", "/v2/sepa/transfers")), "paying, by which a token is shown, is not built yet");
        return await (await world.SignIn()).Post("/v2/sepa/transfers", Transfer(token, beneficiary, await world.MainAccount()));
    }

    private static string Transfer(string token, string beneficiary, string account) => $$$"""
        {"vop_proof_token":"{{{token}}}","transfer":{"beneficiary_id":"{{{beneficiary}}}","bank_account_id":"{{{account}}}","reference":"Test","amount":"1.00"}}
        """;
}
