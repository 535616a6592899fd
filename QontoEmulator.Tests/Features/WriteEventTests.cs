using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Mail;
using QontoEmulator.Outbox;
using QontoEmulator.Storage;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Tests.Features;

/// <summary>What writes leave in the outbox and the mailbox, looked up in the store of a server of its own.</summary>
public sealed class WriteEventTests : IAsyncLifetime
{
    private readonly WebApplication app = EmulatorApp.Build(Settings.Read(["--port", "0"], _ => null), TimeProvider.System);
    private World? world;

    private World World => world!;

    private Snapshot Data => app.Services.GetRequiredService<WorkspaceSet>().Default.Store.Current;

    private IReadOnlyList<OutboxEvent> Events => [.. Data.Table<OutboxEvent>().InOrderOfCreation.Select(row => row.Document)];

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        var baseUrl = new Uri(Banner.BaseUrl(app.Services));
        world = new(baseUrl, (await new Client(baseUrl, []).Get("/_emulator/info")).Json);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    [Rule("A43")]
    public async Task Accounts_tell_that_they_were_created_updated_and_closed()
    {
        var member = (await World.SignIn()).With("X-Qonto-2fa-Preference", "sms-otp");
        var id = (await member.Post("/v2/bank_accounts", """{"bank_account":{"name":"Payroll"}}""")).Json.Text("bank_account.id");
        await member.Patch($"/v2/bank_accounts/{id}", """{"bank_account":{"name":"Paie"}}""");
        var challenge = await member.Post($"/v2/bank_accounts/{id}/close");
        Events.Should().HaveCount(2, "a challenge closes nothing");
        await member.With("X-Qonto-Sca-Session-Token", challenge.Json.Text("sca_session_token")!).With("X-Qonto-MFA", "123456")
            .Post($"/v2/bank_accounts/{id}/close");

        Events.Should().OnlyContain(told => told.Type == "v1/accounts").And.HaveCount(3);
        Events.Select(told => (told.Data.Text("event"), told.Data.Text("name"), told.Data.Text("status"))).Should()
            .Equal(("created", "Payroll", "active"), ("updated", "Paie", "active"), ("closed", "Paie", "closed"));
        var data = Events[0].Data;
        Names(data).Should().Equal("event", "id", "slug", "iban", "currency", "authorized_balance", "name", "status", "updated_at");
        data.At("authorized_balance").GetRawText().Should().Be("""{"amount":"0.00","currency":"EUR"}""");
        data.Text("slug").Should().EndWith("-bank-account-5");
        data.Text("updated_at").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
    }

    [Fact]
    [Rule("C34")]
    public async Task Every_change_of_a_transaction_is_told_with_its_documented_data()
    {
        var member = await World.SignIn();
        var id = await World.PlainTransaction();
        var leaf = (await member.Get("/v2/cash_flow_categories")).Json.Text("cash_flow_categories.1.subcategories.0.id");
        await member.Upload($"/v2/transactions/{id}/attachments", Uploads.Of(Uploads.Pdf));
        var attachment = (await member.Get($"/v2/transactions/{id}")).Json.Text("transaction.attachment_ids.0");
        await member.Delete($"/v2/transactions/{id}/attachments/{attachment}");
        await member.Delete($"/v2/transactions/{id}/attachments");
        await member.Post("/v2/cash_flow_categories/assignments", $$"""{"transaction_ids":["{{id}}"],"category_id":"{{leaf}}"}""");

        Events.Should().HaveCount(3).And.OnlyContain(told => told.Type == "v1/transactions");
        var schema = ContractFacts.Documents.Schema("cards-webhooks.yaml#/components/schemas/TransactionEventData", "cards-webhooks");
        foreach (var told in Events)
        {
            SchemaChecker.Check(told.Data, schema, true).Should().BeEmpty();
            (told.Data.Text("event"), told.Data.Text("id")).Should().Be(("updated", id));
            told.Data.Text("bank_account.id").Should().Be(told.Data.Text("bank_account_id"));
            told.Data.Text("emitted_at").Should().HaveLength(20);
        }

        Events.Select(told => told.Data.Items("attachment_ids").Count).Should().Equal(1, 0, 0);
    }

    [Fact]
    [Rule("A71")]
    public async Task An_invitation_is_told_and_mailed_and_a_refused_one_is_not()
    {
        var owner = await World.SignIn();
        const string Lina = """{"membership":{"email":"lina@chimerand.example","first_name":"Lina","last_name":"Moreau","role":"employee"}}""";
        await owner.Post("/v2/memberships/invite_employee_or_accountant", Lina);
        await owner.Post("/v2/memberships/invite_employee_or_accountant", Lina);

        var told = Events.Should().ContainSingle().Subject;
        (told.Type, told.Data.Text("event"), told.Data.Text("status"), told.Data.Text("role")).Should().Be(("v1/memberships", "created", "pending", "employee"));
        Names(told.Data).Should().Equal(
            "event", "id", "first_name", "last_name", "email", "phone_number", "position", "status", "role", "locale", "team_id", "kyc_status");
        var mail = Data.Table<SentMail>().InOrderOfCreation.Should().ContainSingle().Subject.Document;
        (mail.Kind, mail.To).Should().Be(("invitation", "lina@chimerand.example"));
        mail.Subject.Should().Be("Apolline Chimérand invites you to join Ateliers Chimérand on Qonto");
        Data.Table<Membership>().InOrderOfCreation.Count(row => row.Document.Email == mail.To).Should().Be(1);
    }

    private static IEnumerable<string> Names(JsonElement data) => data.EnumerateObject().Select(property => property.Name);
}
