using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>VAT as it stands on transactions: contained in the amount (A27).</summary>
internal static class Vat
{
    /// <summary>Several rates, none of which stands for the whole.</summary>
    public const decimal Several = -1;

    /// <summary>Cents of VAT in an amount with VAT. The rate is percent.</summary>
    public static long Within(long cents, decimal rate) =>
        (long)Math.Round(cents - (cents / (1 + (rate / 100))), MidpointRounding.AwayFromZero);

    /// <summary>A row with VAT of a rate, or without any. Several rates are drawn as two parts whose amounts, VAT included, add up to the row's.</summary>
    public static Transaction WithVat(this Transaction row, decimal? rate, Chance chance)
    {
        if (rate is not { } percent)
            return row;
        if (percent != Several)
            return row with { VatRate = percent, VatAmountCents = Within(row.AmountCents, percent) };

        var first = (long)(row.AmountCents * chance.Share(0.3, 0.8));
        VatPart[] parts = [Part(first, 10), Part(row.AmountCents - first, 20)];
        return row with { VatRate = Several, VatAmountCents = parts.Sum(part => part.AmountCents), VatDetails = parts };
    }

    private static VatPart Part(long cents, decimal rate) =>
        new() { AmountCents = Within(cents, rate), AmountExcludingVatCents = cents - Within(cents, rate), Rate = rate };
}
