using System.Globalization;
using Ibans = QontoEmulator.Features.BankAccounts.Iban;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Accounts somewhere else in the SEPA area that nobody has: right check digits around a counter, which chooses the country as well.</summary>
internal static class OtherBanks
{
    /// <summary>No French bank has this code.</summary>
    private const string NoBank = "99999";

    public static string Iban(int account) => (account % 5) switch
    {
        3 => Ibans.Checked("DE", string.Create(CultureInfo.InvariantCulture, $"99999999{account:0000000000}")),
        4 => Ibans.Checked("LU", string.Create(CultureInfo.InvariantCulture, $"999{account:0000000000000}")),
        _ => Ibans.French(NoBank, account),
    };

    /// <summary>BIC of an invented bank in the country of the account.</summary>
    public static string Bic(int account) => (account % 5) switch
    {
        3 => "ZINVDEFFXXX",
        4 => "ZINVLULLXXX",
        _ => "ZINVFRPPXXX",
    };
}
