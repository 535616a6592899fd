using System.Collections.Frozen;
using System.Globalization;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.BankAccounts;

/// <summary>IBANs: judged as they come from outside, and made for accounts that nobody has, with right check digits around a counter.</summary>
internal static class Iban
{
    private const string QontoBank = "16958";

    /// <summary>IBANs of new accounts count on from here, past all that seeds take.</summary>
    private const int FirstNew = 100_000;

    /// <summary>The countries of the SEPA scheme and how long their IBANs are. Territories such as Réunion use the country's.</summary>
    private static readonly FrozenDictionary<string, int> SepaLengths =
        ("AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GI23 GR27 HR21 HU28 IE22 IS26 IT27 "
            + "LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22")
        .Split(' ').ToFrozenDictionary(country => country[..2], country => int.Parse(country.AsSpan(2), CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Those whose account numbers have no letters.</summary>
    private static readonly FrozenSet<string> DigitsOnly = "AT BE CZ DE DK EE ES FI HR HU IS LT ME NO PL PT RS SE SI SK VA".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Qonto's own banks by the start of the account number.</summary>
    private static readonly (string Country, string Code, string Bic)[] QontoBics =
    [
        ("FR", QontoBank, "QNTOFRP1XXX"), ("DE", "10010123", "QNTODEB2XXX"), ("IT", "X3609201600", "QNTOITM2XXX"), ("ES", "68880001", "QNTOESB2XXX"),
    ];

    /// <summary>As it is kept: without spaces, in capitals.</summary>
    public static string Normal(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <summary>Whether a normal IBAN has a form and check digits that can be.</summary>
    public static bool IsValid(string iban) =>
        iban.Length is >= 15 and <= 34 && char.IsAsciiLetterUpper(iban[0]) && char.IsAsciiLetterUpper(iban[1]) && char.IsAsciiDigit(iban[2]) && char.IsAsciiDigit(iban[3])
        && iban.All(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))
        && (!SepaLengths.TryGetValue(iban[..2], out var length) || iban.Length == length)
        && (!DigitsOnly.Contains(iban[..2]) || iban.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0)
        && Remainder(iban[4..] + iban[..4]) == 1;

    /// <summary>Whether a valid IBAN belongs to a country that SEPA transfers reach.</summary>
    public static bool IsSepa(string iban) => SepaLengths.ContainsKey(iban[..2]);

    /// <summary>The BIC of an account at Qonto; of other banks no directory is at hand, so null.</summary>
    public static string? BicOf(string iban) => QontoBics.FirstOrDefault(bank => iban.StartsWith(bank.Country, StringComparison.Ordinal) && iban.AsSpan(4).StartsWith(bank.Code)).Bic;

    public static string OfQonto(int account) => French(QontoBank, account);

    /// <summary>A Qonto account in one of the countries that Qonto opens accounts in.</summary>
    public static string OfQonto(string country, int account) => country switch
    {
        "DE" => Checked("DE", string.Create(CultureInfo.InvariantCulture, $"10010123{account:0000000000}")),
        "IT" => Checked("IT", string.Create(CultureInfo.InvariantCulture, $"X3609201600{account:000000000000}")),
        "ES" => Checked("ES", string.Create(CultureInfo.InvariantCulture, $"68880001{account:000000000000}")),
        _ => OfQonto(account),
    };

    /// <summary>One that no account of the workspace has yet.</summary>
    public static string FreeOfQonto(Snapshot data, string country)
    {
        var taken = data.Table<BankAccount>().Rows.Select(row => row.Document.Iban).ToHashSet(StringComparer.Ordinal);
        var number = FirstNew + taken.Count;
        while (taken.Contains(OfQonto(country, number)))
            number++;
        return OfQonto(country, number);
    }

    public static string French(string bank, int account)
    {
        // The French account number ends in a key of its own: bank, branch, account and key make a multiple of 97.
        var key = 97 - (((89 * int.Parse(bank, CultureInfo.InvariantCulture)) + 15 + (3L * account)) % 97);
        return Checked("FR", string.Create(CultureInfo.InvariantCulture, $"{bank}00001{account:00000000000}{key:00}"));
    }

    /// <summary>ISO 7064: country and check digits moved to the end, letters as 10 to 35, leave 1 when divided by 97.</summary>
    public static string Checked(string country, string account) =>
        string.Create(CultureInfo.InvariantCulture, $"{country}{98 - Remainder(account + country + "00"):00}{account}");

    private static int Remainder(string digits)
    {
        var rest = 0;
        foreach (var letter in digits)
            rest = ((char.IsAsciiDigit(letter) ? rest * 10 : rest * 100) + (char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10)) % 97;
        return rest;
    }
}
