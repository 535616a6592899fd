namespace QontoEmulator.Seeding.Pictures;

/// <summary>Draws a till receipt: merchant, lines, total and a bar code, in a frame with a torn edge.</summary>
internal static class ReceiptPicture
{
    private const int Width = 160;
    private const int Height = 240;
    private const int Left = 14;
    private const int Right = Width - Left;
    private const int LettersPerLine = (Right - Left) / PixelFont.Advance;
    private const int LineHeight = 12;
    private const int BarCodeTop = 200;
    private const int BarCodeHeight = 20;
    // From the last line before the total to the bar code: dashes and letters of double height.
    private const int TotalHeight = 32;

    public static Bitmap Draw(string merchant, IReadOnlyList<string> lines)
    {
        var bitmap = new Bitmap(Width, Height);
        Edges(bitmap);
        var y = Merchant(bitmap, merchant, top: 14);
        for (var i = 0; i < lines.Count - 1; i++)
        {
            // A long receipt loses the end of its articles, never its total.
            if (y + LineHeight > BarCodeTop - TotalHeight)
                break;
            Line(bitmap, lines[i], y, pixelHeight: 1);
            y += LineHeight;
        }
        if (lines.Count > 0)
        {
            Dashes(bitmap, y + 1);
            Line(bitmap, lines[^1], y + 8, pixelHeight: 2);
        }
        BarCode(bitmap, merchant);
        return bitmap;
    }

    // Twice the size where the name fits into two such lines. Answers where the articles begin.
    private static int Merchant(Bitmap bitmap, string merchant, int top)
    {
        const int lettersOfLarge = LettersPerLine / 2;
        var scale = 2;
        var names = Break(merchant, lettersOfLarge);
        if (names.Count > 2 || names.Exists(name => name.Length > lettersOfLarge))
        {
            scale = 1;
            names = Break(merchant, LettersPerLine);
        }
        foreach (var name in names.Take(2))
        {
            var shown = Cut(name, LettersPerLine);
            bitmap.Text(shown, (Width - (shown.Length * PixelFont.Advance * scale) + scale) / 2, top, scale, scale);
            top += (PixelFont.Height * scale) + 5;
        }
        Dashes(bitmap, top + 3);
        return top + 12;
    }

    private static List<string> Break(string text, int letters)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= letters)
                lines[^1] += " " + word;
            else
                lines.Add(word);
        }
        return lines;
    }

    private static void Line(Bitmap bitmap, string line, int y, int pixelHeight)
    {
        var parts = line.Split('\t', 2);
        var right = parts.Length > 1 ? Cut(parts[1], LettersPerLine) : "";
        var room = LettersPerLine - right.Length - (right.Length > 0 ? 1 : 0);
        bitmap.Text(Cut(parts[0], Math.Max(room, 0)), Left, y, 1, pixelHeight);
        bitmap.Text(right, Right - (right.Length * PixelFont.Advance) + 1, y, 1, pixelHeight);
    }

    private static string Cut(string text, int letters) => text.Length <= letters ? text : text[..letters];

    private static void Dashes(Bitmap bitmap, int y)
    {
        for (var x = Left; x < Right; x += 8)
            bitmap.Fill(x, y, 4, 1);
    }

    private static void Edges(Bitmap bitmap)
    {
        const int margin = 4, tooth = 4;
        bitmap.Fill(margin, margin, Width - (2 * margin), 1);
        bitmap.Fill(margin, margin, 1, Height - (2 * margin) - tooth);
        bitmap.Fill(Width - margin - 1, margin, 1, Height - (2 * margin) - tooth);
        for (var x = margin; x < Width - margin; x++)
        {
            var depth = tooth - Math.Abs(((x - margin) % (2 * tooth)) - tooth);
            bitmap.Fill(x, Height - margin - tooth - 1 + depth, 1, 1);
        }
    }

    // Bars as wide as bits of the name say: looks like a bar code, means nothing.
    private static void BarCode(Bitmap bitmap, string merchant)
    {
        var x = Left + 10;
        for (var i = 0; x < Right - 12; i++)
        {
            var bits = merchant.Length == 0 ? i : merchant[i % merchant.Length] + i;
            var bar = 1 + (bits & 1) + ((bits >> 3) & 1);
            bitmap.Fill(x, BarCodeTop, bar, BarCodeHeight);
            x += bar + 1 + ((bits >> 1) & 1) + ((bits >> 2) & 1);
        }
    }
}
