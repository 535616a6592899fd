using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Bogus;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Hosting;

/// <summary>Kills a server that writes to a file, again and again. The long form is <c>KILLS=200 dotnet test --filter KillLoopTests</c>.</summary>
public sealed class KillLoopTests
{
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(32)]
    public async Task No_acknowledged_write_is_lost_when_the_server_is_killed(int writers)
    {
        var folder = Directory.CreateTempSubdirectory("kill-").FullName;
        var chance = new Randomizer(writers);
        var acknowledged = new ConcurrentBag<string>();
        var retried = 0;
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                string[] unanswered;
                using (var server = await EmulatorProcess.Serve("--data", Path.Combine(folder, "emulator.db")))
                {
                    acknowledged.Except(await Names(server), StringComparer.Ordinal).Should().BeEmpty("what was acknowledged before kill {0} must be there", kill);
                    unanswered = await WriteUntilKilled(server, writers, TimeSpan.FromMilliseconds(chance.Number(50, 400)), $"{kill}", acknowledged);
                }

                // A retry with the same key makes exactly one, whether or not the first try was kept.
                using var again = await EmulatorProcess.Serve("--data", Path.Combine(folder, "emulator.db"));
                foreach (var name in unanswered.Take(3))
                {
                    (await Create(again, name, CancellationToken.None)).Should().BeTrue();
                    acknowledged.Add(name);
                    retried++;
                }

                var names = await Names(again);
                names.Should().OnlyHaveUniqueItems();
                acknowledged.Except(names, StringComparer.Ordinal).Should().BeEmpty();
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills under {writers} writers: {acknowledged.Count} acknowledged, {retried} retried, none lost");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writers go on until the server is gone; whoever got no answer is named.</summary>
    private static async Task<string[]> WriteUntilKilled(EmulatorProcess server, int writers, TimeSpan life, string round, ConcurrentBag<string> acknowledged)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var unanswered = new ConcurrentBag<string>();
        var writing = Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var name = $"account {round}/{writer}/{i}";
                try
                {
                    if (!await Create(server, name, end.Token))
                        return;
                    acknowledged.Add(name);
                }
                catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
                {
                    unanswered.Add(name);
                    return;
                }
            }
        })).ToArray();
        await Task.Delay(life, end.Token);
        server.Kill();
        await Task.WhenAll(writing);
        return [.. unanswered];
    }

    private static async Task<bool> Create(EmulatorProcess server, string name, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.BaseUrl, "/v2/bank_accounts"));
        request.Headers.Add("X-Qonto-Idempotency-Key", name);
        request.Headers.Add("Authorization", "Bearer " + await server.Token());
        request.Headers.Add("X-Qonto-Staging-Token", "emulator-staging-token");
        request.Content = new StringContent($$$"""{"bank_account":{"name":"{{{name}}}"}}""", Encoding.UTF8, "application/json");
        using var response = await server.Http.SendAsync(request, cancel);
        return response.IsSuccessStatusCode;
    }

    private static async Task<List<string>> Names(EmulatorProcess server)
    {
        var names = new List<string>();
        for (int? page = 1; page is not null;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.BaseUrl, $"/v2/bank_accounts?page={page}"));
            request.Headers.Add("Authorization", "Bearer " + await server.Token());
            request.Headers.Add("X-Qonto-Staging-Token", "emulator-staging-token");
            using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            names.AddRange(json.RootElement.Items("bank_accounts").Select(account => account.Text("name")!));
            page = json.RootElement.At("meta.next_page") is { ValueKind: JsonValueKind.Number } next ? next.GetInt32() : null;
        }

        return names;
    }
}
