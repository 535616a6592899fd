using System.Security.Cryptography;
using System.Text;
using QontoEmulator.Api;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Storage;

namespace QontoEmulator.WebApp;

/// <summary>The password of a user made here, as PBKDF2; its id is the user's. Seeded users share the setting user-password.</summary>
internal sealed record Password : Document
{
    public required byte[] Salt { get; init; }

    public required byte[] Hash { get; init; }
}

internal static class Passwords
{
    private const int Iterations = 100_000;

    public static bool IsRight(Call call, User user, string sent) => call.Data.Find<Password>(user.Id) is not null
        ? IsRight(call.Data, user.Id, sent)
        : Gate.SecretsEqual(sent, call.Http.RequestServices.GetRequiredService<Settings>().UserPassword);

    /// <summary>Of somebody who has a password of their own.</summary>
    public static bool IsRight(Snapshot data, Guid id, string sent) =>
        data.Find<Password>(id) is { } kept && CryptographicOperations.FixedTimeEquals(HashOf(sent, kept.Salt), kept.Hash);

    public static Password For(Call call, Guid userId, string password)
    {
        var salt = Convert.FromHexString(call.Workspace.Secrets.NextHex());
        return new() { Id = userId, Salt = salt, Hash = HashOf(password, salt) };
    }

    private static byte[] HashOf(string password, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, 32);
}
