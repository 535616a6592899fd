namespace QontoEmulator.Pdf;

/// <summary>Places the cells of a table's rows between two margins; which page a row goes on is the document's choice.</summary>
internal sealed class PdfTable
{
    /// <summary>The height in points no row exceeds.</summary>
    public const double TallestRow = (MaxLines * Leading) + (2 * Padding);

    private const double Size = 8.5;
    private const double Leading = 11;
    private const double Padding = 4.5;
    private const double Gap = 12;
    private const int MaxLines = 3;

    private readonly IReadOnlyList<PdfColumn> _columns;
    private readonly double[] _lefts;
    private readonly double[] _rights;

    public PdfTable(IReadOnlyList<PdfColumn> columns, double left, double right)
    {
        _columns = columns;
        _lefts = new double[columns.Count];
        _rights = new double[columns.Count];
        var scale = (right - left - (Gap * (columns.Count - 1))) / columns.Sum(column => column.Width);
        for (var i = 0; i < columns.Count; i++)
        {
            _lefts[i] = left;
            _rights[i] = left + (columns[i].Width * scale);
            left = _rights[i] + Gap;
        }
    }

    /// <summary>The titles of the columns, broken into lines.</summary>
    public List<ReadOnlyMemory<byte>>[] Titles() => Wrap([.. _columns.Select(column => column.Title)], PdfFont.Bold);

    /// <summary>The cells of one row, broken into lines.</summary>
    /// <exception cref="ArgumentException">There are more or fewer cells than columns.</exception>
    public List<ReadOnlyMemory<byte>>[] Wrap(IReadOnlyList<string> row) => Wrap(row, PdfFont.Regular);

    /// <summary>The height of a row in points.</summary>
    public static double Height(List<ReadOnlyMemory<byte>>[] cells) => (cells.Max(lines => lines.Count) * Leading) + (2 * Padding);

    public void DrawTitles(PdfPage page, List<ReadOnlyMemory<byte>>[] cells, double top)
    {
        Draw(page, cells, top, PdfFont.Bold, PdfPage.Grey);
        page.Rule(_lefts[0], _rights[^1], top - Height(cells), 0.9, PdfPage.Black);
    }

    public void DrawRow(PdfPage page, List<ReadOnlyMemory<byte>>[] cells, double top)
    {
        Draw(page, cells, top, PdfFont.Regular, PdfPage.Black);
        page.Rule(_lefts[0], _rights[^1], top - Height(cells), 0.5, PdfPage.LightGrey);
    }

    private List<ReadOnlyMemory<byte>>[] Wrap(IReadOnlyList<string> row, PdfFont font)
    {
        if (row.Count != _columns.Count)
            throw new ArgumentException($"A row of {row.Count} cells in a table of {_columns.Count} columns.", nameof(row));
        var cells = new List<ReadOnlyMemory<byte>>[row.Count];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = PdfText.Wrap(row[i], font, Size, _rights[i] - _lefts[i], MaxLines);
        return cells;
    }

    private void Draw(PdfPage page, List<ReadOnlyMemory<byte>>[] cells, double top, PdfFont font, string colour)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            var baseline = top - Padding - Size;
            foreach (var line in cells[i])
            {
                if (_columns[i].RightAligned)
                    page.TextEndingAt(line.Span, _rights[i], baseline, font, Size, colour);
                else
                    page.Text(line.Span, _lefts[i], baseline, font, Size, colour);
                baseline -= Leading;
            }
        }
    }
}
