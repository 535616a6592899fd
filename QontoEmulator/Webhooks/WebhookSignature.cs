using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QontoEmulator.Webhooks;

/// <summary>The header that proves where a delivery comes from (C33).</summary>
internal static class WebhookSignature
{
    public const string Header = "X-Qonto-Signature";

    /// <param name="secret">The key, taken as the UTF-8 text it is, prefix included.</param>
    /// <param name="at">When it is signed; receivers refuse what is older than five minutes, so every try is signed afresh.</param>
    /// <param name="body">The bytes as they are sent.</param>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={time},v1={Convert.ToHexStringLower(mac)}";
    }
}
