using System.Globalization;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.BankAccounts;

/// <summary>IBANs of accounts that nobody has: right check digits around a counter.</summary>
internal static class Iban
{
    private const string QontoBank = "16958";

    /// <summary>IBANs of new accounts count on from here, past all that seeds take.</summary>
    private const int FirstNew = 100_000;

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
    public static string Checked(string country, string account)
    {
        var rest = 0;
        foreach (var letter in account + country + "00")
            rest = ((char.IsAsciiDigit(letter) ? rest * 10 : rest * 100) + (char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10)) % 97;
        return string.Create(CultureInfo.InvariantCulture, $"{country}{98 - rest:00}{account}");
    }
}
