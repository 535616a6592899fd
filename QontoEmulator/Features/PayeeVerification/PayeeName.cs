using System.Text;

namespace QontoEmulator.Features.PayeeVerification;

/// <summary>A name as banks compare it (P33): its words without case, accents and punctuation.</summary>
internal sealed class PayeeName
{
    /// <summary>Letters that may differ in a close match, at most; a short name allows fewer.</summary>
    private const int MostTypingMistakes = 2;

    private const int LettersPerMistake = 5;

    // Decomposing letters takes culture data, which this program runs without.
    private static readonly (string Accented, string Plain)[] Letters =
    [
        ("àáâãäåāăą", "a"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"),
        ("ĺļľŀł", "l"), ("ñńņňŉ", "n"), ("òóôõöøōŏő", "o"), ("ŕŗř", "r"), ("śŝşšș", "s"), ("ţťŧț", "t"), ("ùúûüũūŭůűų", "u"), ("ŵ", "w"), ("ýÿŷ", "y"),
        ("źżž", "z"), ("æ", "ae"), ("œ", "oe"), ("ß", "ss"), ("þ", "th"),
    ];

    private static readonly Dictionary<char, string> PlainLetters =
        Letters.SelectMany(letters => letters.Accented.Select(letter => KeyValuePair.Create(letter, letters.Plain))).ToDictionary(pair => pair.Key, pair => pair.Value);

    private readonly string[] words;

    public PayeeName(string name) => words = Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a bank that knows this name says of another one.</summary>
    public MatchResult Compare(PayeeName given)
    {
        if (Sorted(words) == Sorted(given.words) || Joined(words) == Joined(given.words))
            return MatchResult.Match;
        return IsShortOf(given) || IsMistyped(Joined(words), Joined(given.words)) || IsMistyped(Sorted(words), Sorted(given.words))
            ? MatchResult.CloseMatch
            : MatchResult.NoMatch;
    }

    /// <summary>Whether the other one lacks the first name, or has its initial only.</summary>
    private bool IsShortOf(PayeeName given)
    {
        if (words.Length < 2)
            return false;
        var others = Sorted(words[1..]);
        return Sorted(given.words) == others || Sorted([words[0][..1], .. words[1..]]) == Sorted(given.words);
    }

    private static bool IsMistyped(string one, string other)
    {
        var allowed = Math.Min(MostTypingMistakes, Math.Min(one.Length, other.Length) / LettersPerMistake);
        return allowed > 0 && Math.Abs(one.Length - other.Length) <= allowed && Distance(one, other) <= allowed;
    }

    /// <summary>Letters to add, drop or change (Levenshtein).</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }

    private static string Joined(string[] words) => string.Concat(words);

    private static string Sorted(string[] words) => string.Join(' ', words.Order(StringComparer.Ordinal));

    private static string Fold(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.ToLowerInvariant())
        {
            if (PlainLetters.TryGetValue(letter, out var known))
                plain.Append(known);
            else if (char.IsLetterOrDigit(letter))
                plain.Append(letter);
            else if (char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark)
                plain.Append(' ');
        }

        return plain.ToString();
    }
}
