using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Bogus;

namespace QontoEmulator.Seeding.Generators;

/// <summary>The chance of one domain. Each domain has its own, so that a new domain changes no file of another one.</summary>
internal sealed class Chance
{
    /// <summary>Another number gives another company; this one is the committed seed's.</summary>
    private const int SeedNumber = 20_261_028;

    private readonly Randomizer random;

    private Chance(Randomizer random) => this.random = random;

    public static Chance For(string domain)
    {
        // String.GetHashCode differs from run to run; a digest does not.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{SeedNumber}/{domain}")));
        var faker = new Faker("fr") { Random = new Randomizer(BinaryPrimitives.ReadInt32BigEndian(digest) & int.MaxValue) };
        return new(faker.Random);
    }

    /// <summary>A UUID of version 4, as most ids of the real API are.</summary>
    public Guid Id() => Shaped(random.Guid(), 4);

    /// <summary>A UUID of version 7: 48 bits of Unix milliseconds, then chance.</summary>
    public Guid IdAt(DateTimeOffset created)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.Guid().TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(created.ToUnixTimeMilliseconds() >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], (uint)created.ToUnixTimeMilliseconds());
        return Shaped(new(bytes, bigEndian: true), 7);
    }

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => random.Number(least, most);

    public bool Odds(double share) => random.Double() < share;

    public double Share(double least, double most) => random.Double(least, most);

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Number(0, from.Count - 1)];

    /// <summary>An amount in cents, small ones more often than large ones, as purchases are.</summary>
    public long Cents(long least, long most)
    {
        var share = random.Double();
        return least + (long)((most - least) * share * share);
    }

    public string Digits(int count) => string.Create(count, random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = (char)('0' + random.Number(0, 9));
    });

    /// <summary>A time of day or a duration in whole milliseconds: so many hours at least, and less than so many.</summary>
    public TimeSpan Hours(int least, int below) => TimeSpan.FromMilliseconds(random.Number(least * 3_600_000, (below * 3_600_000) - 1));

    public TimeSpan Milliseconds(int least, int most) => TimeSpan.FromMilliseconds(random.Number(least, most));

    private static Guid Shaped(Guid chance, byte version)
    {
        Span<byte> bytes = stackalloc byte[16];
        chance.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)((bytes[6] & 0x0F) | (version << 4));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
