using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>What an app cannot be. Each refusal names its field, and nothing is made.</summary>
[Rule("§12")]
public sealed class AppRulesTests(EmulatorServer server)
{
    [Theory]
    [InlineData("sandbox", "https://app.example/cb#part", "fragment")]
    [InlineData("sandbox", "https://app.example/cb#", "fragment")]
    [InlineData("sandbox", "https://*.app.example/cb", "wildcard")]
    [InlineData("sandbox", "https://app.example/*", "wildcard")]
    [InlineData("sandbox", "http://app.example/cb", "plain http is for localhost only")]
    [InlineData("sandbox", "http://localhost.app.example/cb", "plain http is for localhost only")]
    [InlineData("sandbox", "http://10.0.0.1/cb", "plain http is for localhost only")]
    [InlineData("sandbox", "http://127.0.0.1.app.example/cb", "plain http is for localhost only")]
    [InlineData("sandbox", "ftp://app.example/cb", "https://")]
    [InlineData("sandbox", "javascript:alert(1)", "no absolute URI")]
    [InlineData("sandbox", "data:text/html,x", "no absolute URI")]
    [InlineData("sandbox", "myapp://callback", "https://")]
    [InlineData("sandbox", "/callback", "no absolute URI")]
    [InlineData("sandbox", "app.example/callback", "no absolute URI")]
    [InlineData("sandbox", "https://", "no absolute URI")]
    [InlineData("sandbox", "", "no absolute URI")]
    [InlineData("sandbox", "https://app.example/a b", "no absolute URI")]
    [InlineData("sandbox", "https://app.example/\r\nX: y", "no absolute URI")]
    [InlineData("sandbox", "https://me:secret@app.example/cb", "password")]
    [InlineData("production", "http://app.example/cb", "plain http is for localhost only")]
    [InlineData("production", "http://localhost:3000/cb", "for the sandbox only")]
    public async Task A_redirect_uri_is_refused(string environment, string uri, string why)
    {
        await using var world = await server.NewWorld();

        await ShouldRefuse(world, $"{environment}_redirect_uris", why, ($"{environment}_redirect_uris", new[] { uri }));
    }

    [Theory]
    [InlineData("http://localhost:3000/callback")]
    [InlineData("http://127.0.0.1:3000/callback")]
    [InlineData("http://[::1]:3000/callback")]
    [InlineData("https://app.example/callback?tenant=1&x=%20")]
    public async Task A_redirect_uri_is_taken_as_it_is(string uri)
    {
        await using var world = await server.NewWorld();

        (await world.NewApp(("sandbox_redirect_uris", new[] { uri }))).Texts("sandbox_redirect_uris").Should().Equal(uri);
    }

    [Fact]
    public async Task Redirect_uris_are_at_least_one_at_most_ten_of_at_most_2000_characters_and_none_twice()
    {
        await using var world = await server.NewWorld();
        const string Field = "sandbox_redirect_uris";

        await ShouldRefuse(world, Field, "at least one", (Field, Array.Empty<string>()));
        await ShouldRefuse(world, Field, "at least one", (Field, null));
        await ShouldRefuse(world, Field, "at most 10", (Field, Enumerable.Range(0, 11).Select(i => $"https://app.example/{i}")));
        await ShouldRefuse(world, Field, "longer than 2000", (Field, new[] { "https://app.example/" + new string('x', 2000) }));
        await ShouldRefuse(world, Field, "given twice", (Field, new[] { "https://app.example/", "https://app.example/" }));
        await world.NewApp((Field, Enumerable.Range(0, 10).Select(i => $"https://app.example/{i}")));
    }

    [Fact]
    public async Task All_that_is_wrong_with_redirect_uris_is_told_at_once()
    {
        await using var world = await server.NewWorld();

        await ShouldRefuse(world, "sandbox_redirect_uris", "https://a.example/# has a fragment (#), which servers never see; https://*.example has a wildcard", ("sandbox_redirect_uris", new[] { "https://a.example/#", "https://*.example" }));
    }

    [Theory]
    [InlineData("", "can't be blank")]
    [InlineData("  ", "can't be blank")]
    [InlineData("emulator APP", "another app")]
    [InlineData(" Emulator app ", "another app")]
    [InlineData("two\nlines", "one line")]
    public async Task A_name_is_refused(string name, string why)
    {
        await using var world = await server.NewWorld();

        await ShouldRefuse(world, "name", why, ("name", name));
    }

    [Fact]
    public async Task A_name_has_at_most_60_characters_and_may_stay_what_it_is()
    {
        await using var world = await server.NewWorld();
        await ShouldRefuse(world, "name", "at most 60", ("name", new string('x', 61)));

        var app = await world.NewApp(("name", new string('x', 60)));

        (await world.Control.Patch($"/_emulator/apps/{app.Text("id")}", $$"""{"name":"{{new string('x', 60)}}"}""")).Status.Should().Be(200);
    }

    [Theory]
    [Rule("§4")]
    [InlineData("automate", "embed_auth_link.write", "embed only")]
    [InlineData("automate", "user_organization.read", "connect only")]
    [InlineData("connect", "beneficiary.trust", "automate and embed")]
    [InlineData("connect", "embed_auth_link.write", "embed only")]
    [InlineData("embed", "user_organization.read", "connect only")]
    [InlineData("embed", "request_review.read", "no app")]
    [InlineData("automate", "client_invoices.write", "client_invoice.write is meant")]
    [InlineData("automate", "supplier_invoices.read", "supplier_invoice.read is meant")]
    [InlineData("automate", "admin", "there is no scope admin")]
    [InlineData("company_creation", "organization.read", "partner id and static token")]
    public async Task A_scope_is_refused_with_the_reason(string useCase, string scope, string why)
    {
        await using var world = await server.NewWorld();

        await ShouldRefuse(world, "scopes", why, ("use_case", useCase), ("scopes", new[] { scope }), ("sandbox_redirect_uris", useCase == "company_creation" ? null : new[] { "https://app.example" }));
    }

    [Theory]
    [Rule("§4")]
    [InlineData("automate", "beneficiary.trust")]
    [InlineData("automate", "payment.write")]
    [InlineData("embed", "beneficiary.trust")]
    [InlineData("embed", "embed_auth_link.write")]
    public async Task A_scope_is_taken_without_a_reason(string useCase, string scope)
    {
        await using var world = await server.NewWorld();

        (await world.NewApp(("use_case", useCase), ("scopes", new[] { scope }))).Texts("scopes").Should().Equal(scope);
    }

    [Fact]
    public async Task An_app_has_at_least_one_scope()
    {
        await using var world = await server.NewWorld();

        await ShouldRefuse(world, "scopes", "at least one", ("scopes", Array.Empty<string>()));
    }

    [Theory]
    [InlineData("organization.read", "ais_reason")]
    [InlineData("user_organization.read", "ais_reason")]
    [InlineData("payment.write", "pis_reason")]
    [InlineData("international_transfer.write", "pis_reason")]
    public async Task A_sensitive_scope_for_customers_wants_a_reason_under_its_class(string scope, string field)
    {
        await using var world = await server.NewWorld();

        await ShouldRefuse(world, field, scope, ("use_case", "connect"), ("scopes", new[] { scope }), (field == "ais_reason" ? "pis_reason" : "ais_reason", "The other class."));
        await ShouldRefuse(world, field, scope, ("use_case", "connect"), ("scopes", new[] { scope }), (field, "  "));
        await ShouldRefuse(world, field, "at most 2000", ("use_case", "connect"), ("scopes", new[] { scope }), (field, new string('x', 2001)));
        await world.NewApp(("use_case", "connect"), ("scopes", new[] { scope }), (field, "Our customers want it."));
    }

    [Fact]
    public async Task Company_creation_has_no_redirect_uris()
    {
        await using var world = await server.NewWorld();

        await ShouldRefuse(world, "sandbox_redirect_uris", "no OAuth", ("use_case", "company_creation"), ("scopes", null));
    }

    public static TheoryData<string, string> BadPictures() => new()
    {
        { Logos.Svg("<script>alert(1)</script>"), "script" },
        { Logos.Svg("<SCRIPT>alert(1)</SCRIPT>"), "script" },
        { Logos.Svg("<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>"), "script" },
        { Logos.Svg("<g onclick=\"alert(1)\"/>"), "event handler, onclick" },
        { Logos.Svg("", " OnLoad=\"alert(1)\""), "event handler, OnLoad" },
        { Logos.Svg("<foreignObject><div xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>"), "foreignObject" },
        { Logos.Svg("<image href=\"https://elsewhere.example/x.png\"/>"), "outside the file" },
        { Logos.Svg("<image xlink:href=\"//elsewhere.example/x.png\"/>"), "outside the file" },
        { Logos.Svg("<a href=\" javascript:alert(1)\"><circle r=\"4\"/></a>"), "outside the file" },
        { Logos.Svg("<use href=\"data:image/svg+xml;base64,PHN2Zz4=\"/>"), "outside the file" },
        { Logos.Svg("<style>@import 'https://elsewhere.example/x.css';</style>"), "outside the file" },
        { Logos.Svg("<style><![CDATA[circle { fill: URL( \"https://elsewhere.example/x\" ) }]]></style>"), "outside the file" },
        { Logos.Svg("<circle r=\"4\" style=\"fill: \\75rl(https://elsewhere.example/x)\"/>"), "outside the file" },
        { Logos.Svg("<circle r=\"4\" fill=\"url(https://elsewhere.example/x#y)\"/>"), "outside the file" },
        { Logos.Svg("<a><set attributeName=\"href\" to=\"javascript:alert(1)\"/></a>"), "stands still" },
        { Logos.Svg("<iframe src=\"https://elsewhere.example\"/>"), "iframe" },
        { "<?xml-stylesheet href=\"https://elsewhere.example/x.css\"?>" + Logos.Svg(""), "processing instruction" },
        { "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Logos.Svg("<text>&amp;x;</text>"), "cannot be read" },
        { "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle>", "cannot be read" },
        { "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "PNG, JPEG or SVG" },
        { "<svg/>", "PNG, JPEG or SVG" },
        { "GIF89a", "PNG, JPEG or SVG" },
        { "%PDF-1.4", "PNG, JPEG or SVG" },
        { "", "empty" },
    };

    [Theory]
    [MemberData(nameof(BadPictures))]
    public async Task A_logo_is_refused(string file, string why)
    {
        await using var world = await server.NewWorld();

        await ShouldRefuse(world, "logo", why, ("logo", Logos.DataUrl(file)));
    }

    [Fact]
    public async Task A_logo_has_at_most_256_kilobytes_and_comes_as_a_data_url()
    {
        await using var world = await server.NewWorld();
        var large = new byte[(256 * 1024) + 1];
        Uploads.Png.CopyTo(large, 0);

        await ShouldRefuse(world, "logo", "at most 256 KB", ("logo", Logos.DataUrl("image/png", large)));
        await ShouldRefuse(world, "logo", "data: URL", ("logo", "https://elsewhere.example/logo.png"));
        await ShouldRefuse(world, "logo", "data: URL", ("logo", "data:image/png;base64,!"));
        (await world.NewApp(("logo", Logos.DataUrl("image/png", large[..^1])))).Text("logo").Should().StartWith("data:image/png;base64,");
    }

    [Fact]
    public async Task A_logo_is_what_its_bytes_are_whatever_it_is_called()
    {
        await using var world = await server.NewWorld();

        (await world.NewApp(("logo", Logos.DataUrl("text/html", Uploads.Jpeg)))).Text("logo").Should().StartWith("data:image/jpeg;");
        var drawn = Logos.Svg("<defs><g id=\"a\"><circle r=\"4\"/></g></defs><use href=\"#a\" fill=\"url(#b)\" style=\"stroke: red\"/><text>½ & more</text>".Replace("&", "&amp;", StringComparison.Ordinal));
        (await world.NewApp(("name", "Drawn"), ("logo", Logos.DataUrl(drawn)))).Text("logo").Should().Be(Logos.DataUrl(drawn));
    }

    [Fact]
    public async Task All_broken_fields_are_told_at_once_and_names_that_would_do_nothing_too()
    {
        await using var world = await server.NewWorld();

        var refused = await world.Control.Post(
            "/_emulator/apps", """{"use_case":"connect","name":"","logo":"x","scopes":["organization.read","nope"],"sandbox_redirect_uris":["x"],"production_redirect_uris":["y"]}""");
        refused.Status.Should().Be(422);
        refused.Errors.Select(error => error.Text("source.pointer")).Should().Equal("/logo", "/name", "/sandbox_redirect_uris", "/production_redirect_uris", "/scopes", "/ais_reason");

        (await world.Control.Post("/_emulator/apps", """{"use_case":"moon","nmae":"x","scopes":"x"}""")).Errors.Select(error => error.Text("source.pointer"))
            .Should().Equal("/nmae", "/use_case", "/scopes");
        (await world.Control.Get("/_emulator/apps")).Json.Items("apps").Should().HaveCount(1, "nothing was made");
    }

    private static async Task ShouldRefuse(World world, string field, string why, params IReadOnlyList<(string Name, object? Value)> other)
    {
        var refused = await world.Control.Post("/_emulator/apps", PortalSteps.AppBody(other));

        refused.Status.Should().Be(422, refused.Text);
        refused.Errors.Should().ContainSingle(refused.Text).Which.Text("source.pointer").Should().Be("/" + field);
        refused.Json.Text("errors.0.detail").Should().Contain(why);
        (await world.Control.Get("/_emulator/apps")).Json.Items("apps").Should().HaveCount(1, "nothing was made");
    }
}
