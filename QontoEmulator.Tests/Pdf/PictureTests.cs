using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using QontoEmulator.Seeding.Pictures;

namespace QontoEmulator.Tests.Pdf;

public sealed class PictureTests
{
    private const int Width = 160;
    private const int Height = 240;
    private const int RowLength = 1 + (Width / 8);

    private static readonly byte[] Receipt = Png.Receipt("Café du Port", ["14/03/2026  12:41", "2 x Espresso\t9.20 €", "Total\t9.20 €"]);

    [Fact]
    public void A_receipt_has_the_signature_and_the_chunks_of_a_png()
    {
        Receipt.Take(8).Should().Equal(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A);
        Chunks(Receipt).Select(chunk => chunk.Type).Should().Equal("IHDR", "IDAT", "IEND");
        Receipt.Length.Should().BeLessThan(6 * 1024);
    }

    [Fact]
    public void The_header_gives_the_size_and_one_bit_a_pixel()
    {
        var header = Chunks(Receipt)[0].Data;

        BinaryPrimitives.ReadInt32BigEndian(header).Should().Be(Width);
        BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)).Should().Be(Height);
        header[8..].Should().Equal(1, 0, 0, 0, 0);
    }

    [Fact]
    public void Every_checksum_is_right()
    {
        foreach (var (type, data, crc) in Chunks(Receipt))
            crc.Should().Be(BitwiseCrc([.. Encoding.ASCII.GetBytes(type), .. data]), "of {0}", type);
    }

    [Fact]
    public void The_pixels_decode_to_a_picture_of_black_on_white()
    {
        var rows = Inflate(Chunks(Receipt)[1].Data);

        rows.Should().HaveCount(RowLength * Height);
        Enumerable.Range(0, Height).Should().OnlyContain(row => rows[row * RowLength] == 0, "no row is filtered");
        var white = rows.Sum(value => int.PopCount(value));
        white.Should().BeInRange(Width * Height * 3 / 4, Width * Height * 19 / 20);
    }

    [Fact]
    public void A_picture_longer_than_one_stored_block_decodes_too()
    {
        var rows = Inflate(Chunks(Png.Encode(new Bitmap(1000, 1000)))[1].Data);

        rows.Should().HaveCount(126 * 1000);
    }

    [Fact]
    public void The_same_receipt_is_the_same_bytes_and_another_is_not()
    {
        Png.Receipt("Café du Port", ["14/03/2026  12:41", "2 x Espresso\t9.20 €", "Total\t9.20 €"]).Should().Equal(Receipt);
        Png.Receipt("Café du Port", ["14/03/2026  12:41", "2 x Espresso\t9.20 €", "Total\t9.30 €"]).Should().NotEqual(Receipt);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("Donaudampfschifffahrtsgesellschaft mit beschränkter Haftung", 40)]
    public void Any_merchant_and_number_of_lines_can_be_drawn(string merchant, int lines)
    {
        var receipt = Png.Receipt(merchant, [.. Enumerable.Repeat("A very long article with a 漢 name\t1 234 567 890.00 €", lines)]);

        Inflate(Chunks(receipt)[1].Data).Should().HaveCount(RowLength * Height);
    }

    [Fact]
    public void Letters_are_drawn_as_they_look()
    {
        var rows = Enumerable.Range(0, PixelFont.Height)
            .Select(row => string.Concat(Enumerable.Range(0, PixelFont.Width).Select(column => PixelFont.Covers('é', column, row) ? '#' : '.')));

        rows.Should().Equal("#####", "#....", "#....", "####.", "#....", "#....", "#####");
    }

    [Fact]
    public void The_photo_of_a_receipt_is_a_small_baseline_jpeg()
    {
        var photo = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "seed-data", "assets", "receipt.jpg"));

        photo.Length.Should().BeLessThan(6 * 1024);
        photo.Take(2).Should().Equal(0xFF, 0xD8);
        photo.TakeLast(2).Should().Equal(0xFF, 0xD9);
        // The segment of baseline frames: its length, 8 bits a sample, height 192, width 144.
        photo.AsSpan().IndexOf<byte>([0xFF, 0xC0, 0, 17, 8, 0, 192, 0, 144]).Should().BePositive();
    }

    private static List<(string Type, byte[] Data, uint Crc)> Chunks(byte[] png)
    {
        var chunks = new List<(string, byte[], uint)>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var end = at + 8 + length;
            chunks.Add((Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..end], BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(end))));
            at = end + 4;
        }
        return chunks;
    }

    // ZLibStream checks the Adler-32 at the end.
    private static byte[] Inflate(byte[] data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }

    // Bit by bit as the PNG specification defines it, without the table the product has.
    private static uint BitwiseCrc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }
}
