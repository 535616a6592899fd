using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using QontoEmulator.Pdf;

namespace QontoEmulator.Tests.Pdf;

public sealed partial class PdfFileTests
{
    // One byte is one character, so that positions in the text are offsets in the file.
    private static readonly string File = Encoding.Latin1.GetString(PdfSamples.Statement(100).ToBytes());

    [Fact]
    public void A_file_starts_and_ends_as_a_pdf_does()
    {
        File.Should().StartWith("%PDF-1.4\n").And.EndWith("%%EOF\n");
    }

    [Fact]
    public void The_cross_reference_table_gives_the_offset_of_every_object()
    {
        var start = int.Parse(StartOfTable().Match(File).Groups["offset"].Value, CultureInfo.InvariantCulture);
        File[start..].Should().StartWith("xref\n");
        var offsets = TableEntry().Matches(File[start..]).Select(entry => int.Parse(entry.Groups["offset"].Value, CultureInfo.InvariantCulture)).ToList();

        offsets.Should().HaveCount(ObjectStart().Count(File));
        File.Should().Contain($"\nxref\n0 {offsets.Count + 1}\n0000000000 65535 f \n").And.Contain($"/Size {offsets.Count + 1} ");
        for (var i = 0; i < offsets.Count; i++)
            File[offsets[i]..].Should().StartWith($"{i + 1} 0 obj\n");
    }

    [Fact]
    public void Every_stream_is_as_long_as_it_says()
    {
        var streams = Stream().Matches(File);
        streams.Should().NotBeEmpty();
        foreach (Match stream in streams)
        {
            var length = int.Parse(stream.Groups["length"].Value, CultureInfo.InvariantCulture);
            File[(stream.Index + stream.Length + length)..].Should().StartWith("\nendstream\nendobj\n");
        }
    }

    [Fact]
    public void The_creation_date_is_the_one_given_in_utc()
    {
        File.Should().Contain("/CreationDate (D:20260401063015Z)");
    }

    [Fact]
    public void The_title_may_have_characters_the_fonts_lack()
    {
        var file = Encoding.Latin1.GetString(new PdfDocument("日 €", PdfSamples.CreatedAt).ToBytes());

        file.Should().Contain("/Title <FEFF65E5002020AC>").And.Contain("(? \u0080) Tj");
    }

    [Fact]
    public void The_same_document_is_the_same_bytes()
    {
        var document = PdfSamples.Statement(100);

        document.ToBytes().Should().Equal(Encoding.Latin1.GetBytes(File));
        document.ToBytes().Should().Equal(document.ToBytes());
    }

    [Fact]
    public void A_document_without_content_has_one_page()
    {
        var file = Encoding.Latin1.GetString(new PdfDocument("Empty", PdfSamples.CreatedAt).ToBytes());

        file.Should().Contain("/Count 1 ").And.Contain("(Page 1 / 1) Tj");
    }

    [GeneratedRegex(@"startxref\n(?<offset>\d+)\n%%EOF\n$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StartOfTable();

    [GeneratedRegex(@"^(?<offset>\d{10}) 00000 n $", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TableEntry();

    [GeneratedRegex(@"^\d+ 0 obj$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ObjectStart();

    [GeneratedRegex(@"<< /Length (?<length>\d+) >>\nstream\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stream();
}
