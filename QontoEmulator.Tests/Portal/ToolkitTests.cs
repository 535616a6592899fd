using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Portal;

/// <summary>What the toolkit page hands out works as it stands.</summary>
[Rule("§2", "§12")]
public sealed class ToolkitTests(EmulatorServer server)
{
    [Fact]
    public async Task It_shows_the_sandbox_web_app_its_user_and_any_code()
    {
        await using var world = await server.NewWorld();

        var page = await new PortalVisitor(world).Open("/toolkit/");

        page.Status.Should().Be(200);
        page.Text.Should().Contain($"/sandbox.staging.qonto.co?workspace={world.Info.Text("id")}").And.Contain(world.Info.Text("user.email")!).And.Contain(world.Info.Text("user.password")!).And.Contain("123456");
    }

    [Fact]
    public async Task Its_lines_run_in_a_shell()
    {
        if (!File.Exists("/usr/bin/curl") || !File.Exists("/usr/bin/jq"))
            Assert.Skip("The lines need bash, curl and jq.");
        await using var world = await server.NewWorld();
        await world.NewApp(("name", "It's mine"), ("scopes", new[] { "organization.read", "team.read" }));
        var lines = Regex.Matches(PortalVisitor.Words(await new PortalVisitor(world).Open("/toolkit/")), "<pre[^>]*>\n?(?<lines>[^<]*)</pre>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["lines"].Value).ToArray();

        lines.Should().HaveCount(5);
        (await Run(lines[0], lines[1])).RootElement.Text("organization.slug").Should().Be(world.Info.Text("api_key.login"));
        (await Run(lines[0], lines[4])).RootElement.Text("scope").Should().Be("organization.read team.read");
        (await Run(lines[0] + "\nCODE=x", lines[3])).RootElement.Text("error").Should().Be("invalid_grant", "the client is right, only the code is none");
        (await Run(lines[0], lines[2] + " | jq -R .")).RootElement.GetString().Should().Contain("scope=organization.read%20team.read").And.NotContain(" ");
    }

    [Fact]
    public async Task The_postman_environment_is_one()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp();
        var page = PortalVisitor.Words(await new PortalVisitor(world).Open("/toolkit/"));
        var link = Regex.Match(page, "href=\"(?<link>[^\"]*postman_environment.json[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["link"].Value;

        var file = await new PortalVisitor(world).Follow(link);

        file.Header("Content-Disposition").Should().Be("attachment; filename=\"qonto-emulator.postman_environment.json\"");
        file.Json.Text("_postman_variable_scope").Should().Be("environment");
        file.Json.Text("name").Should().Contain("Ledger Sync");
        var values = file.Json.Items("values").ToDictionary(value => value.Text("key")!, value => value, StringComparer.Ordinal);
        values["client_id"].Text("value").Should().Be(app.Text("sandbox.client_id"));
        values["client_secret"].Text("type").Should().Be("secret");
        values["staging_token"].Text("value").Should().Be(app.Text("staging_token"));
        values["base_url"].Text("type").Should().Be("default");
        values.Values.Should().OnlyContain(value => value.At("enabled").GetBoolean());
        var shown = (await world.Control.Get("/_emulator/journal?path=/developers.qonto.com")).Text;
        shown.Should().Contain("client_secret").And.NotContain(app.Text("sandbox.client_secret")!).And.NotContain(app.Text("staging_token")!);
    }

    [Fact]
    public async Task A_company_creation_app_has_what_the_onboarding_api_wants()
    {
        await using var world = await server.NewWorld();
        var app = await world.NewApp(("use_case", "company_creation"), ("scopes", null), ("sandbox_redirect_uris", null));

        var page = await new PortalVisitor(world).Open("/toolkit/", $"&app={app.Text("id")}");

        page.Text.Should().Contain($"QONTO_PARTNER_ID={app.Text("sandbox.partner_id")}").And.Contain("Qonto-Partner-Id").And.NotContain("QONTO_CLIENT_ID");
    }

    private static async Task<JsonDocument> Run(string environment, string call)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"{environment}\n{call}"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        bash.ExitCode.Should().Be(0, call);
        return JsonDocument.Parse(output);
    }
}
