using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Quirks;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Features.SepaTransfers;

/// <summary>The life of a transfer (P37): each step moves the transfer, its transaction and the balances in one act.</summary>
internal static class SepaTransferSteps
{
    public const string ProcessJob = "sepa_transfers.process";
    public const string SettleJob = "sepa_transfers.settle";

    /// <summary>A reference that begins so, with a declined_reason behind it, has the other bank decline the transfer (P55).</summary>
    private const string DeclineMark = "decline:";

    private static readonly TimeSpan Recording = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan InstantSettlement = TimeSpan.FromSeconds(2);
    private static readonly TimeOnly StandardSettlement = new(8, 0);

    /// <summary>Days are those of UTC, as everything here.</summary>
    public static DateOnly Today(Tx tx) => DateOnly.FromDateTime(tx.Now.UtcDateTime);

    public static DateOnly DayOf(SepaTransfer transfer) => DateOnly.FromDateTime(transfer.ScheduledFor.UtcDateTime);

    /// <summary>Records an order that passed all rules and its strong authentication, which also confirms its beneficiary (P15).</summary>
    public static SepaTransfer Create(Tx tx, Membership initiator, BankAccount account, TransferOrder order)
    {
        var known = order.Payee is null
            ? order.FindBeneficiary(tx, account.OrganizationId)!
            : BeneficiaryBook.Remember(tx, account.OrganizationId, order.Payee);
        var beneficiary = BeneficiaryBook.Validate(tx, known);
        var (today, asked) = (Today(tx), order.ScheduledDate ?? Today(tx));
        var instant = asked == today && InstantPayments.Takes(tx, beneficiary, order.AmountCents);
        var day = instant ? today : Target2.OnOrAfter(asked);
        var transfer = new SepaTransfer
        {
            Id = tx.NewId(),
            OrganizationId = account.OrganizationId,
            InitiatorId = initiator.Id,
            BankAccountId = account.Id,
            BeneficiaryId = beneficiary.Id,
            AmountCents = order.AmountCents,
            Status = TransferStatus.Pending,
            Reference = order.Reference,
            Note = order.Note,
            ScheduledFor = new(day, default, TimeSpan.Zero),
            InstantAt = instant ? tx.Now : null,
            AttachmentIds = [.. order.AttachmentIds.Select(Guid.Parse).Distinct()],
            CreatedAt = tx.Now,
            UpdatedAt = tx.Now,
        };
        tx.Put(transfer);
        PlanProcessing(tx, transfer);
        return transfer;
    }

    /// <summary>A transfer of today is processed after a second (P43), a later one when its day begins (P44).</summary>
    public static void PlanProcessing(Tx tx, SepaTransfer transfer) =>
        tx.At(DayOf(transfer) > Today(tx) ? transfer.ScheduledFor : tx.Now + Recording, ProcessJob, transfer.Id);

    /// <summary>Plans what a seed left pending; its days were moved, so they may have become weekends.</summary>
    public static void Resume(Tx tx)
    {
        foreach (var row in tx.Table<SepaTransfer>().InOrderOfCreation.Where(row => row.Document.Status == TransferStatus.Pending))
        {
            var transfer = row.Document with { ScheduledFor = new(Target2.OnOrAfter(DayOf(row.Document)), default, TimeSpan.Zero) };
            tx.Put(transfer);
            PlanProcessing(tx, transfer);
        }
    }

    public static void Process(Tx tx, Job job)
    {
        if (tx.Find<SepaTransfer>(job.Subject) is not { Status: TransferStatus.Pending } transfer)
            return;

        // Every profile has the switch on.
        var quirk = Switches.TransfersLeavePendingFast;
        if (IsSameDay(transfer) && !tx.State.Switches.GetValueOrDefault(quirk.Name, quirk.InSandbox))
            return;
        Process(tx, transfer);
    }

    /// <summary>Debits the account (P39, P41), or declines what cannot be paid.</summary>
    public static SepaTransfer Process(Tx tx, SepaTransfer pending)
    {
        var (account, beneficiary) = (tx.Get<BankAccount>(pending.BankAccountId), tx.Get<Beneficiary>(pending.BeneficiaryId));
        if (ReasonAgainst(account, beneficiary, pending) is { } reason)
            return Decline(tx, pending, reason);

        var transaction = Ledger.Open(tx, TransactionOf(tx, pending, BeneficiaryBook.Validate(tx, beneficiary)));
        var instant = IsSameDay(pending) ? pending.InstantAt is not null : InstantPayments.Takes(tx, beneficiary, pending.AmountCents);
        tx.At(instant ? tx.Now + InstantSettlement : new(Target2.After(Today(tx)), StandardSettlement, TimeSpan.Zero), SettleJob, pending.Id);
        return Put(tx, pending with
        {
            Status = TransferStatus.Processing,
            ProcessedAt = tx.Now,
            InstantAt = instant ? pending.InstantAt ?? tx.Now : null,
            TransactionId = transaction.Id,
        });
    }

    public static void Settle(Tx tx, Job job)
    {
        if (tx.Find<SepaTransfer>(job.Subject) is not { Status: TransferStatus.Processing } transfer)
            return;
        if (transfer.Reference.StartsWith(DeclineMark, StringComparison.OrdinalIgnoreCase)
            && WireNames<DeclinedReason>.TryParse(transfer.Reference[DeclineMark.Length..].Trim().ToLowerInvariant(), out var reason))
            Decline(tx, transfer, reason);
        else
            Settle(tx, transfer);
    }

    /// <summary>Sent to the network (P40).</summary>
    public static SepaTransfer Settle(Tx tx, SepaTransfer processing)
    {
        Ledger.Settle(tx, tx.Get<Transaction>(processing.TransactionId!.Value));
        return Put(tx, processing with { Status = TransferStatus.Settled, CompletedAt = tx.Now });
    }

    /// <summary>Declines one that is not final; what it held is free again (P41).</summary>
    public static SepaTransfer Decline(Tx tx, SepaTransfer open, DeclinedReason reason)
    {
        if (open.TransactionId is { } transaction)
            Ledger.Decline(tx, tx.Get<Transaction>(transaction));
        return Put(tx, open with { Status = TransferStatus.Declined, DeclinedReason = reason, CompletedAt = tx.Now });
    }

    public static SepaTransfer Cancel(Tx tx, SepaTransfer pending) => Put(tx, pending with { Status = TransferStatus.Canceled });

    private static DeclinedReason? ReasonAgainst(BankAccount account, Beneficiary beneficiary, SepaTransfer transfer) => (account, beneficiary) switch
    {
        (_, { Status: BeneficiaryStatus.Declined }) => DeclinedReason.BeneficiaryStatus,
        ({ Status: BankAccountStatus.Closed }, _) => DeclinedReason.QontoProcessingFailed,
        _ when account.AuthorizedBalanceCents < transfer.AmountCents => DeclinedReason.DebitAccountInsufficientFunds,
        _ => null,
    };

    private static bool IsSameDay(SepaTransfer transfer) => transfer.ScheduledFor <= transfer.CreatedAt;

    private static Transaction TransactionOf(Tx tx, SepaTransfer transfer, Beneficiary beneficiary) => new()
    {
        Id = tx.NewId(),
        OrganizationId = transfer.OrganizationId,
        BankAccountId = transfer.BankAccountId,
        Side = Side.Debit,
        OperationType = OperationType.Transfer,
        SubjectType = SubjectType.Transfer,
        Status = TransactionStatus.Pending,
        AmountCents = transfer.AmountCents,
        Label = beneficiary.Name,
        Reference = transfer.Reference,
        Note = transfer.Note,
        InitiatorId = transfer.InitiatorId,
        AttachmentIds = transfer.AttachmentIds,
        Category = WireNames<LegacyCategory>.TryParse(beneficiary.ActivityTag ?? "", out var category) ? category : LegacyCategory.OtherExpense,
        Counterparty = new() { AccountNumber = beneficiary.Iban, BankIdentifier = beneficiary.Bic },
        EmittedAt = tx.Now,
        CreatedAt = tx.Now,
        UpdatedAt = tx.Now,
    };

    private static SepaTransfer Put(Tx tx, SepaTransfer changed)
    {
        var transfer = changed with { UpdatedAt = tx.Now };
        tx.Put(transfer);
        return transfer;
    }
}
