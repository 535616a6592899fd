using QontoEmulator.OAuth;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§4")]
public sealed class ScopeTests(EmulatorServer server)
{
    private static readonly string[] WithoutLine = ["openid", "offline_access", "attachment.write", "internal_transfer.write", "embed_auth_link.write"];

    [Fact]
    public async Task All_43_can_be_asked_for_at_once_and_are_granted()
    {
        await using var world = await server.NewWorld();
        var all = string.Join(' ', ScopeNames.All);
        var visitor = await new OAuthVisitor(world).SignIn();

        var tokens = (await world.Exchange(await visitor.Code(("scope", all)))).Json;

        ScopeNames.All.Should().HaveCount(43);
        tokens.Text("scope").Should().Be(all);
    }

    [Fact]
    public void A_user_is_told_a_line_for_each_but_those_that_the_contract_shows_none_for()
    {
        ScopeNames.All.Where(scope => ScopeNames.ConsentLines(scope).Count == 0).Should().BeEquivalentTo(WithoutLine);
        ScopeNames.ConsentLines("payment.write").Should().HaveCount(3);
    }

    [Theory]
    [InlineData("client_invoice.read", "client_invoices.read")]
    [InlineData("client_invoices.write", "client_invoice.write")]
    [InlineData("supplier_invoices.read", "supplier_invoice.read")]
    [InlineData("international_transfers.write", "international_transfer.write")]
    [Rule("Q51")]
    public async Task Names_in_the_other_number_are_refused_until_their_switch_takes_them_as_the_real_ones(string printed, string real)
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        var refused = await visitor.Authorize(("scope", printed));
        refused.ShouldRefuseByRedirect("invalid_scope", $"'{printed}'");
        refused.Hint.Should().Contain($"'{real}'");
        await world.Switch("""{"lenient-scope-names":true}""");

        (await world.Exchange(await visitor.Code(("scope", $"{printed} {real}")))).Json.Text("scope").Should().Be(real);
        (await visitor.Authorize(("scope", "ghosts.read"))).ShouldRefuseByRedirect("invalid_scope");
    }

    [Fact]
    public async Task A_token_without_the_scope_is_forbidden()
    {
        await using var world = await server.NewWorld();
        var tokens = (await world.Exchange(await (await new OAuthVisitor(world).SignIn()).Code(("scope", "team.read")))).Json;

        var reply = await world.Bearer(tokens.Text("access_token")!).Get("/v2/organization");

        (reply.Status, reply.Code, reply.Json.Text("errors.0.detail")).Should().Be((403, "forbidden", "missing required oauth scope"));
    }
}
