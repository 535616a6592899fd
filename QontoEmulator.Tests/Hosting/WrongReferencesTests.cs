using System.Text.Json.Nodes;

namespace QontoEmulator.Tests.Hosting;

/// <summary>A seed whose files do not go together is refused by one sentence that names file and document.</summary>
public sealed class WrongReferencesTests : IDisposable
{
    private const string Ghost = "00000000-0000-4000-8000-000000000000";
    private readonly SeedCopy seed = new();

    public void Dispose() => seed.Dispose();

    [Theory]
    [InlineData("teams", "organization_id")]
    [InlineData("labels", "organization_id")]
    [InlineData("labels", "parent_id")]
    [InlineData("cash_flow_categories", "parent_id")]
    [InlineData("memberships", "user_id")]
    [InlineData("memberships", "team_id")]
    [InlineData("bank_accounts", "organization_id")]
    [InlineData("beneficiaries", "organization_id")]
    [InlineData("attachments", "organization_id")]
    [InlineData("statements", "bank_account_id")]
    [InlineData("statements", "organization_id")]
    [InlineData("sepa_transfers", "bank_account_id")]
    [InlineData("sepa_transfers", "beneficiary_id")]
    [InlineData("sepa_transfers", "initiator_id")]
    [InlineData("sepa_transfers", "transaction_id")]
    [InlineData("bulk_transfers", "bank_account_id")]
    [InlineData("bulk_transfers", "initiator_id")]
    [InlineData("transactions", "bank_account_id")]
    [InlineData("transactions", "initiator_id")]
    [InlineData("transactions", "cashflow_category_id")]
    public void A_reference_that_leads_nowhere_is_named(string table, string property)
    {
        seed.Change(table, documents => documents[1]![property] = Ghost);

        seed.ShouldBeRefused(table + ".json", property, Ghost, "document 2");
    }

    [Fact]
    public void An_iban_that_stands_twice_in_an_organization_is_named()
    {
        seed.Change("beneficiaries", documents => documents[1]!["iban"] = documents[0]!["iban"]!.DeepClone());

        seed.ShouldBeRefused("beneficiaries.json", "iban", "already", "document 2");
    }

    [Fact]
    public void A_pending_beneficiary_that_is_trusted_is_named()
    {
        seed.Change("beneficiaries", documents => documents[0]!["trusted"] = true);

        seed.ShouldBeRefused("beneficiaries.json", "trusted", "pending", "document 1");
    }

    [Theory]
    [InlineData("attachment_ids")]
    [InlineData("label_ids")]
    public void A_reference_in_a_list_that_leads_nowhere_is_named(string property)
    {
        seed.Change("transactions", documents => documents[4]![property] = new JsonArray(Ghost));

        seed.ShouldBeRefused("transactions.json", property, Ghost, "document 5");
    }

    [Theory]
    [InlineData("parent_id", "Transaction")]
    [InlineData("child_id", "Transaction")]
    [InlineData("organization_id", "Organization")]
    public void A_link_of_transactions_that_leads_nowhere_is_named(string property, string kind)
    {
        var transaction = JsonNode.Parse(File.ReadAllText(seed.PathOf("transactions")))![0]!;
        var link = new JsonObject
        {
            ["id"] = Ghost,
            ["organization_id"] = transaction["organization_id"]!.DeepClone(),
            ["parent_id"] = transaction["id"]!.DeepClone(),
            ["child_id"] = transaction["id"]!.DeepClone(),
            ["link_type"] = "related_fee",
        };
        link[property] = Ghost;
        seed.Write("transaction_links", new JsonArray(link).ToJsonString());

        seed.ShouldBeRefused("transaction_links.json", property, $"leads to no {kind}", "document 1");
    }

    [Fact]
    public void A_transfer_that_a_bulk_does_not_have_is_named()
    {
        seed.Change("bulk_transfers", bulks => bulks[1]!["items"]![0]!["transfer_id"] = Ghost);

        seed.ShouldBeRefused("bulk_transfers.json", "transfer_id", Ghost, "document 2");
    }

    [Fact]
    public void An_approver_who_is_no_member_is_named()
    {
        seed.Change("organizations", organizations => organizations[0]!["payment_policy"] = new JsonObject { ["above_cents"] = 1, ["approver_ids"] = new JsonArray(Ghost) });

        seed.ShouldBeRefused("organizations.json", "payment_policy.approver_ids", Ghost, "document 1");
    }

    [Theory]
    [InlineData(true, "2 main accounts")]
    [InlineData(false, "0 main accounts")]
    public void Every_organization_needs_one_main_account(bool main, string said)
    {
        seed.Change("bank_accounts", accounts =>
        {
            accounts[0]!["main"] = main;
            accounts[1]!["main"] = main;
        });

        seed.ShouldBeRefused("bank_accounts.json", said, "exactly one");
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("users")]
    [InlineData("teams")]
    [InlineData("bank_accounts")]
    [InlineData("organizations")]
    [InlineData("transactions")]
    public void Two_documents_of_one_id_are_refused(string table)
    {
        seed.Change(table, documents => documents.Add(documents[0]!.DeepClone()));

        seed.ShouldBeRefused(table + ".json");
    }
}
