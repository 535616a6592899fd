namespace QontoEmulator.Pdf;

/// <summary>Text in the encoding the standard fonts understand, and its division into lines.</summary>
internal static class PdfText
{
    private const byte Ellipsis = 0x85;

    // 0x80 to 0x9F of WinAnsi; the gaps are unassigned. Everything else in the encoding equals Unicode.
    private const string Specials = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    /// <summary>Text in WinAnsi: a character it does not have becomes a question mark, line feeds stay.</summary>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        var bytes = new byte[text.Length];
        var count = 0;
        foreach (var character in text)
        {
            // An emoji is two UTF-16 units and one question mark.
            if (!char.IsLowSurrogate(character))
                bytes[count++] = Encode(character);
        }
        return count == bytes.Length ? bytes : bytes[..count];
    }

    /// <summary>
    /// Breaks text into lines of at most <paramref name="width"/> points, at spaces where there are any and at line feeds always.
    /// What does not fit into <paramref name="maxLines"/> is replaced by an ellipsis. There is always one line, if an empty one.
    /// </summary>
    public static List<ReadOnlyMemory<byte>> Wrap(string text, PdfFont font, double size, double width, int maxLines = int.MaxValue)
    {
        var bytes = Encode(text.AsSpan().Trim());
        var limit = (int)(width * 1000 / size);
        var lines = new List<ReadOnlyMemory<byte>>(1);
        var start = 0;
        do
        {
            var end = LineEnd(bytes, start, font, limit);
            if (lines.Count == maxLines - 1 && end < bytes.Length)
            {
                lines.Add(Shorten(bytes.AsSpan(start, end - start), font, limit));
                break;
            }
            lines.Add(bytes.AsMemory(start, end - start));
            start = NextLine(bytes, end);
        }
        while (start < bytes.Length);
        return lines;
    }

    private static byte Encode(char character) => character switch
    {
        '\n' => (byte)'\n',
        < ' ' => (byte)' ',
        <= '~' or (>= '\u00a0' and <= '\u00ff') => (byte)character,
        // French amounts are grouped by narrow no-break spaces, which the encoding lacks.
        '\u202f' => 0xA0,
        _ => Specials.IndexOf(character, StringComparison.Ordinal) is >= 0 and var index ? (byte)(0x80 + index) : (byte)'?',
    };

    private static int LineEnd(byte[] text, int start, PdfFont font, int limit)
    {
        var used = 0;
        var lastSpace = -1;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\n')
                return i;
            used += font.Width(text[i]);
            if (text[i] == ' ')
                lastSpace = i;
            else if (used > limit)
                return lastSpace > start ? lastSpace : Math.Max(i, start + 1);
        }
        return text.Length;
    }

    private static int NextLine(byte[] text, int end)
    {
        while (end < text.Length && text[end] == ' ')
            end++;
        return end < text.Length && text[end] == '\n' ? end + 1 : end;
    }

    private static byte[] Shorten(ReadOnlySpan<byte> line, PdfFont font, int limit)
    {
        var used = font.Width(Ellipsis);
        var count = 0;
        while (count < line.Length && used + font.Width(line[count]) <= limit)
            used += font.Width(line[count++]);
        return [.. line[..count].TrimEnd((byte)' '), Ellipsis];
    }
}
