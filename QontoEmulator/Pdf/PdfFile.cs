using System.Buffers;
using System.Globalization;
using System.Text;

namespace QontoEmulator.Pdf;

/// <summary>
/// The file around the pages: numbered objects, their offsets and the trailer of PDF 1.4. Streams stay uncompressed and the optional file
/// id is left out, so that the same document is the same bytes on every machine.
/// </summary>
internal sealed class PdfFile
{
    private const int Catalog = 1;
    private const int PageTree = 2;
    private const int RegularFont = 3;
    private const int BoldFont = 4;
    private const int Information = 5;
    private const int FirstPage = 6;
    private const int ObjectsPerPage = 3;

    private readonly ArrayBufferWriter<byte> _file = new(16 * 1024);
    private readonly List<int> _offsets = [];

    private PdfFile()
    {
    }

    /// <summary>Writes a document of A4 pages, each of a body and a footer drawn over it.</summary>
    public static byte[] Write(string title, DateTimeOffset createdAt, IReadOnlyList<(PdfPage Body, PdfPage Footer)> pages)
    {
        var file = new PdfFile();
        file.WriteObjects(title, createdAt, pages);
        file.WriteTrailer();
        return file._file.WrittenSpan.ToArray();
    }

    private void WriteObjects(string title, DateTimeOffset createdAt, IReadOnlyList<(PdfPage Body, PdfPage Footer)> pages)
    {
        // Bytes above 127 in the second line tell programs that move files that this one is not text.
        _file.Write("%PDF-1.4\n%\u00e9\u00e9\n"u8);
        var kids = string.Join(' ', pages.Select((_, index) => $"{PageObject(index)} 0 R"));
        Object($"<< /Type /Catalog /Pages {PageTree} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>");
        Object($"<< /Type /Pages /Count {pages.Count} /Kids [{kids}] >>");
        Object(Font(PdfFont.Regular));
        Object(Font(PdfFont.Bold));
        Object($"<< /Title {TextString(title)} /Producer (QontoEmulator) /CreationDate (D:{Utc(createdAt)}Z) >>");
        for (var index = 0; index < pages.Count; index++)
        {
            var number = PageObject(index);
            Object($"<< /Type /Page /Parent {PageTree} 0 R /MediaBox [0 0 595.28 841.89] /Contents [{number + 1} 0 R {number + 2} 0 R]"
                + $" /Resources << /Font << /{PdfFont.Regular.Resource} {RegularFont} 0 R /{PdfFont.Bold.Resource} {BoldFont} 0 R >> >> >>");
            Stream(pages[index].Body.Content);
            Stream(pages[index].Footer.Content);
        }
    }

    private void WriteTrailer()
    {
        var start = _file.WrittenCount;
        Ascii($"xref\n0 {_offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in _offsets)
            Ascii($"{offset:D10} 00000 n \n");
        Ascii($"trailer\n<< /Size {_offsets.Count + 1} /Root {Catalog} 0 R /Info {Information} 0 R >>\nstartxref\n{start}\n%%EOF\n");
    }

    private static int PageObject(int index) => FirstPage + (index * ObjectsPerPage);

    private static string Font(PdfFont font) =>
        $"<< /Type /Font /Subtype /Type1 /BaseFont /{font.BaseName} /Encoding /WinAnsiEncoding >>";

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    // Metadata is not bound to WinAnsi: UTF-16 with its byte order mark.
    private static string TextString(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private void Object(string body)
    {
        _offsets.Add(_file.WrittenCount);
        Ascii($"{_offsets.Count} 0 obj\n{body}\nendobj\n");
    }

    private void Stream(ReadOnlySpan<byte> content)
    {
        _offsets.Add(_file.WrittenCount);
        Ascii($"{_offsets.Count} 0 obj\n<< /Length {content.Length} >>\nstream\n");
        _file.Write(content);
        Ascii("\nendstream\nendobj\n");
    }

    private void Ascii(string text) => Encoding.ASCII.GetBytes(text, _file);
}
