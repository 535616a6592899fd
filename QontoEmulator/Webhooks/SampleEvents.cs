using System.Collections.Frozen;
using System.Text.Json;
using QontoEmulator.Features.WebhookSubscriptions;
using QontoEmulator.Outbox;
using QontoEmulator.Storage;

namespace QontoEmulator.Webhooks;

/// <summary>One invented event per topic, in the shape of the real ones, to try a receiver with. Nothing in the workspace has their ids.</summary>
internal static class SampleEvents
{
    /// <summary>The <c>data</c> of each topic.</summary>
    public static readonly FrozenDictionary<string, JsonElement> Data = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["v1/transactions"] = """
            {"event":"created","id":"7d6c5b4a-3928-4716-8504-f3e2d1c0b9a8","transaction_id":"atelier-nord-4471-1-transaction-12","amount":84.9,"currency":"EUR",
            "local_amount":84.9,"local_currency":"EUR","side":"debit","operation_type":"card","status":"pending","label":"PAPETERIE DU PORT & FILS",
            "clean_counterparty_name":"Papeterie du Port & Fils","emitted_at":"2026-02-03T08:15:28Z","created_at":"2026-02-03T08:15:29Z",
            "updated_at":"2026-02-03T08:15:29Z","settled_at":null,"settled_balance":null,"attachment_ids":[],"subject_type":"Card",
            "bank_account_id":"91f3c7a0-55aa-4b1c-8d2e-7c6b5a493827","bank_account":{"id":"91f3c7a0-55aa-4b1c-8d2e-7c6b5a493827",
            "iban":"FR7616958000011234567890177","bic":"QNTOFRP1XXX","name":"Compte principal"},"note":null,"reference":null,"card_last_digits":"4821"}
            """,
        ["v1/accounts"] = """
            {"event":"created","id":"91f3c7a0-55aa-4b1c-8d2e-7c6b5a493827","slug":"atelier-nord-4471-bank-account-2","iban":"FR7616958000011234567890177",
            "currency":"EUR","authorized_balance":{"amount":"0.00","currency":"EUR"},"name":"Charges & taxes","status":"active","updated_at":"2026-02-03T08:00:00Z"}
            """,
        ["v1/organizations"] = """
            {"event":"suspended","id":"e1d2c3b4-0a1b-4c2d-8e3f-4a5b6c7d8e9f","legal_name":"Atelier Nord SAS","slug":"atelier-nord-4471","locale":"fr",
            "legal_country":"FR","legal_form":"SAS","legal_sector":"6201Z","legal_number":"812345678","legal_registration_date":"2021-04-12",
            "legal_share_capital":10000,"contract_signed_at":"2021-05-02T09:12:00.000Z","status":"suspended","created_at":"2021-05-01T10:00:00.000Z",
            "updated_at":"2026-02-03T08:00:00.000Z"}
            """,
        ["v1/memberships"] = """
            {"event":"updated","id":"5b0c6b0e-6f0c-4d5a-9a53-0d1c1a6a7f10","first_name":"Lina","last_name":"Moreau","email":"lina@atelier-nord.example",
            "phone_number":"+33600000001","position":"CEO","status":"active","role":"owner","locale":"fr","team_id":"8c7b6a59-4837-4261-9f0e-1d2c3b4a5968",
            "kyc_status":"accepted"}
            """,
        [WebhookTopics.ConsentRevocations] = """
            {"client_id":"3f2e1d0c-9b8a-4776-a655-443322110fed","revoked_at":"2026-02-03T08:00:00Z"}
            """,
        ["v1/cards"] = """
            {"event":"locked","id":"b7a6c5d4-e3f2-4109-8a7b-6c5d4e3f2a10","nickname":"Abonnements","status":"paused","masked_pan":"552244******4821",
            "exp_month":"9","exp_year":"2029","atm_option":false,"nfc_option":true,"online_option":true,"foreign_option":true,"atm_daily_limit":"20.00",
            "atm_daily_limit_option":false,"atm_monthly_limit":"20.00","payment_monthly_limit":"750.00","payment_daily_limit":"0.00",
            "payment_daily_limit_option":false,"payment_transaction_limit":"0.00","payment_transaction_limit_option":false,"payment_lifespan_limit":"0.00",
            "active_days":[1,2,3,4,5,6,7],"holder_id":"5b0c6b0e-6f0c-4d5a-9a53-0d1c1a6a7f10","bank_account_id":"91f3c7a0-55aa-4b1c-8d2e-7c6b5a493827",
            "updated_at":"2026-02-03T08:20:00Z","created_at":"2026-01-20T10:00:00Z","card_type":"debit","card_level":"virtual","category_tags":[],
            "renewal":false,"upsell":false,"discarded_at":null}
            """,
        ["v1/payment-links"] = """
            {"event":"updated","payment_link_id":"0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b","status":"paid","amount":{"value":"145.20","currency":"EUR"},
            "resource_id":"0197a1b2-aaaa-7e5f-8a9b-0c1d2e3f4a5b","resource_type":"Invoice","resource_metadata":{"invoice_number":"F-2026-014"},
            "potential_payment_methods":["credit_card","apple_pay","paypal","ideal"],"latest_payment_method_used":"credit_card",
            "expired_at":"2027-02-03T08:00:00Z","created_at":"2026-02-01T08:00:00Z","updated_at":"2026-02-03T08:00:00Z"}
            """,
        ["v1/payment-links-connections"] = """
            {"event":"connection_enabled"}
            """,
        ["v1/beneficiaries"] = """
            {"event":"created","id":"4c3b2a19-0817-4625-b3a4-c5d6e7f80912","name":"Studio Havre","status":"pending","iban":"FR7616958000011234567890177",
            "bic":"QNTOFRP1XXX","trusted":false,"created_at":"2026-02-03T08:00:00.000Z","updated_at":"2026-02-03T08:00:00.000Z"}
            """,
        ["v1/client-invoices"] = """
            {"event":"created","id":"6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d","number":"F-2026-014","status":"unpaid","currency":"EUR",
            "total_amount":{"value":"145.20","currency":"EUR"},"vat_amount":{"value":"24.20","currency":"EUR"},"issue_date":"2026-02-01",
            "due_date":"2026-03-03","created_at":"2026-02-01T08:00:00Z","finalized_at":"2026-02-01T08:05:00Z","paid_at":null,"items":[]}
            """,
        ["v1/terminal-payments"] = """
            {"event":"authorized","id":"019c0b1a-2c3d-7e4f-8a5b-6c7d8e9f0a1b","terminal_id":"019c0000-1111-7222-8333-444455556666",
            "poi_id":"S1F2-000150000000001","amount":{"value":"18.00","currency":"EUR"},"authorized_amount":{"value":"19.00","currency":"EUR"},
            "tip_amount":{"value":"1.00","currency":"EUR"},"payment_method":"visa","card_summary":"0042","metadata":"{\"order_id\":\"table-7\"}",
            "created_at":"2026-02-03T12:00:00Z","authorized_at":"2026-02-03T12:00:09Z"}
            """,
        ["v1/clients"] = """
            {"event":"created","id":"1e2d3c4b-5a69-4788-9706-152433425160","kind":"company","type":"company","name":"Verre & Fils",
            "email":"compta@verre.example","extra_emails":["direction@verre.example"],"phone":{"country_code":"+33","number":"612345000"},
            "phone_number":"+33612345000","tax_identification_number":"FR40123456824","vat_number":"FR40123456824","locale":"fr","currency":"EUR",
            "address":"3 quai des Brumes","city":"Nantes","zip_code":"44000","country_code":"FR","billing_address":{"street_address":"3 quai des Brumes",
            "zip_code":"44000","city":"Nantes","country_code":"FR"},"created_at":"2026-02-03T08:00:00Z","updated_at":"2026-02-03T08:00:00Z"}
            """,
        ["v1/products"] = """
            {"event":"created","id":"9f8e7d6c-5b4a-4392-8170-6f5e4d3c2b1a","title":"Journée d'atelier","description":"Une journée sur site",
            "internal_note":"tarif 2026","type":"service","unit_price":"480.00","unit_price_incl_vat":"576.00","currency":"EUR","unit":"day",
            "vat_rate":"0.20","vat_exemption_code":"","links":[{"title":"Fiche","url":"https://atelier.example/fiche?a=1&b=2"}],
            "created_at":"2026-02-03T08:00:00Z","updated_at":"2026-02-03T08:00:00Z"}
            """,
        ["v1/sepa-direct-debit-mandates"] = """
            {"event":"accepted","id":"2b3c4d5e-6f70-4812-9a3b-4c5d6e7f8091","status":"signed","created_at":"2026-02-03T08:00:00Z","updated_at":"2026-02-03T08:00:00Z"}
            """,
        ["v1/sepa-direct-debit-collections"] = """
            {"event":"completed","id":"3c4d5e6f-7081-4923-8b4c-5d6e7f8091a2","status":"completed","amount":{"value":"42.00","currency":"EUR"},
            "created_at":"2026-02-03T08:00:00Z","updated_at":"2026-02-03T08:00:00Z"}
            """,
    }.ToFrozenDictionary(pair => pair.Key, pair => JsonDocument.Parse(pair.Value).RootElement, StringComparer.Ordinal);

    /// <summary>A sample that claims to have happened just now.</summary>
    public static OutboxEvent Of(string type, WebhookSubscription subscription, Tx tx) => new()
    {
        Id = tx.NewId(),
        OrganizationId = subscription.OrganizationId,
        Number = tx.IdCounter,
        IsSample = true,
        Type = type,
        CreatedAt = tx.Now,
        Data = Data[type],
    };
}
