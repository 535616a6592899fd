using System.Net.Mail;

namespace QontoEmulator.Api;

internal static class EmailAddress
{
    /// <summary>Whether a text is an address and nothing besides, such as a name in front of it.</summary>
    public static bool IsValid(string text) => MailAddress.TryCreate(text, out var address) && address.Address == text;
}
