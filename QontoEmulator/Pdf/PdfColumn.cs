namespace QontoEmulator.Pdf;

/// <summary>A column of a table. Widths are shares: together the columns fill the page from margin to margin.</summary>
internal sealed record PdfColumn(string Title, double Width, bool RightAligned = false);
