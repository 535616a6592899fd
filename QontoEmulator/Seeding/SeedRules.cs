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
using QontoEmulator.Storage;

namespace QontoEmulator.Seeding;

/// <summary>What must hold between the files of a seed: every reference leads somewhere, and every organization has one main account.</summary>
internal sealed class SeedRules
{
    private readonly SeedSource source;
    private readonly IReadOnlyDictionary<Type, IReadOnlyList<Document>> documents;
    private readonly Dictionary<Type, HashSet<Guid>> ids;
    private readonly HashSet<(Guid Organization, string Iban)> ibans = [];

    private SeedRules(SeedSource source, IReadOnlyDictionary<Type, IReadOnlyList<Document>> documents)
    {
        this.source = source;
        this.documents = documents;
        ids = documents.ToDictionary(table => table.Key, table => table.Value.Select(document => document.Id).ToHashSet());
    }

    /// <exception cref="SeedException">Names the file and the document that is wrong.</exception>
    public static void Check(SeedSource source, IReadOnlyDictionary<Type, IReadOnlyList<Document>> documents)
    {
        var rules = new SeedRules(source, documents);
        rules.Refer<Team>("teams", (team, to) => to.One<Organization>("organization_id", team.OrganizationId));
        rules.Refer<Organization>("organizations", (organization, to) =>
            to.Many<Membership>("payment_policy.approver_ids", organization.PaymentPolicy?.ApproverIds ?? []));
        rules.Refer<Label>("labels", (label, to) =>
        {
            to.One<Organization>("organization_id", label.OrganizationId);
            to.Maybe<Label>("parent_id", label.ParentId);
        });
        rules.Refer<CashFlowCategory>("cash_flow_categories", (category, to) =>
        {
            to.One<Organization>("organization_id", category.OrganizationId);
            to.Maybe<CashFlowCategory>("parent_id", category.ParentId);
        });
        rules.Refer<Membership>("memberships", (membership, to) =>
        {
            to.One<Organization>("organization_id", membership.OrganizationId);
            to.Maybe<User>("user_id", membership.UserId);
            to.Maybe<Team>("team_id", membership.TeamId);
        });
        rules.Refer<BankAccount>("bank_accounts", (account, to) => to.One<Organization>("organization_id", account.OrganizationId));
        rules.Refer<Beneficiary>("beneficiaries", (beneficiary, to) =>
        {
            to.One<Organization>("organization_id", beneficiary.OrganizationId);
            to.Demand(rules.ibans.Add((beneficiary.OrganizationId, beneficiary.Iban)), $"iban {beneficiary.Iban} stands in the organization already");
            to.Demand(!beneficiary.Trusted || beneficiary.Status != BeneficiaryStatus.Pending, "what is trusted is not pending");
        });
        rules.Refer<Attachment>("attachments", (attachment, to) => to.One<Organization>("organization_id", attachment.OrganizationId));
        rules.Refer<Statement>("statements", (statement, to) =>
        {
            to.One<Organization>("organization_id", statement.OrganizationId);
            to.One<BankAccount>("bank_account_id", statement.BankAccountId);
        });
        rules.Refer<Transaction>("transactions", (transaction, to) =>
        {
            to.One<Organization>("organization_id", transaction.OrganizationId);
            to.One<BankAccount>("bank_account_id", transaction.BankAccountId);
            to.Maybe<Membership>("initiator_id", transaction.InitiatorId);
            to.Maybe<CashFlowCategory>("cashflow_category_id", transaction.CashflowCategoryId);
            to.Maybe<CashFlowCategory>("cashflow_subcategory_id", transaction.CashflowSubcategoryId);
            to.Many<Attachment>("attachment_ids", transaction.AttachmentIds);
            to.Many<Label>("label_ids", transaction.LabelIds);
            to.Demand(transaction.AmountCents >= 0, "amount_cents is negative");
            to.Demand((transaction.SettledAt is not null) == (transaction.Status == TransactionStatus.Completed), "settled_at goes with status completed");
        });
        rules.Refer<SepaTransfer>("sepa_transfers", (transfer, to) =>
        {
            to.One<Organization>("organization_id", transfer.OrganizationId);
            to.One<Membership>("initiator_id", transfer.InitiatorId);
            to.One<BankAccount>("bank_account_id", transfer.BankAccountId);
            to.One<Beneficiary>("beneficiary_id", transfer.BeneficiaryId);
            to.Maybe<Transaction>("transaction_id", transfer.TransactionId);
            to.Many<Attachment>("attachment_ids", transfer.AttachmentIds);
            to.Demand(transfer.AmountCents > 0, "amount_cents is not positive");
        });
        rules.Refer<BulkTransfer>("bulk_transfers", (bulk, to) =>
        {
            to.One<Organization>("organization_id", bulk.OrganizationId);
            to.One<Membership>("initiator_id", bulk.InitiatorId);
            to.One<BankAccount>("bank_account_id", bulk.BankAccountId);
            to.Many<SepaTransfer>("transfer_id", [.. bulk.Items.Select(item => item.TransferId).OfType<Guid>()]);
        });
        rules.Refer<InternalTransfer>("internal_transfers", (transfer, to) =>
        {
            to.One<Organization>("organization_id", transfer.OrganizationId);
            to.One<Transaction>("debit_transaction_id", transfer.DebitTransactionId);
            to.One<Transaction>("credit_transaction_id", transfer.CreditTransactionId);
        });
        rules.Refer<PendingAttachment>("pending_attachments", (pending, to) => to.One<Transaction>("transaction_id", pending.TransactionId));
        rules.Refer<TransactionLink>("transaction_links", (link, to) =>
        {
            to.One<Organization>("organization_id", link.OrganizationId);
            to.One<Transaction>("parent_id", link.ParentId);
            to.One<Transaction>("child_id", link.ChildId);
        });
        rules.DemandOneMainAccount();
    }

    private void Refer<T>(string table, Action<T, References> check) where T : Document
    {
        var number = 0;
        var references = new References(this);
        foreach (var document in documents[typeof(T)])
        {
            references.Place = (table, ++number, document.Id);
            check((T)document, references);
        }
    }

    private void DemandOneMainAccount()
    {
        var mains = documents[typeof(BankAccount)].Cast<BankAccount>().Where(account => account.Main).CountBy(account => account.OrganizationId).ToDictionary();
        foreach (var organization in documents[typeof(Organization)].Cast<Organization>())
        {
            if (mains.GetValueOrDefault(organization.Id) != 1)
                throw new SeedException($"{source.PlaceOf("bank_accounts.json")}: organization {organization.Slug} has {mains.GetValueOrDefault(organization.Id)} main accounts, and needs exactly one.");
        }
    }

    private sealed class References(SeedRules rules)
    {
        public (string Table, int Number, Guid Id) Place { get; set; }

        public void One<T>(string property, Guid id) where T : Document =>
            Demand(rules.ids[typeof(T)].Contains(id), $"{property} {id} leads to no {typeof(T).Name}");

        public void Maybe<T>(string property, Guid? id) where T : Document
        {
            if (id is { } given)
                One<T>(property, given);
        }

        public void Many<T>(string property, Guid[] given) where T : Document
        {
            foreach (var id in given)
                One<T>(property, id);
        }

        public void Demand(bool holds, string otherwise)
        {
            if (!holds)
                throw new SeedException($"{rules.source.PlaceOf(Place.Table + ".json")}, document {Place.Number} ({Place.Id}): {otherwise}.");
        }
    }
}
