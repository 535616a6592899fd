using QontoEmulator.Api;
using QontoEmulator.Features.PayeeVerification;

namespace QontoEmulator.Features.Beneficiaries;

/// <summary>Who is being paid, as a body says it: inline in a transfer, or to be created.</summary>
internal sealed record Payee(string Name, string Iban, string? Bic, string? Email, string? ActivityTag)
{
    /// <summary>Characters of a name, as SEPA's scheme for verifying payees has it.</summary>
    public const int LongestName = 140;

    /// <summary>Reads a payee and refuses, all at once, what is missing or malformed in it.</summary>
    /// <param name="fields">The object that holds its fields.</param>
    /// <param name="outsideSepa">What an IBAN that SEPA does not reach is refused with; 400 invalid when absent.</param>
    public static Payee Read(BodyReader fields, ErrorKind? outsideSepa = null) => new(
        ReadName(fields, "name"), ReadIban(fields, outsideSepa ?? ErrorCatalog.Invalid), ReadBic(fields), ReadEmail(fields), fields.Text("activity_tag"));

    public static string ReadName(BodyReader fields, string property)
    {
        var name = fields.RequiredText(property);
        if (name.Length > LongestName)
            fields.Refuse(property, ErrorCatalog.Invalid, $"{property} must have at most {LongestName} characters");
        return name;
    }

    /// <summary>An e-mail address or null; an empty one counts as none.</summary>
    public static string? ReadEmail(BodyReader fields)
    {
        var email = fields.Text("email");
        if (email is { Length: > 0 } && !EmailAddress.IsValid(email))
            fields.Refuse("email", ErrorCatalog.Invalid);
        return string.IsNullOrEmpty(email) ? null : email;
    }

    private static string ReadIban(BodyReader fields, ErrorKind outsideSepa)
    {
        var iban = BankAccounts.Iban.Normal(fields.RequiredText("iban"));

        // One IBAN of the sandbox's own table has wrong check digits (P33).
        if (iban.Length > 0 && !BankAccounts.Iban.IsValid(iban) && !TestPayees.DefaultIbans.Contains(iban, StringComparer.Ordinal))
            fields.Refuse("iban", ErrorCatalog.Invalid);
        else if (iban.Length > 0 && !BankAccounts.Iban.IsSepa(iban))
            fields.Refuse("iban", outsideSepa, "iban is of a country outside SEPA");
        return iban;
    }

    // ISO 9362: bank, country, place, and perhaps a branch.
    private static string? ReadBic(BodyReader fields)
    {
        var bic = fields.Text("bic")?.Trim().ToUpperInvariant();
        if (bic is { Length: > 0 } && !(bic.Length is 8 or 11 && bic.All(char.IsAsciiLetterOrDigit) && bic[4..6].All(char.IsAsciiLetter)))
            fields.Refuse("bic", ErrorCatalog.Invalid);
        return string.IsNullOrEmpty(bic) ? null : bic;
    }
}
