using System.Globalization;
using System.Text;

namespace QontoEmulator.Tests.Contract;

/// <summary>x-wire-format of common.yaml, checked on the bytes: a JSON reader would not see the difference.</summary>
internal static class WireFormat
{
    private static readonly string[] MayBeEscaped = ["003c", "003e", "0026", "2028", "2029"];

    public static IEnumerable<Violation> Check(byte[] json)
    {
        var text = Encoding.UTF8.GetString(json);
        foreach (var raw in "<>&\u2028\u2029".Where(raw => text.Contains(raw, StringComparison.Ordinal)))
            yield return new("", $"{Name(raw)} is written as it is, not as an escape");
        for (var at = text.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 1 < text.Length; at = text.IndexOf('\\', at + 2))
        {
            if (text[at + 1] != 'u' || at + 6 > text.Length) continue;
            var hex = text.Substring(at + 2, 4);
            var isControl = int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && code < 0x20;
            if (!isControl && !MayBeEscaped.Contains(hex, StringComparer.Ordinal))
                yield return new("", $"\\u{hex} is escaped, but is written as it is (in lower case where it may be escaped)");
        }
    }

    private static string Name(char raw) => raw < 128 ? raw.ToString() : $"U+{(int)raw:X4}";
}
