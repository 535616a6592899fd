using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Api;

public sealed class IdempotencyTests(EmulatorServer server)
{
    private const string Header = "X-Qonto-Idempotency-Key";
    private const string Key = "5b0c6b0e-6f0c-4d5a-9a53-0d1c1a6a7f10";
    private const string Accounts = "/v2/bank_accounts";

    [Fact]
    [Rule("A57")]
    [Rule("§8")]
    public async Task The_same_key_gives_the_first_answer_again_whatever_the_body_says()
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn()).With(Header, Key);

        var first = await member.Post(Accounts, Named("Payroll"));
        var again = await member.Post(Accounts, Named("Other"));
        var empty = await member.Post(Accounts, "no json");

        first.Status.Should().Be(200);
        again.Bytes.Should().Equal(first.Bytes);
        empty.Bytes.Should().Equal(first.Bytes);
        again.Header("Content-Type").Should().Be("application/json");
        (await world.Accounts()).Should().HaveCount(5);
    }

    [Fact]
    [Rule("A57")]
    public async Task Both_uploads_are_answered_once_per_key()
    {
        await using var world = await server.NewWorld();
        var client = world.Organization.With(Header, Key);
        var transaction = $"/v2/transactions/{await world.PlainTransaction()}/attachments";

        var first = await client.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf));
        var again = await client.Upload("/v2/attachments", Uploads.Of(Uploads.Png));
        await client.Upload(transaction, Uploads.Of(Uploads.Pdf));
        var twice = await client.Upload(transaction, Uploads.Of(Uploads.Pdf));

        again.Bytes.Should().Equal(first.Bytes);
        twice.Text.Should().Be("{}");
        (await world.Organization.Get(transaction)).Json.Items("attachments").Should().ContainSingle();
    }

    [Fact]
    [Rule("§8")]
    public async Task Refusals_are_not_kept()
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn()).With(Header, Key);

        (await member.Post(Accounts, "{}")).Status.Should().Be(422);
        (await member.Post(Accounts, "{")).Status.Should().Be(400);
        (await member.Post(Accounts, Named("Payroll"))).Status.Should().Be(200);
    }

    [Fact]
    [Rule("A57")]
    [Rule("§8")]
    public async Task After_thirty_minutes_a_key_is_free_again()
    {
        await using var world = await server.NewWorld();
        await world.Control.Put("/_emulator/clock", """{"frozen":true}""");
        var client = world.Organization.With(Header, Key);

        var first = await client.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf));
        await world.Advance("PT29M59S");
        (await client.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Bytes.Should().Equal(first.Bytes);
        await world.Advance("PT1S");

        (await client.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Json.Text("attachment.id").Should().NotBe(first.Json.Text("attachment.id"));
    }

    [Fact]
    [Rule("§8")]
    public async Task A_key_counts_per_organization_client_and_route()
    {
        await using var world = await server.NewWorld();
        var byKey = world.Organization.With(Header, Key);
        var byToken = (await world.SignIn()).With(Header, Key);
        var stranger = (await world.SignIn(null, "zelie.farfelune@farfelune.example")).With(Header, Key);

        string?[] ids =
        [
            (await byKey.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Json.Text("attachment.id"),
            (await byToken.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Json.Text("attachment.id"),
            (await stranger.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf))).Json.Text("attachment.id"),
            (await byToken.Post(Accounts, Named("Payroll"))).Json.Text("bank_account.id"),
        ];

        ids.Should().OnlyHaveUniqueItems().And.NotContainNulls();
    }

    [Fact]
    [Rule("§8")]
    public async Task Case_and_space_around_a_key_do_not_matter_and_an_empty_one_is_none()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();

        var first = await member.With(Header, Key).Post(Accounts, Named("Payroll"));
        (await member.With(Header, $"  {Key.ToUpperInvariant()} ").Post(Accounts, Named("Payroll"))).Bytes.Should().Equal(first.Bytes);
        var empty = await member.With(Header, " ").Post(Accounts, Named("Payroll"));
        var other = await member.With(Header, " ").Post(Accounts, Named("Payroll"));

        new[] { first, empty, other }.Select(reply => reply.Json.Text("bank_account.id")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    [Rule("§8")]
    public async Task Thirty_two_at_once_make_one_account()
    {
        await using var world = await server.NewWorld();
        var member = (await world.SignIn()).With(Header, Key);

        var replies = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => member.Post(Accounts, Named("Payroll"))));

        var made = replies.Where(reply => reply.Status == 200).ToArray();
        made.Should().NotBeEmpty();
        made.Select(reply => reply.Text).Distinct(StringComparer.Ordinal).Should().ContainSingle();
        replies.Except(made).Select(reply => (reply.Status, reply.Text)).Should().BeSubsetOf([(409, """{"error":"Concurrent requests detected"}""")]);
        (await world.Accounts()).Should().HaveCount(5);
    }

    [Fact]
    [Rule("Q37")]
    [Rule("A57")]
    public async Task A_missing_key_is_refused_under_its_switch_only()
    {
        await using var world = await server.NewWorld();
        var member = await world.SignIn();
        (await member.Post(Accounts, Named("Payroll"))).Status.Should().Be(200);
        await world.Switch("""{"strict-idempotency":true}""");

        foreach (var refused in new[]
                 {
                     await member.Post(Accounts, Named("Payroll")),
                     await member.With(Header, "").Post(Accounts, Named("Payroll")),
                     await member.Upload("/v2/attachments", Uploads.Of(Uploads.Pdf)),
                     await member.Upload($"/v2/transactions/{await world.PlainTransaction()}/attachments", Uploads.Of(Uploads.Pdf)),
                 })
        {
            (refused.Status, refused.Code).Should().Be((400, "missing_idempotency_key"));
        }

        (await member.Post("/v2/teams", """{"name":"Atelier"}""")).Status.Should().Be(201, "this route documents no key");
        (await member.With(Header, Key).Post(Accounts, Named("Payroll"))).Status.Should().Be(200);
    }

    private static string Named(string name) => $$$"""{"bank_account":{"name":"{{{name}}}"}}""";
}
