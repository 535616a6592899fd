using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QontoEmulator.Tests.Features;
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
    public async Task Payments_go_on_after_a_restart_where_they_stood()
    {
        string? bulk;
        JsonElement scheduled;
        await using (var emulator = await OwnEmulator.Start("--data", DataFile))
        {
            var payer = await Payer.In(await emulator.DefaultWorld());
            await payer.FreezeOnTuesday();
            scheduled = await payer.Paid(Payer.With(await payer.To(payer.Trusted), "transfer.scheduled_date", "2026-12-03"));
            var body = Payer.With(await payer.Bulk(payer.Trusted, payer.Trusted), "bulk_transfers.0.beneficiary_id", null);
            Payer.With(body, "bulk_transfers.0.beneficiary", new JsonObject { ["name"] = "Somebody", ["iban"] = Payer.StrangerIban, ["email"] = "pay@somebody.example" });
            Payer.With(body, "bulk_transfers.0.attachment_ids", new JsonArray(await payer.Upload()));
            Payer.With(body, "bulk_transfers.1.amount", "30000.01");
            Payer.With(body, "bulk_transfers.1.scheduled_date", "2026-12-03");
            Payer.With(body, "vop_proof_token", await payer.Verify(payer.Trusted.Text("iban")!, Payer.StrangerIban));
            bulk = (await payer.Pay(body, Payer.BulkPath)).Json.Text("bulk_transfer.id");
        }

        await using var again = await OwnEmulator.Start("--data", DataFile);
        var world = await again.DefaultWorld();
        await world.Advance("PT1S");
        var made = (await world.Organization.Get($"{Payer.BulkPath}/{bulk}")).Json.At("bulk_transfer");
        made.Items("results").Select(result => result.Text("status")).Should().Equal("completed", "failed");
        made.Text("results.1.errors.0.code").Should().Be("missing_attachment");
        await world.Advance("P3D");
        (await world.Organization.Get($"{Payer.Path}/{scheduled.Text("id")}")).Json.Text("transfer.status").Should().Be("settled");
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
