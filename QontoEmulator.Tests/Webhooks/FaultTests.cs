using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Hosting;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Webhooks;

/// <summary>Receivers that do not do as they should: each is a failed try that is shown, and nobody else waits for it.</summary>
[Rule("C31")]
public sealed class FaultTests(EmulatorServer server)
{
    private static readonly Dictionary<string, Func<HttpContext, int, Task>> Faults = new(StringComparer.Ordinal)
    {
        ["hangs"] = (http, _) => Task.Delay(TimeSpan.FromSeconds(20), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default),
        ["is slow"] = (_, _) => Task.Delay(1300),
        ["resets"] = (http, _) =>
        {
            http.Abort();
            return Task.CompletedTask;
        },
        ["redirects"] = (http, _) =>
        {
            http.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        },
        ["is gone"] = (http, _) =>
        {
            http.Response.StatusCode = 410;
            return http.Response.WriteAsync(new string('g', 5000));
        },
    };

    [Theory]
    [InlineData("hangs", null, "no answer within one second")]
    [InlineData("is slow", null, "no answer within one second")]
    [InlineData("resets", null, "the connection was closed without an answer")]
    [InlineData("redirects", 302, null)]
    [InlineData("is gone", 410, null)]
    public async Task A_receiver_that_fails_is_shown_and_tried_again(string fault, int? status, string? error)
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        await using var receiver = await Receiver.Start(Faults[fault]);
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);

        await member.Rename(world, fault);
        var attempt = (await world.Await("attempts=1")).At("attempts.0");

        (attempt.At("status").ValueKind == System.Text.Json.JsonValueKind.Null ? (int?)null : attempt.At("status").GetInt32()).Should().Be(status);
        attempt.Text("error").Should().Be(error);
        (attempt.Text("answer")?.Length ?? 0).Should().BeLessThanOrEqualTo(512);
        (await world.Deliveries())[0].Text("status").Should().Be("retrying");
        receiver.Got.Should().ContainSingle("redirects are not followed");
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_told_so()
    {
        await using var world = await server.NewWorld();
        await world.Freeze();
        Uri gone;
        await using (var receiver = await Receiver.Start())
            gone = receiver.Url;
        var member = await world.SignIn();
        await member.Subscribe(gone);

        await member.Rename(world, "nobody there");
        (await world.Await("attempts=1")).Text("attempts.0.error").Should().StartWith("cannot be reached: ");

        await using var back = await Receiver.Start(port: gone.Port);
        await world.Advance("PT30S");
        back.Got.Should().ContainSingle();
    }

    [Fact]
    public async Task No_write_waits_for_a_receiver_and_no_subscription_for_another()
    {
        await using var world = await server.NewWorld();
        await using var hanging = await Receiver.Start(Faults["hangs"]);
        await using var well = await Receiver.Start();
        var member = await world.SignIn();
        await member.Subscribe(hanging.Url);
        await member.Subscribe(well.Url);
        var account = await world.MainAccount();

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 5; i++)
            await member.Patch($"/v2/bank_accounts/{account}", $$$"""{"bank_account":{"name":"{{{i}}}"}}""");
        (await world.Await()).Text("status").Should().Be("delivered");
        hanging.Got.Count.Should().BeLessThan(5);
        while (well.Got.Count < 5 && watch.Elapsed < TimeSpan.FromSeconds(20))
            await world.Await("attempts=1");

        well.Got.Should().HaveCount(5);
        hanging.Got.Count.Should().BeLessThan(5, "the other receiver still holds up its own deliveries");
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("any")]
    public async Task A_self_signed_receiver_is_refused_unless_a_setting_accepts_it(string setting)
    {
        await using var emulator = await OwnEmulator.Start("--webhook-certificates", setting);
        var world = await emulator.DefaultWorld();
        await world.Freeze();
        using var certificate = SelfSigned();
        await using var receiver = await Receiver.Start(certificate: certificate);
        var member = await world.SignIn();
        await member.Subscribe(receiver.Url);

        await member.Rename(world, setting);
        var delivery = await world.Await("attempts=1");

        delivery.Text("status").Should().Be(setting == "any" ? "delivered" : "retrying", delivery.GetRawText());
        if (setting == "verify")
            delivery.Text("attempts.0.error").Should().StartWith("TLS failed: ").And.Contain("--webhook-certificates any");
    }

    [Fact]
    public async Task What_is_meant_for_localhost_goes_where_a_setting_says_and_calls_itself_localhost_all_the_same()
    {
        await using var emulator = await OwnEmulator.Start("--webhook-localhost", "127.0.0.1");
        var world = await emulator.DefaultWorld();
        await using var receiver = await Receiver.Start();
        var member = await world.SignIn();
        await member.Subscribe(new($"http://somewhere.localhost:{receiver.Url.Port}/hook"));

        await member.Rename(world, "rewritten");
        await world.Await();

        receiver.Got.Should().ContainSingle().Which.Host.Should().Be($"somewhere.localhost:{receiver.Url.Port}");
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=receiver", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
