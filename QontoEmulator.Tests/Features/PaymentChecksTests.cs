using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>Which of several faults a write of this family is refused for: each request has that one and all that come later.</summary>
public sealed class PaymentChecksTests(EmulatorServer server)
{
    [Fact]
    [Rule("P13")]
    public async Task Credentials_scope_types_existence_rules_and_approval_are_looked_at_in_this_order()
    {
        await using var world = await server.NewWorld();
        var (member, reader) = (await world.SignIn(), await world.SignIn("organization.read"));
        var (pending, known) = (await Payees.First(world, "?status=pending"), await Payees.First(world));
        var path = $"{Payees.Path}/{pending.Text("id")}";

        (await world.Organization.Patch(path, """{"beneficiary":7}""")).Code.Should().Be("unauthorized");
        (await reader.Patch(path, """{"beneficiary":7}""")).Code.Should().Be("forbidden");
        (await member.Patch(path, """{"beneficiary":7}""")).Code.Should().Be("invalid");
        (await member.Patch(path, """{"beneficiary":{"name":"N"}}""")).Code.Should().Be("not_found");
        (await member.Post(Payees.Path, Payees.Body(iban: known.Text("iban")!))).Code.Should().Be("invalid");
        (await member.Post(Payees.Path, Payees.Body())).Json.Text("code").Should().Be("sca_required");
        (await member.Patch(Payees.Path + "/trust", Payees.Ids("no-uuid"))).Code.Should().Be("not_found");
        (await member.Patch(Payees.Path + "/trust", Payees.Ids(known.Text("id")))).Json.Text("code").Should().Be("sca_required");
    }

    [Theory]
    [Rule("P13")]
    [InlineData("/v2/sepa/verify_payee")]
    [InlineData("/v2/sepa/bulk_verify_payee")]
    [InlineData("/v2/sepa/skip_verify_payee")]
    public async Task Verifications_look_at_credentials_and_scope_before_the_body(string path)
    {
        await using var world = await server.NewWorld();

        (await world.Organization.Post(path, "{}")).Code.Should().Be("unauthorized");
        (await (await world.SignIn("organization.read")).Post(path, "{}")).Code.Should().Be("forbidden");
        (await (await world.SignIn()).Post(path, "{}")).Code.Should().Be("BAD_REQUEST_ERROR_UNSPECIFIED");
    }
}
