using QontoEmulator.Api;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.SepaTransfers;

/// <summary>A rule that an order breaks.</summary>
/// <param name="Place">Pointer from the order on.</param>
/// <param name="Kind">What is answered.</param>
/// <param name="Detail">More exact than what the kind says; null when that is enough.</param>
internal readonly record struct Breach(string Place, ErrorKind Kind, string? Detail = null);

/// <summary>What must hold of an order before anybody is asked to approve it. Bad ones are refused at once, or fail as items of a bulk.</summary>
internal static class TransferRules
{
    private const int MostAttachments = 5;
    private const long FreeOfAttachmentsCents = 3_000_000;

    /// <summary>The account that is to pay: an active one at Qonto (P54); null when there is none such.</summary>
    public static BankAccount? PayingAccount(Call call, Snapshot data, string id)
    {
        var account = call.FindOwn<BankAccount>(data, id)?.Document;
        if (account is null && !call.Is(Quirks.Switches.AccountSlugRefused))
        {
            var organization = data.Get<Organization>(call.Caller.Organization.Id);
            account = call.AllOwn<BankAccount>(data).Rows.Select(row => row.Document)
                .FirstOrDefault(own => EmbeddedAccountWire.SlugOf(organization, own) == id);
        }

        return account is { IsExternalAccount: false, Status: BankAccountStatus.Active } ? account : null;
    }

    /// <summary>Every rule that an order breaks.</summary>
    public static IEnumerable<Breach> Breaches(Tx tx, Membership initiator, TransferOrder order)
    {
        var organization = tx.Get<Organization>(initiator.OrganizationId);
        var (iban, place) = (order.IbanIn(tx, organization.Id), order.Payee is null ? "beneficiary_id" : "beneficiary/iban");
        if (iban is null)
            yield return new(place, ErrorCatalog.PaymentReferenceNotFound, "beneficiary_id is not found");
        else if (tx.Table<BankAccount>().Rows.Any(row => row.Document.OrganizationId == organization.Id && row.Document.Iban == iban))
            yield return new(place, ErrorCatalog.TransferToSameOrganization);

        if (order.ScheduledDate < SepaTransferSteps.Today(tx))
            yield return new("scheduled_date", ErrorCatalog.Invalid, "scheduled_date is in the past");
        if (order.AttachmentIds.Count > MostAttachments)
            yield return new("attachment_ids", ErrorCatalog.AboveMaxSize, $"attachment_ids has more than {MostAttachments} entries");
        foreach (var (index, id) in order.AttachmentIds.Index())
        {
            if (!Guid.TryParseExact(id, "D", out var attachment) || tx.Find<Attachment>(attachment)?.OrganizationId != organization.Id)
                yield return new($"attachment_ids/{index}", ErrorCatalog.PaymentReferenceNotFound, "attachment is not found");
        }

        if (order.AmountCents > FreeOfAttachmentsCents && order.AttachmentIds is [])
            yield return new("attachment_ids", ErrorCatalog.MissingAttachment);
        if (organization.PaymentPolicy is { } policy && order.AmountCents > policy.AboveCents && !policy.ApproverIds.Contains(initiator.Id))
        {
            yield return new("amount", policy.ApproverIds.Any(id => tx.Find<Membership>(id)?.Status == MembershipStatus.Active)
                ? ErrorCatalog.PaymentPolicyApprovalRequired
                : ErrorCatalog.PaymentPolicyApproverMissing);
        }
    }

    /// <summary>Whether the account can pay it today, what is due today beside it included (P45). Later days are looked at when they come.</summary>
    public static bool HasFunds(Tx tx, BankAccount account, TransferOrder order)
    {
        var today = SepaTransferSteps.Today(tx);
        var due = SepaTransferOrders.PendingOf(tx, account.Id).Where(other => SepaTransferSteps.DayOf(other) <= today).Sum(other => other.AmountCents);
        return order.ScheduledDate > today || due + order.AmountCents <= account.AuthorizedBalanceCents;
    }
}
