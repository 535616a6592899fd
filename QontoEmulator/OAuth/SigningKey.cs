using System.Security.Cryptography;
using QontoEmulator.Storage;
using QontoEmulator.Workspaces;

namespace QontoEmulator.OAuth;

/// <summary>The RSA key of a workspace that id_tokens are signed with. Made when it is first needed, because that takes longer than everything else at start.</summary>
internal sealed record SigningKey : Document
{
    private const int Bits = 2048;

    private static readonly Guid TheId = new("00000000-0000-0000-0000-000000000002");

    /// <summary>In Hydra's form.</summary>
    public required string Kid { get; init; }

    /// <summary>The private key.</summary>
    public required byte[] Pkcs8 { get; init; }

    public static async ValueTask<SigningKey> Of(Workspace workspace)
    {
        if (workspace.Store.Current.Find<SigningKey>(TheId) is { } known)
            return known;
        using var rsa = RSA.Create(Bits);
        var made = new SigningKey { Id = TheId, Kid = $"private:{workspace.Chance.NextGuid()}", Pkcs8 = rsa.ExportPkcs8PrivateKey() };
        return await workspace.Store.Write(tx =>
        {
            // Another request may have been faster.
            if (tx.Find<SigningKey>(TheId) is { } first)
                return first;
            tx.Put(made);
            return made;
        });
    }

    public RSA Rsa()
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(Pkcs8, out _);
        return rsa;
    }
}
