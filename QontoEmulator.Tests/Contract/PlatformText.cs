using System.Text.RegularExpressions;

namespace QontoEmulator.Tests.Contract;

/// <summary>What platform.md holds in a form that can be read: the quirks of section 14 and the numbers of the sections.</summary>
internal static partial class PlatformText
{
    public static IEnumerable<Quirk> Quirks(string text) =>
        from line in text.Split('\n')
        where QuirkRow().IsMatch(line)
        select line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim()).ToArray() into cell
        select new Quirk(cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[6], cell[7], cell[8]);

    /// <summary>"§3", "§3.3" and so on.</summary>
    public static IEnumerable<string> Sections(string text) => Heading().Matches(text).Select(match => "§" + match.Groups["number"].Value);

    [GeneratedRegex(@"^\| Q\d+ \| [a-z0-9-]+ \|", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuirkRow();

    [GeneratedRegex(@"^#{2,3} (?<number>\d+(\.\d+)?)\b", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
