using System.Globalization;
using QontoEmulator.Pdf;

namespace QontoEmulator.Tests.Pdf;

internal static class PdfSamples
{
    public static readonly DateTimeOffset CreatedAt = new(2026, 4, 1, 8, 30, 15, TimeSpan.FromHours(2));

    public static PdfDocument Statement(int transactions) =>
        new PdfDocument("Account statement – March 2026", CreatedAt, "Atelier Lumière SAS")
            .Pairs(("Account holder", "Atelier Lumière SAS"), ("IBAN", "FR76 1695 8000 0112 3456 7890 123"))
            .Heading("Transactions")
            .Table(
                [new("Date", 60), new("Counterparty", 200), new("Amount", 80, RightAligned: true)],
                Enumerable.Range(1, transactions).Select(Transaction))
            .Totals(("Credits", "€ 1.00"), ("Closing balance", "€ 2.00"));

    public static string Counterparty(int number) => string.Create(CultureInfo.InvariantCulture, $"Société No. {number:D3} (groupe)");

    private static IReadOnlyList<string> Transaction(int number) =>
        [
            string.Create(CultureInfo.InvariantCulture, $"{(number % 28) + 1:D2}/03/2026"),
            Counterparty(number),
            string.Create(CultureInfo.InvariantCulture, $"–{number}.50 €"),
        ];
}
