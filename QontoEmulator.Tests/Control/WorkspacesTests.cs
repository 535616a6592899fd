using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

public sealed class WorkspacesTests(EmulatorServer server)
{
    private const string Path = "/_emulator/workspaces";

    [Fact]
    public async Task A_new_workspace_has_credentials_of_its_own_and_is_listed()
    {
        await using var one = await server.NewWorld();
        await using var two = await server.NewWorld();

        var listed = (await server.Stranger().Get(Path)).Json.Items("workspaces");

        foreach (var name in new[] { "id", "staging_token", "api_key.secret_key", "oauth.client_id", "oauth.client_secret" })
            one.Info.Text(name).Should().NotBe(two.Info.Text(name), name);
        listed.Select(info => info.Text("id")).Should().Contain([one.Info.Text("id"), two.Info.Text("id")]).And.OnlyHaveUniqueItems();
        listed[0].Text("staging_token").Should().Be("emulator-staging-token", "the default one comes first");
    }

    [Fact]
    public async Task A_workspace_is_shown_by_its_id()
    {
        await using var world = await server.NewWorld();

        var shown = await server.Stranger().Get($"{Path}/{world.Info.Text("id")}");

        shown.Status.Should().Be(200);
        shown.Text.Should().Be(world.Info.GetRawText()).And.Be((await world.Control.Get("/_emulator/info")).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"seed":null}""")]
    [InlineData("""{"seed":"default"}""")]
    public async Task Without_a_seed_a_workspace_has_the_default_one(string body)
    {
        var created = await server.Stranger().Post(Path, body.Length == 0 ? null : body);
        await using var world = new World(server.BaseUrl, created.Json);

        created.Status.Should().Be(201);
        created.Json.Text("seed").Should().Be("default");
    }

    [Theory]
    [InlineData("ghost")]
    [InlineData("")]
    [InlineData("DEFAULT")]
    [InlineData("..")]
    [InlineData("/nowhere/at/all")]
    [InlineData("nowhere\\at\\all")]
    [InlineData("\u0000/")]
    [InlineData("é💥")]
    public async Task An_unknown_seed_is_refused_with_one_sentence(string seed)
    {
        var reply = await server.Stranger().Post(Path, System.Text.Json.JsonSerializer.Serialize(new { seed }));

        reply.Status.Should().Be(422);
        reply.Code.Should().Be("invalid");
        reply.Json.Text("errors.0.source.pointer").Should().Be("/seed");
        reply.Json.Text("errors.0.detail").Should().StartWith("There is no ").And.EndWith(".").And.NotContain("\n").And.NotContain(" at QontoEmulator.");
    }

    [Fact]
    public async Task An_unknown_seed_leaves_nothing_behind()
    {
        await using var emulator = await Hosting.OwnEmulator.Start();

        await emulator.Stranger().Post(Path, """{"seed":"ghost"}""");

        (await emulator.Stranger().Get(Path)).Json.Items("workspaces").Should().ContainSingle();
    }

    [Theory]
    [InlineData("""{"seed":1}""", "not_a_string")]
    [InlineData("""{"seed":["default"]}""", "not_a_string")]
    [InlineData("""{"name":"x"}""", "invalid")]
    public async Task A_body_of_the_wrong_kind_is_refused(string body, string code)
    {
        var reply = await server.Stranger().Post(Path, body);

        reply.Status.Should().Be(400);
        reply.Code.Should().Be(code);
    }

    [Fact]
    public async Task A_deleted_workspace_is_gone()
    {
        var world = await server.NewWorld();
        var path = $"{Path}/{world.Info.Text("id")}";

        (await server.Stranger().Delete(path)).Status.Should().Be(204);

        (await server.Stranger().Get(path)).Code.Should().Be("workspace_not_found");
        (await server.Stranger().Delete(path)).Code.Should().Be("workspace_not_found");
        (await world.Control.Get("/_emulator/info")).Code.Should().Be("workspace_not_found");
        (await world.Organization.Get("/v2/organization")).Status.Should().Be(302);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("00000000-0000-4000-8000-000000000000")]
    public async Task An_unknown_workspace_is_not_found(string id)
    {
        (await server.Stranger().Get($"{Path}/{id}")).Code.Should().Be("workspace_not_found");
        (await server.Stranger().Delete($"{Path}/{id}")).Code.Should().Be("workspace_not_found");
    }

    [Fact]
    public async Task The_default_workspace_cannot_be_deleted()
    {
        var id = (await server.Stranger().Get("/_emulator/info")).Json.Text("id");

        var reply = await server.Stranger().Delete($"{Path}/{id}");

        reply.Status.Should().Be(422);
        reply.Code.Should().Be("invalid");
        (await server.Stranger().Get($"{Path}/{id}")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Workspaces_share_neither_clock_nor_switches_nor_data_nor_tokens()
    {
        await using var here = await server.NewWorld();
        await using var there = await server.NewWorld();
        var token = (await here.IssueTokens()).Text("access_token")!;
        var before = await Seen(there);

        await here.Control.Put("/_emulator/clock", """{"now":"2031-05-05T05:05:05Z","frozen":true}""");
        await here.Switch("""{"org-slug-routes-alive":true,"gate-form":"html"}""");

        (await Seen(there)).Should().Be(before);
        (await Seen(here)).Should().NotBe(before);
        (await there.Control.Get("/_emulator/clock")).Json.At("frozen").GetBoolean().Should().BeFalse();
        (await there.Bearer(token).Get("/v2/organization")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Many_workspaces_can_be_made_and_deleted_at_once()
    {
        var worlds = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => server.NewWorld()));
        worlds.Select(world => world.StagingToken).Should().OnlyHaveUniqueItems();
        (await Task.WhenAll(worlds.Select(world => world.Organization.Get("/v2/organization")))).Should().OnlyContain(reply => reply.Status == 200);

        await Task.WhenAll(worlds.Select(world => world.DisposeAsync().AsTask()));

        (await Task.WhenAll(worlds.Select(world => world.Organization.Get("/v2/organization")))).Should().OnlyContain(reply => reply.Status == 302);
    }

    private static async Task<string> Seen(World world) =>
        (await world.Control.Get("/_emulator/switches")).Text + (await world.Organization.Get("/v2/statements?per_page=1")).Json.At("meta.total_count");
}
