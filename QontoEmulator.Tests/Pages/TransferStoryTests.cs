using System.Text.Json.Nodes;
using OpenQA.Selenium;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Features;
using QontoEmulator.Tests.Support;
using QontoEmulator.Tests.Webhooks;

namespace QontoEmulator.Tests.Pages;

/// <summary>The README's story: a payment from the verification of the payee to the statement.</summary>
[Collection(BrowserTurns.Name)]
public sealed class TransferStoryTests(EmulatorServer server, Browser browser)
{
    [Fact]
    [Rule("§9.2", "P05", "P43", "P56")]
    public async Task A_payee_is_verified_paid_approved_on_the_device_and_everything_shows_it()
    {
        await using var world = await server.NewWorld();
        var payer = await Payer.In(world);
        await payer.FreezeOnTuesday();
        var owner = payer.Member.Without("X-Qonto-2fa-Preference").With("X-Qonto-Idempotency-Key", "story");
        var (payee, before) = (payer.Untrusted, await payer.Balances());
        await using var receiver = await Receiver.Start();
        var subscription = await (await world.SignIn()).Subscribe(receiver.Url, "v1/transactions");

        var verified = await owner.Post("/v2/sepa/verify_payee", new JsonObject { ["iban"] = payee.Text("iban"), ["beneficiary_name"] = payee.Text("name") }.ToJsonString());
        verified.Json.Text("match_result").Should().Be("MATCH_RESULT_MATCH");
        var body = Payer.With(await payer.To(payee, "149.90", "STORY-1"), "vop_proof_token", verified.Json.Text("proof_token.token")).ToJsonString();

        var challenge = await owner.Post(Payer.Path, body);
        challenge.Status.Should().Be(428, challenge.Text);
        var page = browser.Open(new(world.BaseUrl, $"/_emulator/device?workspace={world.Info.Text("id")}"));
        page.FindElement(By.TagName("h3")).Text.Should().Contain("149.90 €").And.Contain(payee.Text("name"));
        page.FindElement(By.CssSelector("button[value=allow]")).Click();
        page.FindElement(By.CssSelector("[role=status]")).Text.Should().StartWith("Allowed");
        var sent = await owner.With("X-Qonto-Sca-Session-Token", challenge.Json.Text("sca_session_token")!).Post(Payer.Path, body);
        sent.Status.Should().Be(200, sent.Text);

        var transfer = sent.Json.At("transfer");
        transfer.Text("status").Should().Be("pending");
        await world.Advance("PT5S");
        (await payer.Show(transfer)).Text("status").Should().Be("settled");
        (await payer.Balances()).Should().Be((before.Balance - 14_990, before.Authorized - 14_990));
        var row = (await world.Transactions(payer.Account, ""))[0];
        (row.Text("id"), row.Text("reference"), row.Text("status")).Should().Be(((await payer.Show(transfer)).Text("transaction_id"), "STORY-1", "completed"));
        receiver.Got.Select(delivery => (delivery.Json.Text("data.id"), delivery.Json.Text("data.status"))).Should().Equal((row.Text("id"), "pending"), (row.Text("id"), "completed"));
        receiver.Got.Should().OnlyContain(delivery => delivery.IsSignedWith(subscription.Text("secret")!));

        // The statement comes when the month has ended.
        await world.Advance("P31D");
        var statements = (await world.Organization.Get($"/v2/statements?bank_account_ids[]={payer.Account}&period_from=12-2026&period_to=12-2026")).Json;
        var pdf = await world.Nobody.Get(statements.Text("statements.0.file.file_url")!);
        System.Text.Encoding.Latin1.GetString(pdf.Bytes).Should().Contain("STORY-1").And.Contain("149.90");
    }
}
