using System.Globalization;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Pdf;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Content of a file that stands behind a transaction.</summary>
internal sealed record Paper(string Name, string ContentType, byte[] Content);

/// <summary>Draws the invoices and receipts of transactions.</summary>
internal static class Papers
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";

    private const string Invented = "Document inventé, sans valeur.";

    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = " " };

    /// <summary>An invoice: of the counterparty for what was paid, of the company for what came in.</summary>
    /// <param name="row">What it was paid with.</param>
    /// <param name="company">The organization's name.</param>
    /// <param name="number">Tells apart the papers of one transaction, from 1: the invoice, then what came with it.</param>
    public static Paper Invoice(Transaction row, string company, int number)
    {
        var (from, to) = row.Side == Side.Credit ? (company, row.Label) : (row.Label, company);
        var kind = number == 1 ? "Facture" : FormattableString.Invariant($"Annexe {number}");
        var title = $"{kind} {row.Reference ?? row.Label}";
        var paper = new PdfDocument(title, row.CreatedAt, Invented)
            .Pairs(("Émetteur", from), ("Destinataire", to), ("Date", Date(row.EmittedAt)))
            .Table(
                [new("Désignation", 3), new("Quantité", 1, true), new("Montant", 1, true)],
                [["Selon commande", "1", Money(row.AmountCents - (row.VatAmountCents ?? 0))]]);
        paper.Totals(row.VatAmountCents is { } vat
            ? [("Total HT", Money(row.AmountCents - vat)), ("TVA", Money(vat)), ("Total TTC", Money(row.AmountCents))]
            : [("Total", Money(row.AmountCents))]);
        return new($"{PlainName.Of(kind)}-{NameOf(row)}.pdf", Pdf, paper.ToBytes());
    }

    /// <summary>A till receipt, scanned.</summary>
    public static Paper Receipt(Transaction row) => new($"recu-{NameOf(row)}.png", Png, Pictures.Png.Receipt(row.Label,
    [
        $"{Date(row.EmittedAt)}\t{row.EmittedAt.ToString("HH:mm", CultureInfo.InvariantCulture)}",
        $"Carte\t{row.CardLastDigits}",
        .. row.VatAmountCents is { } vat ? new[] { $"Dont TVA\t{Money(vat)}" } : [],
        $"TOTAL\t{Money(row.AmountCents)}",
    ]));

    /// <summary>A receipt that somebody took a picture of; always the same one.</summary>
    public static Paper Photo(Transaction row) => new($"photo-{NameOf(row)}.jpg", Jpeg,
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "seed-data", "assets", "receipt.jpg")));

    /// <summary>The copy with legal value that stands beside a paper (A55).</summary>
    public static Paper ProbativeCopy(Paper original, DateTimeOffset createdAt)
    {
        var copy = new PdfDocument($"Copie probante de {original.Name}", createdAt, Invented)
            .Text("Copie fidèle du document déposé, scellée à sa réception.");
        return new($"{Path.GetFileNameWithoutExtension(original.Name)}-copie-probante.pdf", Pdf, copy.ToBytes());
    }

    private static string NameOf(Transaction row) => PlainName.Of($"{row.Label} {row.EmittedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");

    private static string Date(DateTimeOffset time) => time.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Money(long cents) => (cents / 100m).ToString("N2", French) + " €";
}
