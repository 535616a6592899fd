using System.Text;
using System.Text.Json;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Hosting;

public sealed class DataFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("data-").FullName;

    private string DataFile => Path.Combine(folder, "emulator.db");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_restart_brings_back_workspaces_data_tokens_switches_and_the_agenda()
    {
        string token, workspace, statements;
        using (var server = await EmulatorProcess.Serve("--data", DataFile))
        {
            token = await server.Token();
            workspace = (await Send(server, HttpMethod.Post, "/_emulator/workspaces", null)).Text("staging_token")!;
            await Send(server, HttpMethod.Post, "/v2/teams", token, """{"name":"Kept"}""");
            await Send(server, HttpMethod.Patch, "/_emulator/switches", null, """{"list-errors-422":true}""");
            statements = (await Send(server, HttpMethod.Get, "/v2/statements?per_page=1", token)).At("meta.total_count").ToString();
            server.Kill();
        }

        using var again = await EmulatorProcess.Serve("--data", DataFile);
        (await Send(again, HttpMethod.Get, "/v2/teams", token)).Items("teams").Select(team => team.Text("name")).Should().Contain("Kept");
        (await Send(again, HttpMethod.Get, "/_emulator/switches", null)).Items("switches").Single(quirk => quirk.Text("id") == "Q39").At("on").GetBoolean().Should().BeTrue();
        (await Send(again, HttpMethod.Get, "/_emulator/workspaces", null)).Items("workspaces").Select(known => known.Text("staging_token")).Should().Contain(workspace);
        await Send(again, HttpMethod.Post, "/_emulator/clock/advance", null, """{"by":"P32D"}""");
        (await Send(again, HttpMethod.Post, "/_emulator/tokens", null)).Text("access_token").Should().NotBe(token);
        var fresh = (await Send(again, HttpMethod.Post, "/_emulator/tokens", null)).Text("access_token")!;
        (await Send(again, HttpMethod.Get, "/v2/statements?per_page=1", fresh)).At("meta.total_count").ToString().Should().NotBe(statements, "the job of the month's end was kept");
    }

    [Fact]
    public async Task A_reset_is_kept_too()
    {
        using (var server = await EmulatorProcess.Serve("--data", DataFile))
        {
            var token = await server.Token();
            await Send(server, HttpMethod.Post, "/v2/teams", token, """{"name":"Gone"}""");
            await Send(server, HttpMethod.Post, "/_emulator/reset", null);
            await Send(server, HttpMethod.Post, "/v2/teams", token, """{"name":"Later"}""");
            server.Kill();
        }

        using var again = await EmulatorProcess.Serve("--data", DataFile);
        (await Send(again, HttpMethod.Get, "/v2/teams", await again.Token())).Items("teams").Select(team => team.Text("name")).Should().Contain("Later").And.NotContain("Gone");
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_is_refused_with_one_sentence()
    {
        using var first = await EmulatorProcess.Serve("--data", DataFile);

        var (exitCode, _, errors) = await EmulatorProcess.Run(["--port", "0", "--data", DataFile]);

        exitCode.Should().Be(2);
        errors.Trim().Should().Be($"{DataFile} is in use by another process.");
    }

    [Theory]
    [InlineData("junk.db")]
    [InlineData("missing/emulator.db")]
    [InlineData(".")]
    public async Task What_is_no_data_file_is_refused_with_one_sentence(string name)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "junk.db"), "this is no database, and long enough to be read as one", TestContext.Current.CancellationToken);

        var (exitCode, _, errors) = await EmulatorProcess.Run(["--port", "0", "--data", Path.Combine(folder, name)]);

        exitCode.Should().Be(2);
        errors.Trim().Should().StartWith(Path.Combine(folder, name)).And.EndWith(".").And.NotContain("\n");
    }

    private static async Task<JsonElement> Send(EmulatorProcess server, HttpMethod method, string path, string? token, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(server.BaseUrl, path)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Qonto-Staging-Token", "emulator-staging-token");
        if (token is not null)
            request.Headers.Add("Authorization", "Bearer " + token);
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.Should().BeTrue("{0} {1} answered {2}", method, path, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).RootElement.Clone();
    }
}
