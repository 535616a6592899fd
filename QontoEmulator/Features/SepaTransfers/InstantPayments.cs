using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.SepaTransfers;

/// <summary>A transfer is instant unless one of these limits makes it a standard one, silently (P49).</summary>
internal static class InstantPayments
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Banks elsewhere in the SEPA area cannot be reached by instant payments (inferred).</summary>
    private static readonly HashSet<string> EuroCountries = new(
        ["AT", "BE", "BG", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "IE", "IT", "LT", "LU", "LV", "MC", "MT", "NL", "PT", "SI", "SK", "SM"],
        StringComparer.Ordinal);

    /// <summary>Whether an amount can reach a beneficiary within seconds, by itself and with what went there in the last 24 hours.</summary>
    public static bool Takes(Tx tx, Beneficiary beneficiary, long amountCents)
    {
        var (most, mostInADay) = beneficiary.Trusted ? (1_000_000L, 5_000_000L) : (500_000L, 2_000_000L);
        return EuroCountries.Contains(beneficiary.Iban[..2]) && amountCents <= most && SentLately(tx, beneficiary) + amountCents <= mostInADay;
    }

    private static long SentLately(Tx tx, Beneficiary beneficiary) => SepaTransferOrders.InstantTo(tx, beneficiary.Id)
        .TakeWhile(transfer => transfer.InstantAt > tx.Now - Day)
        .Where(transfer => transfer.Status is not (TransferStatus.Declined or TransferStatus.Canceled))
        .Sum(transfer => transfer.AmountCents);
}
