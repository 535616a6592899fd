using System.Buffers.Binary;

namespace QontoEmulator.Seeding.Pictures;

/// <summary>
/// Writes PNG without a compressor: the pixels stand in stored blocks, so that the committed seed files are the same bytes whatever zlib
/// the machine that makes them has.
/// </summary>
internal static class Png
{
    private const int MaxStoredBlock = ushort.MaxValue;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(value => CrcEntry((uint)value))];

    /// <summary>A till receipt of 160 by 240 pixels, about 5 KB.</summary>
    /// <param name="merchant">The name at the top.</param>
    /// <param name="lines">What was bought and paid; a tab divides a line into its left and its right part, the last line is the total.</param>
    public static byte[] Receipt(string merchant, IReadOnlyList<string> lines) => Encode(ReceiptPicture.Draw(merchant, lines));

    /// <summary>Encodes a black and white picture.</summary>
    public static byte[] Encode(Bitmap bitmap)
    {
        using var png = new MemoryStream();
        png.Write([0x89, .. "PNG\r\n\u001a\n"u8]);

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, bitmap.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), bitmap.Height);
        // One bit of grey a pixel; compression, filter and interlace methods are all 0.
        header[8] = 1;
        WriteChunk(png, "IHDR"u8, header);
        WriteChunk(png, "IDAT"u8, Store(Scanlines(bitmap)));
        WriteChunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    // Each row begins with its filter, 0 for none.
    private static byte[] Scanlines(Bitmap bitmap)
    {
        var rows = new byte[(bitmap.Stride + 1) * bitmap.Height];
        for (var y = 0; y < bitmap.Height; y++)
            bitmap.Pixels.AsSpan(y * bitmap.Stride, bitmap.Stride).CopyTo(rows.AsSpan((y * (bitmap.Stride + 1)) + 1));
        return rows;
    }

    private static byte[] Store(ReadOnlySpan<byte> data)
    {
        using var zlib = new MemoryStream();
        var checksum = Adler32(data);
        zlib.Write([0x78, 0x01]);
        Span<byte> lengths = stackalloc byte[4];
        do
        {
            var block = data[..Math.Min(data.Length, MaxStoredBlock)];
            data = data[block.Length..];
            zlib.WriteByte(data.IsEmpty ? (byte)1 : (byte)0);
            BinaryPrimitives.WriteUInt16LittleEndian(lengths, (ushort)block.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(lengths[2..], (ushort)~block.Length);
            zlib.Write(lengths);
            zlib.Write(block);
        }
        while (!data.IsEmpty);
        WriteBigEndian(zlib, checksum);
        return zlib.ToArray();
    }

    private static void WriteChunk(MemoryStream png, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        WriteBigEndian(png, (uint)data.Length);
        png.Write(type);
        png.Write(data);
        WriteBigEndian(png, ~Crc(Crc(uint.MaxValue, type), data));
    }

    private static void WriteBigEndian(MemoryStream stream, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        stream.Write(bytes);
    }

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        uint low = 1, high = 0;
        foreach (var value in data)
        {
            low = (low + value) % 65521;
            high = (high + low) % 65521;
        }
        return (high << 16) | low;
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
            crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
        return crc;
    }

    private static uint CrcEntry(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        return value;
    }
}
