using System.Text;
using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>A server that is killed between the commit of a change and the delivery of its event.</summary>
[Rule("C31")]
public sealed class CrashTests
{
    [Fact]
    public async Task What_was_committed_is_delivered_after_the_restart()
    {
        var folder = Directory.CreateTempSubdirectory("webhooks-").FullName;
        var data = Path.Combine(folder, "emulator.db");
        try
        {
            using var release = new CancellationTokenSource();
            var names = Enumerable.Range(1, 5).Select(number => $"name {number}").ToArray();
            JsonElement subscription;
            Uri url;

            // It never answers, so that nothing is acknowledged before the kill.
            await using (var silent = await Receiver.Start((http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default)))
            {
                using var server = await EmulatorProcess.Serve("--data", data);
                url = silent.Url;
                subscription = await Send(server, HttpMethod.Post, WebhookSteps.Path, WebhookSteps.Body(url.ToString(), ["v1/accounts"]));
                foreach (var name in names)
                    await Send(server, HttpMethod.Post, "/v2/bank_accounts", JsonSerializer.Serialize(new { bank_account = new { name } }));
                server.Kill();
            }

            await using var receiver = await Receiver.Start(port: url.Port);
            using var again = await EmulatorProcess.Serve("--data", data);
            for (var since = ""; receiver.Got.Count < names.Length;)
                since = "&since=" + (await Advanced(again, since)).Text("id");

            receiver.Got.Select(got => got.Json.Text("data.name")).Should().Equal(names);
            receiver.Got.Should().OnlyContain(got => got.IsSignedWith(subscription.Text("secret")!));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The first may have failed once before the kill; its retry is due in half a minute.
    private static async Task<JsonElement> Advanced(EmulatorProcess server, string since)
    {
        await Send(server, HttpMethod.Post, "/_emulator/clock/advance", """{"by":"PT1M"}""");
        return await Send(server, HttpMethod.Get, $"/_emulator/webhooks/deliveries/wait?timeout=30{since}");
    }

    private static async Task<JsonElement> Send(EmulatorProcess server, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(server.BaseUrl, path));
        request.Headers.Add("Authorization", "Bearer " + await server.Token());
        request.Headers.Add("X-Qonto-Staging-Token", "emulator-staging-token");
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
