using System.Text;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Names as addresses and file names write them: small ASCII letters and digits, with hyphens between words.</summary>
internal static class PlainName
{
    // Decomposing letters takes culture data, which this program runs without.
    private const string Accented = "àâäçéèêëîïñôöùûü";
    private const string Plain = "aaaceeeeiinoouuu";

    public static string Of(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.ToLowerInvariant().Replace("œ", "oe", StringComparison.Ordinal))
        {
            var place = Accented.IndexOf(letter, StringComparison.Ordinal);
            var known = place >= 0 ? Plain[place] : letter;
            if (char.IsAsciiLetterOrDigit(known))
                plain.Append(known);
            else if (plain is [.., not '-'])
                plain.Append('-');
        }

        return plain.ToString().TrimEnd('-');
    }
}
