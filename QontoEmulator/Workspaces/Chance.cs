using System.Buffers.Binary;

namespace QontoEmulator.Workspaces;

/// <summary>Random-looking values that guard nothing, such as trace ids: fast, and free to be called by many threads.</summary>
internal sealed class Chance(ulong seed)
{
    /// <summary>What splitmix64 counts by.</summary>
    public const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>32 lower-case hex digits.</summary>
    public string NextHex()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>A UUIDv4.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    private void Fill(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
    }

    private ulong Next() => Spread(Interlocked.Add(ref state, Step));

    /// <summary>The finaliser of splitmix64: spreads a counter over all bits.</summary>
    public static ulong Spread(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
