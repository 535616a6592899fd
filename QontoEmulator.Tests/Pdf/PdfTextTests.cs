using System.Text;
using QontoEmulator.Pdf;

namespace QontoEmulator.Tests.Pdf;

public sealed class PdfTextTests
{
    private const string Sentence = "Virement reçu de la Société Générale d’Équipement pour la facture du mois de février";

    [Theory]
    [InlineData("éüßñ", new byte[] { 0xE9, 0xFC, 0xDF, 0xF1 })]
    [InlineData("€–’…Œ", new byte[] { 0x80, 0x96, 0x92, 0x85, 0x8C })]
    [InlineData("a\tb\nc", new byte[] { (byte)'a', (byte)' ', (byte)'b', (byte)'\n', (byte)'c' })]
    [InlineData("1\u202f000", new byte[] { (byte)'1', 0xA0, (byte)'0', (byte)'0', (byte)'0' })]
    [InlineData("Łódź", new byte[] { (byte)'?', 0xF3, (byte)'d', (byte)'?' })]
    [InlineData("日\u0081🙂", new byte[] { (byte)'?', (byte)'?', (byte)'?' })]
    public void Text_is_written_in_the_encoding_of_the_fonts(string text, byte[] expected)
    {
        PdfText.Encode(text).Should().Equal(expected);
    }

    [Fact]
    public void Widths_are_those_of_helvetica()
    {
        PdfFont.Regular.Width(PdfText.Encode("Solde : 1 234,56 €"), 10).Should().BeApproximately(81.17, 0.001);
        PdfFont.Bold.Width(PdfText.Encode("Wij"), 1000).Should().Be(944 + 278 + 278);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(333)]
    public void Lines_fit_the_width_and_lose_no_word(double width)
    {
        var lines = PdfText.Wrap(Sentence, PdfFont.Regular, 9, width);

        lines.Should().AllSatisfy(line => PdfFont.Regular.Width(line.Span, 9).Should().BeLessThanOrEqualTo(width));
        string.Join(' ', lines.Select(Decode)).Should().Be(Decode(PdfText.Encode(Sentence)));
    }

    [Fact]
    public void A_word_longer_than_the_line_is_broken()
    {
        var lines = PdfText.Wrap(new string('W', 50), PdfFont.Bold, 10, 100);

        lines.Select(line => line.Length).Should().Equal(10, 10, 10, 10, 10);
    }

    [Fact]
    public void A_character_wider_than_the_line_still_gets_one()
    {
        PdfText.Wrap("WW", PdfFont.Bold, 10, 1).Should().HaveCount(2);
    }

    [Fact]
    public void What_does_not_fit_becomes_an_ellipsis()
    {
        var lines = PdfText.Wrap(Sentence, PdfFont.Regular, 9, 100, maxLines: 2);

        lines.Should().HaveCount(2).And.AllSatisfy(line => PdfFont.Regular.Width(line.Span, 9).Should().BeLessThanOrEqualTo(100));
        lines[1].Span[^1].Should().Be(0x85);
    }

    [Fact]
    public void Line_feeds_always_break()
    {
        PdfText.Wrap("12 rue de la Paix\r\n\n75002 Paris\n", PdfFont.Regular, 9, 300).Select(Decode)
            .Should().Equal("12 rue de la Paix", "", "75002 Paris");
    }

    [Fact]
    public void No_text_is_one_empty_line()
    {
        PdfText.Wrap("", PdfFont.Regular, 9, 100).Should().ContainSingle().Which.Length.Should().Be(0);
    }

    private static string Decode(ReadOnlyMemory<byte> line) => Decode(line.ToArray());

    private static string Decode(byte[] line) => Encoding.Latin1.GetString(line).TrimEnd();
}
