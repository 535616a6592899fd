using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace QontoEmulator.Pdf;

/// <summary>The drawing operators of (a layer of) one page. Points, with the origin at the bottom left.</summary>
internal sealed class PdfPage
{
    public const string Black = "0.11 0.11 0.13";
    public const string Grey = "0.42 0.42 0.46";
    public const string LightGrey = "0.86 0.86 0.88";
    public const string Violet = "0.38 0.23 0.86";

    private readonly ArrayBufferWriter<byte> _content = new(4096);

    public ReadOnlySpan<byte> Content => _content.WrittenSpan;

    /// <summary>Writes one line of WinAnsi text, its baseline at <paramref name="y"/>.</summary>
    public void Text(ReadOnlySpan<byte> text, double x, double y, PdfFont font, double size, string colour)
    {
        if (text.IsEmpty)
            return;
        Utf8.TryWrite(_content.GetSpan(128), CultureInfo.InvariantCulture,
            $"BT {colour} rg /{font.Resource} {size:0.##} Tf {x:0.##} {y:0.##} Td (", out var count);
        _content.Advance(count);
        var escaped = _content.GetSpan(text.Length * 2);
        count = 0;
        foreach (var character in text)
        {
            if (character is (byte)'(' or (byte)')' or (byte)'\\')
                escaped[count++] = (byte)'\\';
            escaped[count++] = character;
        }
        _content.Advance(count);
        _content.Write(") Tj ET\n"u8);
    }

    /// <summary>Writes one line of WinAnsi text that ends at <paramref name="right"/>.</summary>
    public void TextEndingAt(ReadOnlySpan<byte> text, double right, double y, PdfFont font, double size, string colour) =>
        Text(text, right - font.Width(text, size), y, font, size, colour);

    /// <summary>Draws a horizontal line.</summary>
    public void Rule(double left, double right, double y, double thickness, string colour)
    {
        Utf8.TryWrite(_content.GetSpan(128), CultureInfo.InvariantCulture,
            $"{colour} RG {thickness:0.##} w {left:0.##} {y:0.##} m {right:0.##} {y:0.##} l S\n", out var count);
        _content.Advance(count);
    }
}
