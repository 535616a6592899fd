using QontoEmulator.Api;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.BulkTransfers;
using QontoEmulator.Features.CashFlowCategories;
using QontoEmulator.Features.InternalTransfers;
using QontoEmulator.Features.Labels;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Features.Statements;
using QontoEmulator.Features.Teams;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Features.WebhookSubscriptions;
using QontoEmulator.Mail;
using QontoEmulator.OAuth;
using QontoEmulator.Outbox;
using QontoEmulator.Portal;
using QontoEmulator.Sca;
using QontoEmulator.Storage;
using QontoEmulator.WebApp;
using QontoEmulator.Webhooks;

namespace QontoEmulator.Workspaces;

/// <summary>Every table there is. One that refers to another stands behind it.</summary>
internal static class EmulatorSchema
{
    public static readonly Schema Schema = new(
    [
        new TableDefinition<Organization>("organizations", options => new OrganizationsJson(options).Organization),
        new TableDefinition<User>("users", options => new MembershipsJson(options).User),
        new TableDefinition<Team>("teams", options => new TeamsJson(options).Team),
        new TableDefinition<Membership>("memberships", options => new MembershipsJson(options).Membership),
        new TableDefinition<Label>("labels", options => new LabelsJson(options).Label),
        new TableDefinition<CashFlowCategory>("cash_flow_categories", options => new CashFlowCategoriesJson(options).CashFlowCategory),
        new TableDefinition<BankAccount>("bank_accounts", options => new BankAccountsJson(options).BankAccount),
        new TableDefinition<Beneficiary>("beneficiaries", options => new BeneficiariesJson(options).Beneficiary),
        new TableDefinition<Attachment>("attachments", options => new AttachmentsJson(options).Attachment),
        new TableDefinition<Blob>("blobs", options => new BlobJson(options).Blob),
        new TableDefinition<Transaction>(
            "transactions", options => new TransactionsJson(options).Transaction, TableScope.Data, TransactionOrders.All),
        new TableDefinition<SepaTransfer>(
            "sepa_transfers", options => new SepaTransfersJson(options).SepaTransfer, TableScope.Data, SepaTransferOrders.All),
        new TableDefinition<BulkTransfer>("bulk_transfers", options => new BulkTransfersJson(options).BulkTransfer),
        new TableDefinition<InternalTransfer>("internal_transfers", options => new InternalTransfersJson(options).InternalTransfer, TableScope.Data, InternalTransfer.ByNumber),
        new TableDefinition<PendingAttachment>("pending_attachments", options => new AttachmentsJson(options).PendingAttachment),
        new TableDefinition<TransactionLink>("transaction_links", options => new TransactionsJson(options).TransactionLink),
        new TableDefinition<Statement>("statements", options => new StatementsJson(options).Statement),
        new TableDefinition<Job>("jobs", options => new WorkspacesJson(options).Job, TableScope.Data, Agenda.ByDue),
        new TableDefinition<OutboxEvent>("outbox", options => new OutboxJson(options).OutboxEvent, TableScope.Data, OutboxEvents.ByNumber),
        new TableDefinition<WebhookSubscription>("webhook_subscriptions", options => new WebhookSubscriptionsJson(options).WebhookSubscription),
        new TableDefinition<WebhookDelivery>("webhook_deliveries", options => new WebhooksJson(options).WebhookDelivery, TableScope.Data, DeliveryQueue.Orders),
        new TableDefinition<SentMail>("mails", options => new MailJson(options).SentMail),
        new TableDefinition<RememberedAnswer>(
            "remembered_answers", options => new IdempotencyJson(options).RememberedAnswer, TableScope.Data, Idempotency.ByExpiry),
        new TableDefinition<ScaSession>("sca_sessions", options => new ScaJson(options).ScaSession),
        new TableDefinition<WrongTries>("wrong_tries", options => new WebAppJson(options).WrongTries),
        new TableDefinition<WorkspaceState>("workspace", options => new WorkspacesJson(options).WorkspaceState),
        new TableDefinition<App>("apps", options => new OAuthJson(options).App, TableScope.Secret),
        new TableDefinition<ApiKey>("api_keys", options => new OAuthJson(options).ApiKey, TableScope.Secret),
        new TableDefinition<Grant>("grants", options => new OAuthJson(options).Grant, TableScope.Secret),
        new TableDefinition<AuthorizationCode>("authorization_codes", options => new OAuthJson(options).AuthorizationCode, TableScope.Secret),
        new TableDefinition<AccessToken>("access_tokens", options => new OAuthJson(options).AccessToken, TableScope.Secret),
        new TableDefinition<RefreshToken>("refresh_tokens", options => new OAuthJson(options).RefreshToken, TableScope.Secret),
        new TableDefinition<Password>("passwords", options => new WebAppJson(options).Password, TableScope.Secret),
        new TableDefinition<ConsentFlow>("consent_flows", options => new OAuthJson(options).ConsentFlow, TableScope.Secret),
        new TableDefinition<SigningKey>("signing_keys", options => new OAuthJson(options).SigningKey, TableScope.Secret),
        new TableDefinition<WebSession>("web_sessions", options => new WebAppJson(options).WebSession, TableScope.Secret),
        new TableDefinition<PortalAccount>("portal_accounts", options => new PortalJson(options).PortalAccount, TableScope.Secret),
        new TableDefinition<PortalSession>("portal_sessions", options => new PortalJson(options).PortalSession, TableScope.Secret),
        new TableDefinition<PortalApp>("portal_apps", options => new PortalJson(options).PortalApp, TableScope.Secret),
    ]);
}
