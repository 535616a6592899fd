using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.OAuth;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>What stands between an app and production: draft, pending, approved or rejected, published.</summary>
[Rule("§12")]
public sealed class AppReviewTests(EmulatorServer server)
{
    [Fact]
    public async Task Who_automates_the_own_business_publishes_without_a_review_sensitive_scopes_too()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp(("scopes", new[] { "payment.write", "beneficiary.trust" }), ("production_redirect_uris", new[] { PortalSteps.ProductionUri }));

        (await Refused(world, app, "submit")).Should().Contain("nothing to review");
        var published = await world.Act(app, "publish");

        published.Text("status").Should().Be("published");
        published.IsNull("published_at").Should().BeFalse();
        published.Text("production.client_id").Should().NotBe(published.Text("sandbox.client_id"));
        (await Refused(world, app, "publish")).Should().Contain("already");
    }

    [Fact]
    public async Task Publishing_wants_a_redirect_uri_for_production_which_then_stays()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp();

        (await Refused(world, app, "publish")).Should().Contain("redirect URI");
        await world.Control.Patch($"/_emulator/apps/{app.Text("id")}", $$"""{"production_redirect_uris":["{{PortalSteps.ProductionUri}}"]}""");
        await world.Act(app, "publish");

        var emptied = await world.Control.Patch($"/_emulator/apps/{app.Text("id")}", """{"production_redirect_uris":[]}""");
        emptied.Json.Text("errors.0.source.pointer").Should().Be("/production_redirect_uris");
    }

    [Fact]
    public async Task A_sensitive_scope_for_customers_goes_from_draft_to_pending_to_approved_to_published()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();
        app.Texts("unapproved_scopes").Should().Equal("organization.read");
        (await Refused(world, app, "publish")).Should().Contain("reviewed first");
        (await Refused(world, app, "approve")).Should().Contain("not being reviewed");

        (await world.Act(app, "submit")).Text("status").Should().Be("pending");
        (await Refused(world, app, "submit")).Should().Contain("already");
        (await Refused(world, app, "publish")).Should().Contain("being reviewed");
        var approved = await world.Act(app, "approve");

        approved.Text("status").Should().Be("approved");
        approved.Texts("approved_scopes").Should().Equal("organization.read");
        approved.Items("unapproved_scopes").Should().BeEmpty();
        (await Refused(world, app, "approve")).Should().Contain("not being reviewed");
        (await world.Act(app, "publish")).Text("status").Should().Be("published");
    }

    [Fact]
    public async Task A_rejected_one_says_why_and_can_be_submitted_again()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");

        (await world.Control.Post($"/_emulator/apps/{app.Text("id")}/reject", "{}")).Json.Text("errors.0.source.pointer").Should().Be("/reason");
        var rejected = await world.Act(app, "reject", """{"reason":"Too vague."}""");

        rejected.Text("status").Should().Be("rejected");
        rejected.Text("review.reason").Should().Be("Too vague.");
        (await Refused(world, app, "publish")).Should().Contain("reviewed first");
        var again = await world.Act(app, "submit");
        again.Text("status").Should().Be("pending");
        again.IsNull("review.reason").Should().BeTrue();
    }

    [Fact]
    public async Task A_review_decides_itself_after_three_days_of_the_clock()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var app = await world.NewConnectApp();
        var due = (await world.Act(app, "submit")).Text("review.due_at");

        await world.Advance("PT71H59M59S");
        (await world.Again(app)).Text("status").Should().Be("pending");
        await world.Advance("PT1S");

        var approved = await world.Again(app);
        approved.Text("status").Should().Be("approved");
        approved.Text("review.decided_at").Should().Be(due);
    }

    [Fact]
    public async Task An_earlier_submission_does_not_decide_a_later_one()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");
        await world.Advance("P2D");
        await world.Act(app, "reject", """{"reason":"Too vague."}""");
        await world.Act(app, "submit");

        await world.Advance("P1D");
        (await world.Again(app)).Text("status").Should().Be("pending", "it is only a day old");
        await world.Advance("P2D");

        (await world.Again(app)).Text("status").Should().Be("approved");
    }

    [Theory]
    [InlineData("""{"decision":"reject","after_seconds":60}""", "rejected")]
    [InlineData("""{"decision":"approve","after_seconds":60}""", "approved")]
    [InlineData("""{"decision":null}""", "pending")]
    public async Task What_it_decides_and_when_is_set_for_the_workspace(string auto, string status)
    {
        await using var world = await server.NewWorld();
        (await world.Control.Put("/_emulator/review_auto", auto)).Status.Should().Be(200);
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");

        await world.Advance(status == "pending" ? "P30D" : "PT1M");

        (await world.Again(app)).Text("status").Should().Be(status);
    }

    [Fact]
    public async Task The_setting_is_strict_about_its_body_and_a_reset_returns_it()
    {
        await using var world = await server.NewWorld();

        var refused = await world.Control.Put("/_emulator/review_auto", """{"decision":"maybe","after_seconds":-1,"typo":1}""");
        refused.Errors.Select(error => error.Text("source.pointer")).Should().Equal("/typo", "/decision", "/after_seconds");
        await world.Control.Put("/_emulator/review_auto", """{"decision":"reject","after_seconds":1}""");
        await world.Control.Post("/_emulator/reset");

        var standard = (await world.Control.Get("/_emulator/review_auto")).Json;
        standard.Text("decision").Should().Be("approve");
        standard.At("after_seconds").GetDouble().Should().Be(3 * 24 * 3600);
    }

    [Fact]
    public async Task Sensitive_scopes_and_their_reasons_stay_as_submitted_while_they_are_reviewed()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");
        var path = $"/_emulator/apps/{app.Text("id")}";

        (await world.Control.Patch(path, """{"scopes":["organization.read","payment.write"],"pis_reason":"Pay."}""")).Errors.Select(error => error.Text("source.pointer")).Should().Equal("/scopes", "/pis_reason");
        (await world.Control.Patch(path, """{"scopes":["team.read"]}""")).Json.Text("errors.0.source.pointer").Should().Be("/scopes");
        (await world.Control.Patch(path, """{"ais_reason":"Another."}""")).Json.Text("errors.0.source.pointer").Should().Be("/ais_reason");

        (await world.Control.Patch(path, """{"scopes":["organization.read","card.read"],"name":"Renamed"}""")).Json.Text("status").Should().Be("pending");
    }

    [Fact]
    public async Task A_sensitive_scope_that_is_added_later_is_reviewed_anew_and_one_taken_away_loses_its_approval()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();
        await world.Act(app, "submit");
        await world.Act(app, "approve");
        var path = $"/_emulator/apps/{app.Text("id")}";

        var added = (await world.Control.Patch(path, """{"scopes":["organization.read","payment.write"],"pis_reason":"Our customers pay."}""")).Json;

        added.Text("status").Should().Be("draft");
        added.Texts("unapproved_scopes").Should().Equal("payment.write");
        (await world.Control.Patch(path, """{"scopes":["team.read"]}""")).Json.Items("approved_scopes").Should().BeEmpty();
        (await world.Control.Patch(path, """{"scopes":["organization.read"]}""")).Json.Texts("unapproved_scopes").Should().Equal("organization.read");
    }

    [Theory]
    [Rule("O06")]
    [InlineData("embed")]
    [InlineData("company_creation")]
    public async Task Embedding_and_company_creation_are_reviewed_with_their_contract(string useCase)
    {
        await using var world = await server.NewWorld();
        var app = useCase == "embed"
            ? await world.NewApp(("use_case", useCase), ("scopes", new[] { "beneficiary.trust" }), ("production_redirect_uris", new[] { PortalSteps.ProductionUri }))
            : await world.NewApp(("use_case", useCase), ("scopes", null), ("sandbox_redirect_uris", null));
        (await Refused(world, app, "publish")).Should().Contain("reviewed first");

        (await world.Control.Post($"/_emulator/apps/{app.Text("id")}/submit")).Json.Text("errors.0.source.pointer").Should().Be("/contract");
        (await world.Act(app, "submit", """{"contract":"Partner contract 2741"}""")).Text("contract").Should().Be("Partner contract 2741");
        await world.Act(app, "approve");

        (await world.Act(app, "publish")).Text("status").Should().Be("published");
    }

    [Fact]
    public async Task A_contract_is_for_those_who_need_one()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewConnectApp();

        (await world.Control.Post($"/_emulator/apps/{app.Text("id")}/submit", """{"contract":"x"}""")).Json.Text("errors.0.source.pointer").Should().Be("/contract");
    }

    /// <summary>Why an act cannot be done as things stand.</summary>
    private static async Task<string?> Refused(World world, System.Text.Json.JsonElement app, string act)
    {
        var refused = await world.Control.Post($"/_emulator/apps/{app.Text("id")}/{act}");
        refused.Status.Should().Be(409, refused.Text);
        refused.Code.Should().Be("wrong_state");
        return refused.Json.Text("errors.0.detail");
    }
}
