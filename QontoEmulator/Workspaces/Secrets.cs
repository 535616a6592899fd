using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace QontoEmulator.Workspaces;

/// <summary>Tokens and signatures of one workspace, all made from one secret that never leaves the process.</summary>
internal sealed class Secrets(byte[] key)
{
    // A kept key begins anew in every process; this keeps it from giving out the same tokens twice.
    private readonly byte[] once = RandomNumberGenerator.GetBytes(16);
    private long counter;

    /// <summary>What signatures are made from; it is kept with the workspace, so that URLs outlive a restart.</summary>
    public byte[] Key => key;

    public static Secrets Fresh() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>A token in Hydra's form: prefix, 43 base64url characters, a dot, 43 more.</summary>
    public string NextToken(string prefix) => $"{prefix}{Base64Url.EncodeToString(Next())}.{Base64Url.EncodeToString(Next())}";

    /// <summary>The token of an SCA session: 64 base64url characters.</summary>
    public string NextScaToken() => Base64Url.EncodeToString([.. Next(), .. Next().AsSpan(0, 16)]);

    /// <summary>32 hex digits that cannot be guessed.</summary>
    public string NextHex() => Convert.ToHexStringLower(Next().AsSpan(0, 16));

    /// <summary>The secret of a webhook subscription: a prefix and base64 of 32 bytes.</summary>
    public string NextWebhookSecret() => $"whsec_{Convert.ToBase64String(Next())}";

    /// <summary>A seed for values that guard nothing.</summary>
    public ulong NextSeed() => BinaryPrimitives.ReadUInt64LittleEndian(Next());

    /// <summary>HMAC-SHA256 of a text, as lower-case hex.</summary>
    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("sign:" + text)));

    private byte[] Next()
    {
        Span<byte> message = stackalloc byte[24];
        once.CopyTo(message);
        BinaryPrimitives.WriteInt64LittleEndian(message[16..], Interlocked.Increment(ref counter));
        return HMACSHA256.HashData(key, message);
    }
}
