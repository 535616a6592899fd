using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.SepaTransfers;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.Features.BulkTransfers;

/// <summary>Up to 400 orders sent at once. They are looked at and made into transfers after the answer (P57).</summary>
internal sealed record BulkTransfer : Document, IOwned
{
    public const string MakeJob = "bulk_transfers.make";

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    public required Guid OrganizationId { get; init; }

    /// <summary>Membership.</summary>
    public required Guid InitiatorId { get; init; }

    public required Guid BankAccountId { get; init; }

    public required BulkItem[] Items { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static BulkTransfer Accept(Tx tx, Membership initiator, BankAccount account, IEnumerable<BulkItem> items)
    {
        var bulk = new BulkTransfer
        {
            Id = tx.NewId(),
            OrganizationId = account.OrganizationId,
            InitiatorId = initiator.Id,
            BankAccountId = account.Id,
            Items = [.. items],
            CreatedAt = tx.Now,
            UpdatedAt = tx.Now,
        };
        tx.Put(bulk);
        tx.At(tx.Now + Delay, MakeJob, bulk.Id);
        return bulk;
    }

    /// <summary>Makes the transfers. An item that breaks a rule fails, and the others go on (P59).</summary>
    public static void Make(Tx tx, Job job)
    {
        if (tx.Find<BulkTransfer>(job.Subject) is { } bulk)
            tx.Put(bulk with { Items = [.. bulk.Items.Select((item, place) => Make(tx, bulk, item, place))], UpdatedAt = tx.Now });
    }

    private static BulkItem Make(Tx tx, BulkTransfer bulk, BulkItem item, int place)
    {
        var (initiator, account) = (tx.Get<Membership>(bulk.InitiatorId), tx.Get<BankAccount>(bulk.BankAccountId));
        if (item.Order is not { } order)
            return item;
        List<Breach> breaches = [.. TransferRules.Breaches(tx, initiator, order)];
        if (account.Status != BankAccountStatus.Active)
            breaches.Add(new("bank_account_id", ErrorCatalog.BankAccountNotFound));
        else if (!TransferRules.HasFunds(tx, account, order))
            breaches.Add(new("amount", ErrorCatalog.InsufficientFunds));
        return breaches is []
            ? item with { Order = null, TransferId = SepaTransferSteps.Create(tx, initiator, account, order).Id }
            : item with { Order = null, Errors = [.. breaches.Select(breach => ItemError.Of(breach, place))] };
    }
}

/// <summary>One order of a bulk: its result is pending while the order stands, then it is a transfer or errors.</summary>
internal sealed record BulkItem
{
    /// <summary>The caller's own id.</summary>
    public required Guid ClientTransferId { get; init; }

    public TransferOrder? Order { get; init; }

    public Guid? TransferId { get; init; }

    public ItemError[]? Errors { get; init; }

    [JsonIgnore]
    public BulkItemStatus Status => (TransferId, Errors) switch
    {
        (not null, _) => BulkItemStatus.Completed,
        (_, not null) => BulkItemStatus.Failed,
        _ => BulkItemStatus.Pending,
    };
}

internal sealed record ItemError(string Code, string Detail, string Pointer)
{
    public static ItemError Of(Breach breach, int place) => new(breach.Kind.Code, breach.Detail ?? breach.Kind.Detail, $"/bulk_transfers/{place}/{breach.Place}");
}

/// <summary>About the creation of a transfer, not about the transfer (P57).</summary>
[JsonConverter(typeof(SnakeCase<BulkItemStatus>))]
internal enum BulkItemStatus
{
    Pending,
    Completed,
    Failed,
}
