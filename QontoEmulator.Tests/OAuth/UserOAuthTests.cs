using QontoEmulator.OAuth;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.OAuth;

[Rule("§3.6")]
public sealed class UserOAuthTests(EmulatorServer server)
{
    private const string Farfelune = "b20c0567-4dc8-4ac2-aed2-5d7bb78e0a16";
    private const string Chimerand = "9191dc62-b4fa-4f70-bb91-7f12f28b1a74";
    private const string Header = "X-Qonto-Organization-Id";
    private static readonly (string, string?)[] ForUser = [("identity_type", "user"), ("scope", "user_organization.read organization.read offline_access")];

    [Fact]
    public async Task A_user_consents_for_several_organizations_and_each_call_names_one()
    {
        await using var world = await server.NewWorld(data: ConsentTests.InBoth());
        var tokens = await Tokens(world, Chimerand, Farfelune);
        var user = world.Bearer(tokens.Text("access_token")!);

        var list = (await user.Get("/v2/user_organizations")).Json;

        list.EnumerateObject().Select(property => property.Name).Should().Equal("organizations");
        list.Items("organizations").Select(item => (item.Text("id"), item.Text("name"), item.Text("membership_role"))).Should().Equal(
            (Chimerand, "Ateliers Chimérand", "owner"), (Farfelune, "Boulangerie Farfelune", "admin"));
        list.At("organizations.1").EnumerateObject().Select(property => property.Name).Should().Equal("id", "name", "legal_name", "legal_number", "legal_country", "membership_role");
        (await user.With(Header, Chimerand).Get("/v2/organization")).Json.Text("organization.id").Should().Be(Chimerand);
        (await user.With(Header, Farfelune).Get("/v2/organization")).Json.Text("organization.id").Should().Be(Farfelune);
        var renewed = (await world.Refresh(tokens.Text("refresh_token")!)).Json;
        (await world.Bearer(renewed.Text("access_token")!).With(Header, Farfelune).Get("/v2/organization")).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_web_app_shows_the_consent_in_every_organization_that_it_is_for()
    {
        await using var world = await server.NewWorld(data: ConsentTests.InBoth());
        await Tokens(world, Chimerand, Farfelune);
        var visitor = await new OAuthVisitor(world).SignIn();

        foreach (var organization in new[] { Chimerand, Farfelune })
            (await visitor.Get($"/sandbox.staging.qonto.co/?workspace={world.Info.Text("id")}&organization={organization}")).Text.Should().Contain("Disconnect Emulator app");
    }

    [Fact]
    public async Task Without_the_header_or_for_an_organization_that_was_not_consented_to_a_call_is_forbidden()
    {
        await using var world = await server.NewWorld(data: ConsentTests.InBoth());
        var user = world.Bearer((await Tokens(world, Farfelune)).Text("access_token")!);

        foreach (var reply in new[] { await user.Get("/v2/organization"), await user.With(Header, Chimerand).Get("/v2/organization"), await user.With(Header, "nonsense").Get("/v2/organization") })
            (reply.Status, reply.Code).Should().Be((403, "forbidden"));
        (await user.With(Header, Farfelune).Get("/v2/organization")).Status.Should().Be(200);
        (await user.Get("/v2/user_organizations")).Json.Items("organizations").Should().ContainSingle();
    }

    [Fact]
    public async Task Tokens_of_the_membership_flow_do_not_list_organizations_and_need_no_header()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("user_organization.read organization.read");

        (await member.Get("/v2/user_organizations")).Status.Should().Be(403);
        (await member.With(Header, Farfelune).Get("/v2/organization")).Json.Text("organization.id").Should().Be(Chimerand, "the header is of User OAuth");
        (await (await world.SignIn("organization.read")).Get("/v2/user_organizations")).Status.Should().Be(403);
        (await world.Organization.Get("/v2/user_organizations")).Status.Should().Be(401);
        (await world.Nobody.Get("/v2/user_organizations")).Status.Should().Be(401);
    }

    [Fact]
    public async Task The_flow_needs_its_scope()
    {
        await using var world = await server.NewWorld();
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Authorize(("identity_type", "user"))).ShouldRefuseByRedirect("invalid_scope", "user_organization.read");
    }

    [Theory]
    [InlineData(nameof(IdentityFlow.User), null)]
    [InlineData(nameof(IdentityFlow.Membership), "user")]
    public async Task An_app_has_the_one_flow_or_the_other(string flow, string? identityType)
    {
        await using var world = await server.NewWorld();
        var app = await server.AddApp(world, app => app with { Flow = Enum.Parse<IdentityFlow>(flow) });
        var visitor = await new OAuthVisitor(world).SignIn();

        (await visitor.Authorize(("client_id", app.ClientId), ("scope", "user_organization.read"), ("identity_type", identityType))).ShouldRefuseByRedirect("unauthorized_client");
        (await visitor.Consent(("client_id", app.ClientId), ("scope", "user_organization.read"), ("identity_type", identityType is null ? "user" : null))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Withdrawing_ends_it_for_all_organizations()
    {
        await using var world = await server.NewWorld(data: ConsentTests.InBoth());
        var user = world.Bearer((await Tokens(world, Chimerand, Farfelune)).Text("access_token")!);

        (await user.With(Header, Farfelune).Delete("/v2/oauth2/consents")).Status.Should().Be(204);

        (await user.Get("/v2/user_organizations")).Status.Should().Be(401);
        (await world.Control.Get("/_emulator/events?type=v1/consent-revocations")).Json.Items("events").Select(item => item.Text("organization_id"))
            .Should().BeEquivalentTo(Chimerand, Farfelune);
    }

    [Fact]
    public async Task A_signature_is_ignored_until_it_is_demanded()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn("organization.read");
        (await member.With("Signature", "anything").Get("/v2/organization")).Status.Should().Be(200);

        await world.Switch("""{"require-signature":true}""");

        var refused = await member.Get("/v2/organization");
        (refused.Status, refused.Code).Should().Be((401, "unauthorized"));
        refused.Hint.Should().Contain("Signature");
        (await member.With("Signature", " ").Get("/v2/organization")).Status.Should().Be(401);
        (await member.With("Signature", "keyId=\"qseal\",algorithm=\"rsa-sha256\",signature=\"AAAA\"").Get("/v2/organization")).Status.Should().Be(200);
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(200, "an API key is no licensed provider's");
        await world.Switch("""{"require-signature":null}""");
        (await member.Get("/v2/organization")).Status.Should().Be(200);
    }

    private static async Task<System.Text.Json.JsonElement> Tokens(World world, params IReadOnlyList<string> organizations)
    {
        var visitor = await new OAuthVisitor(world).SignIn();
        var choice = await visitor.Consent(ForUser);
        choice.Text.Should().Contain("type=\"checkbox\"");
        var chosen = await visitor.Post(OAuthVisitor.ActionOf(choice), [.. organizations.Select(organization => ("organization", organization))]);
        var allowed = await visitor.Press(await visitor.Get(chosen.Header("Location")!), "allow");
        var issued = await world.Exchange(allowed.Parameter("code")!);
        issued.Status.Should().Be(200, issued.Text);
        return issued.Json;
    }
}
