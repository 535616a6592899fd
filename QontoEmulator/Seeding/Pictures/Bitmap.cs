namespace QontoEmulator.Seeding.Pictures;

/// <summary>A black and white picture: one bit a pixel, white is 1, rows padded to whole bytes, as PNG wants them.</summary>
internal sealed class Bitmap
{
    public Bitmap(int width, int height)
    {
        Width = width;
        Height = height;
        Stride = (width + 7) / 8;
        Pixels = new byte[Stride * height];
        Array.Fill(Pixels, byte.MaxValue);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Bytes from one row to the next.</summary>
    public int Stride { get; }

    public byte[] Pixels { get; }

    /// <summary>Blackens a rectangle; what lies outside the picture is left out.</summary>
    public void Fill(int left, int top, int width, int height)
    {
        for (var y = Math.Max(top, 0); y < Math.Min(top + height, Height); y++)
        {
            for (var x = Math.Max(left, 0); x < Math.Min(left + width, Width); x++)
                Pixels[(y * Stride) + (x / 8)] &= (byte)~(0x80 >> (x % 8));
        }
    }

    /// <summary>Writes text, each pixel of a letter enlarged to the given width and height.</summary>
    public void Text(ReadOnlySpan<char> text, int left, int top, int pixelWidth = 1, int pixelHeight = 1)
    {
        foreach (var letter in text)
        {
            for (var row = 0; row < PixelFont.Height; row++)
            {
                for (var column = 0; column < PixelFont.Width; column++)
                {
                    if (PixelFont.Covers(letter, column, row))
                        Fill(left + (column * pixelWidth), top + (row * pixelHeight), pixelWidth, pixelHeight);
                }
            }
            left += PixelFont.Advance * pixelWidth;
        }
    }
}
