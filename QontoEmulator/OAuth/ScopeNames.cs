namespace QontoEmulator.OAuth;

/// <summary>The 43 scopes of platform.md 4. Singular and plural are Qonto's: <c>client_invoices.read</c> but <c>client_invoice.write</c>.</summary>
internal static class ScopeNames
{
    public static readonly IReadOnlyList<string> All =
    [
        "openid", "offline_access", "organization.read", "user_organization.read", "subscription.read", "membership.read", "membership.write",
        "team.read", "team.write", "bank_account.write", "attachment.read", "attachment.write", "internal_transfer.write", "payment.write",
        "beneficiary.trust", "international_transfer.write", "card.read", "card.write", "client.read", "client.write", "client_invoices.read",
        "client_invoice.write", "einvoicing.read", "product.read", "product.write", "supplier_invoice.read", "supplier_invoice.write",
        "cash_flow_category.read", "cash_flow_category.write", "request_review.read", "request_review.write", "request_cards.write",
        "request_transfers.write", "insurance_contract.read", "insurance_contract.write", "payment_link.read", "payment_link.write",
        "sepa_direct_debit.read", "sepa_direct_debit.write", "terminal.read", "terminal.write", "webhook", "embed_auth_link.write",
    ];
}
