using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using QontoEmulator.Pdf;

namespace QontoEmulator.Tests.Pdf;

/// <summary>
/// Reads documents with poppler's pdftotext, as someone else's program would. Skipped where it is not installed, unless REQUIRE_POPPLER=1.
/// </summary>
public sealed partial class PdfReadingTests
{
    [Fact]
    public async Task Accents_and_the_euro_sign_can_be_read()
    {
        const string text = "Élodie Müller, Großstraße 5, España – c’est 1 234,50 € (100 %) \\ „Œuvre“";
        var document = new PdfDocument("Reçu", PdfSamples.CreatedAt).Text(text).Text("Gras : ÀÈÙ", bold: true);

        (await Read(document)).Should().Contain("Reçu").And.Contain(text).And.Contain("Gras : ÀÈÙ").And.Contain("Page 1 / 1");
    }

    [Fact]
    public async Task Every_row_of_a_long_table_can_be_read_in_order()
    {
        var pages = await Pages(PdfSamples.Statement(100));

        pages.Should().HaveCountGreaterThan(2);
        CounterpartyName().Matches(string.Concat(pages)).Select(match => match.Value)
            .Should().Equal(Enumerable.Range(1, 100).Select(PdfSamples.Counterparty));
    }

    [Fact]
    public async Task Every_page_has_the_title_the_column_titles_and_its_number()
    {
        var pages = await Pages(PdfSamples.Statement(100));

        for (var i = 0; i < pages.Length; i++)
        {
            pages[i].Should().Contain("Account statement – March 2026").And.Contain("Counterparty")
                .And.Contain("Atelier Lumière SAS").And.Contain($"Page {i + 1} / {pages.Length}");
        }
    }

    [Fact]
    public async Task A_long_cell_is_wrapped_and_then_cut()
    {
        var words = string.Join(' ', Enumerable.Range(1, 60).Select(number => $"w{number:D2}"));
        var document = new PdfDocument("Cells", PdfSamples.CreatedAt).Table([new("A", 1), new("B", 3)], [[words, "short"]]);

        var text = await Read(document);
        text.Should().Contain("w01 w02").And.Contain("…").And.Contain("short").And.NotContain("w60");
    }

    [Fact]
    public async Task Labels_stand_beside_their_values()
    {
        var document = new PdfDocument("IBAN certificate", PdfSamples.CreatedAt)
            .Pairs(("Address", "12 rue de la Paix\n75002 Paris"), ("BIC", "QNTOFRP1XXX"));

        Spaces().Replace(await Read(document), " ").Should().Contain("Address 12 rue de la Paix").And.Contain("BIC QNTOFRP1XXX");
    }

    private static async Task<string[]> Pages(PdfDocument document) => (await Read(document)).TrimEnd('\f').Split('\f');

    private static async Task<string> Read(PdfDocument document)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var pdftotext = Start();
        var errors = pdftotext.StandardError.ReadToEndAsync(cancellation);
        var text = pdftotext.StandardOutput.ReadToEndAsync(cancellation);
        await pdftotext.StandardInput.BaseStream.WriteAsync(document.ToBytes(), cancellation);
        pdftotext.StandardInput.Close();
        await pdftotext.WaitForExitAsync(cancellation);
        (await errors).Should().BeEmpty();
        pdftotext.ExitCode.Should().Be(0);
        return await text;
    }

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", "-", "-"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
        }
        catch (Win32Exception) when (Environment.GetEnvironmentVariable("REQUIRE_POPPLER") is not "1")
        {
            Assert.Skip("pdftotext is not on PATH; Debian has it in poppler-utils");
            throw;
        }
    }

    [GeneratedRegex(@"Société No\. \d{3} \(groupe\)", RegexOptions.None, 1000)]
    private static partial Regex CounterpartyName();

    [GeneratedRegex(@"[ ]+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
