using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>The reviewer's page.</summary>
[Rule("§12")]
public sealed class ReviewPageTests(EmulatorServer server)
{
    [Fact]
    public async Task It_shows_what_waits_with_its_reasons_and_a_button_decides()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");
        await new PortalVisitor(world).SignUp("dev@tools.example", purpose: "A ledger");

        (await Page(world)).Text.Should().Contain("Ledger Sync").And.Contain("Our customers see their balances.").And.Contain("organization.read").And.NotContain("team.read")
            .And.Contain("dev@tools.example").And.Contain("A ledger").And.Contain("(2) Reviews");
        var decided = await Decide(world, app.Text("id")!, ("decision", "approve"));

        decided.Status.Should().Be(303);
        (await server.Stranger().Get(decided.Header("Location")!)).Text.Should().Contain("Approved: Ledger Sync").And.Contain("(1) Reviews");
        (await world.Again(app)).Text("status").Should().Be("approved");
    }

    [Fact]
    public async Task A_rejection_wants_a_reason_and_the_app_shows_it()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");

        var refused = await Decide(world, app.Text("id")!, ("decision", "reject"), ("reason", "  "));
        refused.Status.Should().Be(422);
        refused.Text.Should().Contain($"id=\"reason-{app.Text("id")}-error\">Say why");
        (await world.Again(app)).Text("status").Should().Be("pending");
        await Decide(world, app.Text("id")!, ("decision", "reject"), ("reason", "Too <vague>."));

        var visitor = await new PortalVisitor(world).Enter();
        PortalVisitor.Words(await visitor.Open($"/apps/{app.Text("id")}")).Should().Contain("Too <vague>.");
    }

    [Fact]
    public async Task An_account_is_decided_too_and_its_owner_gets_a_mail()
    {
        await using var world = await server.NewWorld();
        var visitor = new PortalVisitor(world);
        await visitor.SignUp("dev@tools.example");
        var account = (await world.Control.Get("/_emulator/portal_accounts")).Json.Text("accounts.0.id")!;

        await Decide(world, account, ("decision", "approve"));

        (await visitor.Open("/apps/")).Text.Should().Contain("New app");
        (await world.Control.Get("/_emulator/mails?kind=portal_account_approved")).Json.Items("mails").Should().ContainSingle();
    }

    [Fact]
    public async Task The_owner_of_an_app_gets_a_mail_about_the_decision()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();
        var path = PortalVisitor.AppPath(await visitor.Post("/apps/new/connect", ("name", "Mine"), ("scopes", "organization.read"), ("ais_reason", "x"), ("sandbox_redirect_uris", "http://localhost/")));
        await visitor.Post(path + "/submit");

        await Decide(world, path.Split('/')[^1], ("decision", "reject"), ("reason", "Too vague."));

        var mail = (await world.Control.Get("/_emulator/mails?kind=portal_app_rejected")).Json.Items("mails").Should().ContainSingle().Which;
        mail.Text("to").Should().Be("apolline.chimerand@chimerand.example");
        mail.Text("text").Should().Contain("Mine").And.Contain("Too vague.");
    }

    [Fact]
    public async Task What_was_decided_or_is_gone_meanwhile_is_no_error()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();

        (await Decide(world, app.Text("id")!, ("decision", "approve"))).Status.Should().Be(303);
        (await Decide(world, Guid.Empty.ToString(), ("decision", "approve"))).Status.Should().Be(303);
        (await Decide(world, app.Text("id")!, ("decision", "perhaps"))).Code.Should().Be("bad_request");

        (await world.Again(app)).Text("status").Should().Be("draft");
    }

    [Fact]
    public async Task A_form_on_another_site_decides_nothing()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");

        (await Decide(world, app.Text("id")!, server.Stranger(("Origin", "https://elsewhere.example")), ("decision", "approve"))).Code.Should().Be("foreign_origin");

        (await world.Again(app)).Text("status").Should().Be("pending");
    }

    private Task<Reply> Page(World world) => server.Stranger().Get($"/_emulator/reviews?workspace={world.Info.Text("id")}");

    private Task<Reply> Decide(World world, string id, params IReadOnlyList<(string Name, string Value)> fields) => Decide(world, id, server.Stranger(), fields);

    private static Task<Reply> Decide(World world, string id, Client client, params IReadOnlyList<(string Name, string Value)> fields) =>
        client.PostForm($"/_emulator/reviews/{id}?workspace={world.Info.Text("id")}", fields);
}
