using System.Net;
using System.Net.Sockets;
using QontoEmulator.Webhooks;

namespace QontoEmulator.Features.WebhookSubscriptions;

/// <summary>Which receivers may be named (C30).</summary>
internal static class CallbackUrl
{
    public const int MaxLength = 512;

    /// <summary>An absolute http or https URL of bearable length. Whether anybody answers there is not looked at.</summary>
    public static Uri? Parse(string text) => text.Length <= MaxLength && text.All(c => c is > ' ' and not '\u007f')
        && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 ? url : null;

    /// <summary>Whether the real API would take it: https, on a host that the internet knows.</summary>
    public static bool IsPublicHttps(Uri url) => url.Scheme == "https" && (IPAddress.TryParse(url.DnsSafeHost, out var address) ? IsPublic(address) : IsPublic(url.DnsSafeHost));

    private static bool IsPublic(string host) => !WebhookSender.IsLoopback(host) && host.Contains('.', StringComparison.Ordinal)
        && !host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) && !host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);

    private static bool IsPublic(IPAddress given)
    {
        var address = given.IsIPv4MappedToIPv6 ? given.MapToIPv4() : given;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal && !address.Equals(IPAddress.IPv6Any);
        return address.GetAddressBytes() is not ([0 or 10 or 127, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [169, 254, ..]);
    }
}
