namespace QontoEmulator.Features.WebhookSubscriptions;

/// <summary>What a subscription's types may hold, with the scope that each needs besides <c>webhook</c> (C28, platform.md 11).</summary>
internal static class WebhookTopics
{
    public const string ConsentRevocations = "v1/consent-revocations";

    public static readonly IReadOnlyDictionary<string, string> Scopes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["v1/transactions"] = "organization.read",
        ["v1/accounts"] = "organization.read",
        ["v1/organizations"] = "organization.read",
        ["v1/memberships"] = "membership.read",
        [ConsentRevocations] = "webhook",
        ["v1/cards"] = "card.read",
        ["v1/payment-links"] = "payment_link.read",
        ["v1/payment-links-connections"] = "payment_link.read",
        ["v1/beneficiaries"] = "organization.read",
        ["v1/client-invoices"] = "client_invoices.read",
        ["v1/terminal-payments"] = "terminal.read",
        ["v1/clients"] = "organization.read",
        ["v1/products"] = "product.read",
        ["v1/sepa-direct-debit-mandates"] = "sepa_direct_debit.read",
        ["v1/sepa-direct-debit-collections"] = "sepa_direct_debit.read",
    };
}
