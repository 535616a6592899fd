namespace QontoEmulator.OAuth;

/// <summary>The 43 scopes of platform.md 4. Singular and plural are Qonto's: <c>client_invoices.read</c> but <c>client_invoice.write</c>.</summary>
internal static class ScopeNames
{
    public const string OpenId = "openid";
    public const string OfflineAccess = "offline_access";
    public const string UserOrganizations = "user_organization.read";

    private static readonly Dictionary<string, string[]> Lines = new(StringComparer.Ordinal)
    {
        [OpenId] = [],
        [OfflineAccess] = [],
        ["organization.read"] = ["See balances, IBANs, transactions, and the data of your company and team"],
        [UserOrganizations] = ["See your organizations"],
        ["subscription.read"] = ["See your price plan"],
        ["membership.read"] = ["See your own profile and role"],
        ["membership.write"] = ["Invite people to your organization"],
        ["team.read"] = ["See your teams"],
        ["team.write"] = ["Create teams"],
        ["bank_account.write"] = ["Create, rename and close bank accounts"],
        ["attachment.read"] = ["See attachments"],
        ["attachment.write"] = [],
        ["internal_transfer.write"] = [],
        ["payment.write"] = ["Stop trusting beneficiaries", "Make transfers to beneficiaries you trust", "Make transfers to anyone, once you confirm them on your phone"],
        ["beneficiary.trust"] = ["Trust beneficiaries"],
        ["international_transfer.write"] = ["Make transfers abroad"],
        ["card.read"] = ["See your cards"],
        ["card.write"] = ["Order and manage cards"],
        ["client.read"] = ["See your clients"],
        ["client.write"] = ["Manage your clients"],
        ["client_invoices.read"] = ["See your invoices, quotes and credit notes"],
        ["client_invoice.write"] = ["Create and send invoices, quotes and credit notes"],
        ["einvoicing.read"] = ["See your e-invoicing settings"],
        ["product.read"] = ["See your catalogue of products"],
        ["product.write"] = ["Manage your catalogue of products"],
        ["supplier_invoice.read"] = ["See your supplier invoices"],
        ["supplier_invoice.write"] = ["Add and change supplier invoices"],
        ["cash_flow_category.read"] = ["See your cash flow categories"],
        ["cash_flow_category.write"] = ["Manage your cash flow categories"],
        ["request_review.read"] = ["See requests that wait for approval"],
        ["request_review.write"] = ["Approve or decline requests"],
        ["request_cards.write"] = ["Ask for cards"],
        ["request_transfers.write"] = ["Ask for transfers"],
        ["insurance_contract.read"] = ["See your insurance contracts"],
        ["insurance_contract.write"] = ["Manage your insurance contracts"],
        ["payment_link.read"] = ["See your payment links"],
        ["payment_link.write"] = ["Create payment links"],
        ["sepa_direct_debit.read"] = ["See your direct debits"],
        ["sepa_direct_debit.write"] = ["Make direct debits"],
        ["terminal.read"] = ["See your payment terminals"],
        ["terminal.write"] = ["Start payments on your terminals"],
        ["webhook"] = ["Be notified of what happens"],
        ["embed_auth_link.write"] = [],
    };

    public static readonly IReadOnlyList<string> All = [.. Lines.Keys];

    /// <summary>Those that production grants after a review only; reading accounts counts, because it takes the class AIS (inferred).</summary>
    public static readonly IReadOnlySet<string> Sensitive = new HashSet<string>(StringComparer.Ordinal)
    {
        "organization.read", UserOrganizations, "payment.write", "beneficiary.trust", "international_transfer.write",
    };

    /// <summary>What a user is told who is asked for a scope; some are not worth a line.</summary>
    public static IReadOnlyList<string> ConsentLines(string scope) => Lines[scope];

    /// <summary>The scope that a name means with or without its plural s, as some documentation prints it; null when there is none.</summary>
    public static string? OtherForm(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
            return null;
        var other = (name[dot - 1] == 's' ? name[..(dot - 1)] : name[..dot] + "s") + name[dot..];
        return Lines.ContainsKey(other) ? other : null;
    }
}
