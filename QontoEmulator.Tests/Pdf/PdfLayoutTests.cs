using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using QontoEmulator.Pdf;

namespace QontoEmulator.Tests.Pdf;

public sealed partial class PdfLayoutTests
{
    [Fact]
    public void Nothing_is_written_below_the_bottom_margin_or_beyond_the_right_one()
    {
        foreach (Match text in TextPosition().Matches(Written(PdfSamples.Statement(100))))
        {
            double.Parse(text.Groups["x"].Value, CultureInfo.InvariantCulture).Should().BeInRange(54, 541);
            var y = double.Parse(text.Groups["y"].Value, CultureInfo.InvariantCulture);
            (y is 40 or >= 72 and <= 788).Should().BeTrue("a baseline of {0} is neither the footer's nor between the margins", y);
        }
    }

    [Fact]
    public void A_heading_stays_on_the_page_of_the_first_row_below_it()
    {
        for (var lines = 1; lines <= 60; lines++)
        {
            var document = new PdfDocument("Layout", PdfSamples.CreatedAt);
            for (var i = 0; i < lines; i++)
                document.Text("Text");
            document.Heading("Section").Table([new("Titles", 1)], [["Cell\nof three\nlines"]]);

            Written(document).Split("endstream").Should().ContainSingle(stream => stream.Contains("(Section)", StringComparison.Ordinal))
                .Which.Should().Contain("(Titles)", "of {0} lines above", lines).And.Contain("(Cell)").And.Contain("(lines)");
        }
    }

    [Fact]
    public void A_document_that_just_fills_its_page_has_no_empty_page_after_it()
    {
        for (var rows = 1; rows <= 60; rows++)
        {
            var document = new PdfDocument("Layout", PdfSamples.CreatedAt)
                .Table([new("Titles", 1)], Enumerable.Repeat<IReadOnlyList<string>>(["Cell"], rows)).Space(30);

            BodyStream().Matches(Written(document)).Should().AllSatisfy(body => body.Value.Should().Contain("(Cell)"));
        }
    }

    [Fact]
    public void Right_aligned_cells_end_where_their_column_ends()
    {
        var document = new PdfDocument("Layout", PdfSamples.CreatedAt)
            .Table([new("Label", 1), new("Amount", 1, RightAligned: true)], [["a", "1,234.50"], ["b", "7.00"]]);

        var written = Written(document);
        foreach (var amount in new[] { "1,234.50", "7.00" })
        {
            var x = 541 - PdfFont.Regular.Width(PdfText.Encode(amount), 8.5);
            written.Should().MatchRegex(string.Create(CultureInfo.InvariantCulture, $@" Tf {x:0.##} \S+ Td \({Regex.Escape(amount)}\) Tj"));
        }
    }

    [Fact]
    public void A_row_has_as_many_cells_as_there_are_columns()
    {
        var document = new PdfDocument("Layout", PdfSamples.CreatedAt);

        document.Invoking(it => it.Table([new("A", 1), new("B", 1)], [["only one"]])).Should().Throw<ArgumentException>();
    }

    private static string Written(PdfDocument document) => Encoding.Latin1.GetString(document.ToBytes());

    // The first of the two streams of a page.
    [GeneratedRegex(@"/Type /Page /Parent.*?endstream", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BodyStream();

    [GeneratedRegex(@" Tf (?<x>\S+) (?<y>\S+) Td \(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TextPosition();
}
