namespace QontoEmulator.Pdf;

/// <summary>
/// A text document on A4 pages that grows from top to bottom: statements, certificates, invoices, proofs. Pages break by themselves; the
/// title opens the first page and heads the others, and each ends with <paramref name="footer"/> and its number.
/// The same calls give the same bytes.
/// </summary>
internal sealed class PdfDocument(string title, DateTimeOffset createdAt, string footer = "")
{
    private const double Left = 54;
    private const double Right = 541;
    private const double Top = 788;
    private const double Bottom = 72;
    private const double FooterBaseline = 40;
    private const double LabelWidth = 150;

    private readonly List<PdfPage> _pages = [];
    private double _y;

    private PdfPage Page => _pages[^1];

    /// <summary>Opens a section; kept on the page of what follows it.</summary>
    public PdfDocument Heading(string text)
    {
        Need(35 + (2 * PdfTable.TallestRow));
        _y -= 14;
        Lines(text, PdfFont.Bold, size: 12, leading: 16, PdfPage.Black);
        _y -= 5;
        return this;
    }

    /// <summary>Adds a paragraph over the full width.</summary>
    public PdfDocument Text(string text, bool bold = false)
    {
        Lines(text, bold ? PdfFont.Bold : PdfFont.Regular, size: 9.5, leading: 14, PdfPage.Black);
        return this;
    }

    /// <summary>Leaves room, in points.</summary>
    public PdfDocument Space(double points)
    {
        EnsurePage();
        _y -= points;
        return this;
    }

    /// <summary>Adds labels in grey with their values beside them.</summary>
    public PdfDocument Pairs(params IEnumerable<(string Label, string Value)> pairs)
    {
        const double size = 9.5, leading = 14, between = 3;
        foreach (var (label, value) in pairs)
        {
            var labels = PdfText.Wrap(label, PdfFont.Regular, size, LabelWidth - 12);
            var values = PdfText.Wrap(value, PdfFont.Regular, size, Right - Left - LabelWidth);
            for (var i = 0; i < Math.Max(labels.Count, values.Count); i++)
            {
                Need(leading);
                if (i < labels.Count)
                    Page.Text(labels[i].Span, Left, _y - size, PdfFont.Regular, size, PdfPage.Grey);
                if (i < values.Count)
                    Page.Text(values[i].Span, Left + LabelWidth, _y - size, PdfFont.Regular, size, PdfPage.Black);
                _y -= leading;
            }
            _y -= between;
        }
        return this;
    }

    /// <summary>Adds a table. Its titles are repeated on every page, a row is never split, a cell of more than three lines is cut.</summary>
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are columns.</exception>
    public PdfDocument Table(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new PdfTable(columns, Left, Right);
        var titles = table.Titles();
        var titled = 0;
        Need(PdfTable.Height(titles) + PdfTable.TallestRow);
        DrawTitles();
        foreach (var row in rows)
        {
            var cells = table.Wrap(row);
            Need(PdfTable.Height(cells));
            if (titled != _pages.Count)
                DrawTitles();
            table.DrawRow(Page, cells, _y);
            _y -= PdfTable.Height(cells);
        }
        _y -= 8;
        return this;

        void DrawTitles()
        {
            table.DrawTitles(Page, titles, _y);
            _y -= PdfTable.Height(titles);
            titled = _pages.Count;
        }
    }

    /// <summary>Adds sums at the right margin, the last in bold under a rule.</summary>
    public PdfDocument Totals(params IReadOnlyList<(string Label, string Value)> totals)
    {
        const double size = 9.5, leading = 17, width = 200;
        Need(totals.Count * leading);
        for (var i = 0; i < totals.Count; i++)
        {
            var last = i == totals.Count - 1;
            if (last && i > 0)
                Page.Rule(Right - width, Right, _y - 1, 0.9, PdfPage.Black);
            var font = last ? PdfFont.Bold : PdfFont.Regular;
            Page.Text(PdfText.Encode(totals[i].Label), Right - width, _y - 4 - size, font, size, last ? PdfPage.Black : PdfPage.Grey);
            Page.TextEndingAt(PdfText.Encode(totals[i].Value), Right, _y - 4 - size, font, size, PdfPage.Black);
            _y -= leading;
        }
        _y -= 8;
        return this;
    }

    /// <summary>The finished file. May be asked for again after more was added.</summary>
    public byte[] ToBytes()
    {
        EnsurePage();
        return PdfFile.Write(title, createdAt, [.. _pages.Select((page, index) => (page, Footer(index + 1)))]);
    }

    private PdfPage Footer(int number)
    {
        const double size = 7.5;
        var page = new PdfPage();
        page.Rule(Left, Right, FooterBaseline + 14, 0.5, PdfPage.LightGrey);
        page.Text(PdfText.Wrap(footer, PdfFont.Regular, size, Right - Left - 80, maxLines: 1)[0].Span,
            Left, FooterBaseline, PdfFont.Regular, size, PdfPage.Grey);
        page.TextEndingAt(PdfText.Encode($"Page {number} / {_pages.Count}"), Right, FooterBaseline, PdfFont.Regular, size, PdfPage.Grey);
        return page;
    }

    private void Lines(string text, PdfFont font, double size, double leading, string colour)
    {
        foreach (var line in PdfText.Wrap(text, font, size, Right - Left))
        {
            Need(leading);
            Page.Text(line.Span, Left, _y - size, font, size, colour);
            _y -= leading;
        }
    }

    private void Need(double height)
    {
        EnsurePage();
        if (_y - height < Bottom)
            OpenNextPage();
    }

    private void EnsurePage()
    {
        if (_pages.Count == 0)
            OpenFirstPage();
    }

    private void OpenFirstPage()
    {
        _pages.Add(new PdfPage());
        _y = Top;
        Page.Rule(Left, Left + 36, _y, 3, PdfPage.Violet);
        _y -= 14;
        Lines(title, PdfFont.Bold, size: 20, leading: 25, PdfPage.Black);
        _y -= 10;
    }

    private void OpenNextPage()
    {
        const double size = 8.5;
        _pages.Add(new PdfPage());
        Page.Rule(Left, Left + 18, Top, 2, PdfPage.Violet);
        Page.Text(PdfText.Wrap(title, PdfFont.Bold, size, Right - Left, maxLines: 1)[0].Span, Left, Top - 16, PdfFont.Bold, size, PdfPage.Grey);
        _y = Top - 34;
    }
}
