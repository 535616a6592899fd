using System.Text;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.OAuth;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>The forms about apps, as a browser sends them.</summary>
[Rule("§12")]
public sealed class PortalPageTests(EmulatorServer server)
{
    private static readonly (string Name, string Value)[] Good =
    [
        ("name", "Ledger Sync"), ("scopes", "team.read"), ("scopes", "organization.read"), ("ais_reason", "Balances & more"), ("sandbox_redirect_uris", $"{OAuthVisitor.RedirectUri}\r\n\r\n https://app.example/cb "),
    ];

    [Fact]
    public async Task A_form_makes_an_app_and_leads_to_its_credentials()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();

        var path = PortalVisitor.AppPath(await visitor.PostFile("/apps/new/connect", "logo", "logo.png", Uploads.Png, Good));

        var app = (await world.Control.Get($"/_emulator/apps/{path.Split('/')[^1]}")).Json;
        app.Texts("scopes").Should().Equal("team.read", "organization.read");
        app.Texts("sandbox_redirect_uris").Should().Equal(OAuthVisitor.RedirectUri, "https://app.example/cb");
        app.Text("owner").Should().Be("apolline.chimerand@chimerand.example");
        app.Text("ais_reason").Should().Be("Balances & more");
        var page = await visitor.Open(path);
        page.Text.Should().Contain(app.Text("sandbox.client_id")!).And.Contain(app.Text("sandbox.client_secret")!).And.Contain(app.Text("staging_token")!).And.Contain("src=\"data:image/png;base64,");
        (await visitor.Open(path, "&env=production")).Text.Should().Contain("no production credentials yet").And.NotContain(app.Text("sandbox.client_secret")!);
    }

    public static TheoryData<string, string, string, string> BadFields() => new()
    {
        { "connect", "name", "Emulator app", "name of another app already" },
        { "connect", "name", new string('x', 61), "at most 60" },
        { "connect", "sandbox_redirect_uris", "https://app.example/#part", "fragment" },
        { "connect", "sandbox_redirect_uris", "https://*.app.example/", "wildcard" },
        { "connect", "sandbox_redirect_uris", "http://app.example/", "plain http is for localhost only" },
        { "connect", "production_redirect_uris", "http://localhost:3000/", "for the sandbox only" },
        { "connect", "ais_reason", "  ", "organization.read" },
        { "connect", "scopes", "beneficiary.trust", "may not trust beneficiaries" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task What_is_wrong_is_told_beside_the_field_and_what_was_typed_is_kept(string useCase, string field, string value, string why)
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();

        var refused = await visitor.Post($"/apps/new/{useCase}", [.. Good.Where(good => good.Name != field || field == "scopes"), (field, value)]);

        refused.Status.Should().Be(422);
        PortalVisitor.Words(refused).Should().Contain("<title>Error: ").And.Contain(string.IsNullOrWhiteSpace(value) ? "Ledger Sync" : value).And.Contain("value=\"team.read\" checked");
        PortalVisitor.Words(refused).Should().MatchRegex($"id=\"{field}-error\">[^<]*{System.Text.RegularExpressions.Regex.Escape(why)}");
        refused.Text.Should().Contain(field == "name" ? OAuthVisitor.RedirectUri : "value=\"Ledger Sync\"");
        (await world.Control.Get("/_emulator/apps")).Json.Items("apps").Should().HaveCount(1, "nothing was made");
    }

    [Fact]
    public async Task All_broken_fields_are_told_at_once()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();

        var refused = await visitor.PostFile("/apps/new/connect", "logo", "x.svg", Encoding.UTF8.GetBytes(Logos.Svg("<script/>")), ("scopes", "payment.write"), ("production_redirect_uris", "x"));

        foreach (var field in new[] { "name", "logo", "sandbox_redirect_uris", "production_redirect_uris", "pis_reason" })
            refused.Text.Should().Contain($"id=\"{field}-error\"");
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>", "script")]
    [InlineData("just text", "PNG, JPEG or SVG")]
    public async Task A_logo_that_can_do_more_than_be_looked_at_is_refused_beside_its_field(string content, string why)
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();

        var refused = await visitor.PostFile("/apps/new/connect", "logo", "logo.png", Encoding.UTF8.GetBytes(content), Good);

        refused.Status.Should().Be(422);
        refused.Text.Should().MatchRegex($"id=\"logo-error\">[^<]*{why}").And.Contain("value=\"Ledger Sync\"").And.NotContain("kept_logo");
    }

    [Fact]
    public async Task An_oversized_logo_is_refused_beside_its_field()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();

        var refused = await visitor.PostFile("/apps/new/connect", "logo", "logo.png", [.. Uploads.Png, .. new byte[5_000_000]], Good);

        refused.Status.Should().Be(422);
        refused.Text.Should().Contain("id=\"logo-error\"").And.Contain("at most 256 KB").And.Contain("value=\"Ledger Sync\"");
    }

    [Fact]
    public async Task A_right_logo_is_kept_while_something_else_is_wrong()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();
        var picture = Logos.DataUrl("image/png", Uploads.Png);

        var refused = await visitor.PostFile("/apps/new/connect", "logo", "logo.png", Uploads.Png, [.. Good.Where(good => good.Name != "name")]);
        PortalVisitor.Words(refused).Should().Contain($"name=\"kept_logo\" value=\"{picture}\"");
        var made = await visitor.Post("/apps/new/connect", [.. Good, ("kept_logo", picture)]);

        var path = PortalVisitor.AppPath(made);
        (await visitor.Open(path)).Text.Should().Contain("src=\"data:image/png;base64,");
        (await visitor.Post(path + "/settings", [.. Good, ("kept_logo", picture), ("remove_logo", "1")])).Status.Should().Be(303);
        (await visitor.Open(path)).Text.Should().NotContain("<img");
        (await visitor.Post(path + "/settings", [.. Good, ("kept_logo", Logos.DataUrl(Logos.Svg("<script/>")))])).Text.Should().Contain("id=\"logo-error\"", "what comes back is judged anew");
    }

    [Fact]
    public async Task Settings_show_what_there_is_and_save_what_is_changed()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();
        var path = PortalVisitor.AppPath(await visitor.Post("/apps/new/connect", Good));

        PortalVisitor.Words(await visitor.Open(path + "/settings")).Should().Contain("value=\"Ledger Sync\"").And.Contain("value=\"organization.read\" checked").And.Contain("Balances & more")
            .And.Contain($"{OAuthVisitor.RedirectUri}\nhttps://app.example/cb").And.NotContain("use_case");
        (await visitor.Post(path + "/settings", ("name", "Renamed"), ("scopes", "card.read"), ("sandbox_redirect_uris", "http://localhost/"), ("use_case", "embed"))).Status.Should().Be(303);

        var app = (await world.Control.Get($"/_emulator/apps/{path.Split('/')[^1]}")).Json;
        app.Text("name").Should().Be("Renamed");
        app.Texts("scopes").Should().Equal("card.read");
        app.IsNull("ais_reason").Should().BeTrue();
        app.Text("use_case").Should().Be("connect");
    }

    [Fact]
    public async Task Names_and_reasons_are_text_on_every_page()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();
        const string Nasty = "\"><script>alert(1)</script>'";
        var path = PortalVisitor.AppPath(await visitor.Post("/apps/new/connect", [.. Good.Where(good => good.Name is not ("name" or "ais_reason")), ("name", Nasty), ("ais_reason", Nasty)]));
        await visitor.Post(path + "/submit");

        foreach (var below in new[] { "/apps/", path, path + "/settings", "/toolkit/" })
            (await visitor.Open(below)).Text.Should().NotContain("<script").And.Contain("&lt;script&gt;");
        (await world.Control.Get($"/_emulator/reviews?workspace={world.Info.Text("id")}")).Text.Should().NotContain("<script").And.Contain("&lt;script&gt;");
    }

    [Fact]
    public async Task An_app_of_somebody_else_is_not_there()
    {
        await using var world = await server.NewWorld();
        var owner = await new PortalVisitor(world).Enter();
        var path = PortalVisitor.AppPath(await owner.Post("/apps/new/connect", Good));
        var other = new PortalVisitor(world);
        await other.SignUp("dev@tools.example");
        await world.Advance("PT48H");

        foreach (var below in new[] { path, path + "/settings", "/apps/none" })
            (await other.Open(below)).Status.Should().Be(404);
        foreach (var act in new[] { "settings", "rotate_secret", "submit", "publish" })
            (await other.Post($"{path}/{act}", Good)).Status.Should().Be(404);
        await other.Post(path + "/delete");
        (await other.Open("/apps/")).Text.Should().NotContain("Ledger Sync").And.Contain("Emulator app");
        (await other.Open("/toolkit/", $"&app={path.Split('/')[^1]}")).Text.Should().NotContain("Ledger Sync");
        (await owner.Open(path)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_button_that_can_do_nothing_says_why()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();
        var path = PortalVisitor.AppPath(await visitor.Post("/apps/new/automate", Good));

        var refused = await visitor.Post(path + "/publish");

        refused.Status.Should().Be(409);
        refused.Text.Should().Contain("role=\"alert\">It has no redirect URI for production yet.");
    }

    [Fact]
    public async Task A_contract_is_asked_for_beside_the_button()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();
        var path = PortalVisitor.AppPath(await visitor.Post("/apps/new/company_creation", ("name", "Founders")));
        (await visitor.Open(path)).Text.Should().Contain("Partner ID").And.NotContain("Client ID");

        (await visitor.Post(path + "/submit")).Text.Should().Contain("id=\"contract-error\"");
        (await visitor.Post(path + "/submit", ("contract", "Contract 12, ORIAS 07 000 001"))).Status.Should().Be(303);

        (await visitor.Open(path)).Text.Should().Contain("In review");
    }

    [Fact]
    public async Task A_use_case_that_is_none_leads_back_to_the_choice()
    {
        await using var world = await server.NewWorld();
        var visitor = await new PortalVisitor(world).Enter();

        (await visitor.Open("/apps/new/moon")).Header("Location").Should().Contain("/apps/new?");
        (await visitor.Post("/apps/new/moon", Good)).Header("Location").Should().Contain("/apps/new?");
        (await visitor.Open("/")).Header("Location").Should().Contain("/apps/?");
    }

    [Theory]
    [InlineData("/sign-up/")]
    [InlineData("/sign-in/")]
    [InlineData("/sign-out")]
    [InlineData("/apps/new/connect")]
    public async Task A_form_on_another_site_does_nothing(string below)
    {
        await using var world = await server.NewWorld();
        await new PortalVisitor(world).Enter();

        var reply = await server.Stranger(("Origin", "https://elsewhere.example"), ("Sec-Fetch-Site", "cross-site")).PostForm($"{PortalVisitor.Root}{below}?workspace={world.Info.Text("id")}", Good);

        reply.Status.Should().BeOneOf(303, 403);
        (await world.Control.Get("/_emulator/apps")).Json.Items("apps").Should().HaveCount(1);
        (await world.Control.Get("/_emulator/portal_accounts")).Json.Items("accounts").Should().HaveCount(1);
    }
}
