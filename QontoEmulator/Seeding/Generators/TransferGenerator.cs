using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.BulkTransfers;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>
/// The transfers behind the newest transactions of their kind, some of them sent in bulks; and of each organization three that no transaction
/// came of: one canceled, one declined, one that is still to come.
/// </summary>
internal sealed class TransferGenerator(Chance chance)
{
    private const int Most = 200;
    private const int PerBulk = 3;

    private static readonly DeclinedReason[] Reasons =
        [DeclinedReason.BeneficiaryNetworkRulesError, DeclinedReason.BeneficiaryIbanInvalid, DeclinedReason.QontoProcessingFailed, DeclinedReason.BeneficiaryBicInvalid];

    private readonly Queue<Transaction> rows = new();

    /// <summary>Takes rows in order of creation.</summary>
    public void Follow(Transaction row)
    {
        if (row is not { Side: Side.Debit, SubjectType: SubjectType.Transfer, InitiatorId: not null } || row.Status == TransactionStatus.Reversed)
            return;
        rows.Enqueue(row);
        if (rows.Count > Most)
            rows.Dequeue();
    }

    /// <summary>Both in order of creation.</summary>
    public (IReadOnlyList<SepaTransfer> Transfers, IReadOnlyList<BulkTransfer> Bulks) Make(IReadOnlyList<Beneficiary> beneficiaries)
    {
        var byIban = beneficiaries.ToDictionary(beneficiary => (beneficiary.OrganizationId, beneficiary.Iban));
        List<SepaTransfer> transfers =
        [
            .. rows.Where(row => byIban.ContainsKey((row.OrganizationId, row.Counterparty!.AccountNumber!)))
                .Select(row => Behind(row, byIban[(row.OrganizationId, row.Counterparty!.AccountNumber!)])),
        ];
        List<BulkTransfer> bulks = [];
        foreach (var organization in transfers.GroupBy(transfer => transfer.OrganizationId).ToList())
        {
            var own = beneficiaries.Where(beneficiary => beneficiary.OrganizationId == organization.Key).ToList();
            transfers.AddRange(WithoutTransaction(organization.Last(), own));
            bulks.AddRange(Bulks(organization));
        }

        // What was sent in a bulk was ordered then, for the day on which it was processed.
        var sentIn = bulks.SelectMany(bulk => bulk.Items.Select(item => (item.TransferId, bulk.CreatedAt)))
            .Where(item => item.TransferId is not null).ToDictionary(item => item.TransferId!.Value, item => item.CreatedAt.AddSeconds(1));
        return (
            [.. transfers.Select(transfer => sentIn.TryGetValue(transfer.Id, out var at) ? transfer with { CreatedAt = at } : transfer)
                .OrderBy(transfer => transfer.CreatedAt).ThenBy(transfer => transfer.Id)],
            [.. bulks.OrderBy(bulk => bulk.CreatedAt)]);
    }

    private SepaTransfer Behind(Transaction row, Beneficiary beneficiary)
    {
        var created = row.CreatedAt.AddSeconds(-1);
        var completed = row.Status == TransactionStatus.Declined ? row.UpdatedAt : row.SettledAt;
        return new()
        {
            Id = chance.IdAt(created),
            OrganizationId = row.OrganizationId,
            InitiatorId = row.InitiatorId!.Value,
            BankAccountId = row.BankAccountId,
            BeneficiaryId = beneficiary.Id,
            AmountCents = row.AmountCents,
            Status = row.Status switch
            {
                TransactionStatus.Pending => TransferStatus.Processing,
                TransactionStatus.Declined => TransferStatus.Declined,
                _ => TransferStatus.Settled,
            },
            Reference = row.Reference ?? row.Label,
            DeclinedReason = row.Status == TransactionStatus.Declined ? chance.Pick(Reasons) : null,
            ScheduledFor = DayOf(created),
            InstantAt = row.SettledAt - created < TimeSpan.FromMinutes(1) ? created : null,
            AttachmentIds = row.AttachmentIds,
            CreatedAt = created,
            ProcessedAt = row.CreatedAt,
            CompletedAt = completed,
            UpdatedAt = completed ?? row.CreatedAt,
            TransactionId = row.Id,
        };
    }

    /// <param name="like">A transfer of the organization; whom it pays is paid again.</param>
    /// <param name="beneficiaries">Everybody whom the organization knows.</param>
    private IEnumerable<SepaTransfer> WithoutTransaction(SepaTransfer like, List<Beneficiary> beneficiaries)
    {
        var (canceled, declined, coming) = (At(18), At(12), At(26));
        yield return Of(canceled, TransferStatus.Canceled, "Acompte annulé") with { ScheduledFor = DayOf(At(28)), UpdatedAt = canceled.AddHours(1) };
        if (beneficiaries.Find(beneficiary => beneficiary.Status == BeneficiaryStatus.Declined) is { } refused)
        {
            yield return Of(declined, TransferStatus.Declined, "Solde 07") with
            {
                BeneficiaryId = refused.Id,
                DeclinedReason = DeclinedReason.BeneficiaryStatus,
                CompletedAt = declined.AddSeconds(1),
                UpdatedAt = declined.AddSeconds(1),
            };
        }

        // The month after the running one, so that it is to come whenever the seed is loaded.
        yield return Of(coming, TransferStatus.Pending, "Échéance à venir") with { ScheduledFor = Frame.At(Frame.LastIndex + 2, 15, default) };

        DateTimeOffset At(int day) => Frame.At(Frame.LastIndex, day, chance.Hours(8, 18));

        SepaTransfer Of(DateTimeOffset created, TransferStatus status, string reference) => new()
        {
            Id = chance.IdAt(created),
            OrganizationId = like.OrganizationId,
            InitiatorId = like.InitiatorId,
            BankAccountId = like.BankAccountId,
            BeneficiaryId = like.BeneficiaryId,
            AmountCents = chance.Cents(5_000, 90_000),
            Status = status,
            Reference = reference,
            ScheduledFor = DayOf(created),
            CreatedAt = created,
            UpdatedAt = created,
        };
    }

    /// <summary>Two at most, of the one who sent the most; one item of the first failed.</summary>
    private IEnumerable<BulkTransfer> Bulks(IEnumerable<SepaTransfer> transfers)
    {
        var sent = transfers.Where(transfer => transfer.Status == TransferStatus.Settled)
            .GroupBy(transfer => (transfer.InitiatorId, transfer.BankAccountId)).MaxBy(group => group.Count());
        foreach (var (place, part) in (sent?.TakeLast(2 * PerBulk).Chunk(PerBulk) ?? []).Index())
        {
            var created = part[0].CreatedAt.AddHours(-1);
            List<BulkItem> items = [.. part.Select(transfer => new BulkItem { ClientTransferId = chance.Id(), TransferId = transfer.Id })];
            if (place == 0)
            {
                var error = new ItemError("insufficient_funds", "Insufficient funds", $"/bulk_transfers/{items.Count}/amount");
                items.Add(new() { ClientTransferId = chance.Id(), Errors = [error] });
            }

            yield return new()
            {
                Id = chance.IdAt(created),
                OrganizationId = part[0].OrganizationId,
                InitiatorId = part[0].InitiatorId,
                BankAccountId = part[0].BankAccountId,
                Items = [.. items],
                CreatedAt = created,
                UpdatedAt = created.AddSeconds(1),
            };
        }
    }

    private static DateTimeOffset DayOf(DateTimeOffset time) => time - time.TimeOfDay;
}
