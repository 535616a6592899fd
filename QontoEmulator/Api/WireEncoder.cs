using System.Text;
using System.Text.Encodings.Web;

namespace QontoEmulator.Api;

/// <summary>
/// Escapes JSON text as Go's encoder does, because the real API is written in Go: <c>&lt; &gt; &amp;</c>, U+2028 and U+2029 as
/// \uXXXX, quotes, backslashes and control characters as JSON demands, every other character raw (x-wire-format, A52).
/// </summary>
internal sealed unsafe class WireEncoder : JavaScriptEncoder
{
    public static readonly WireEncoder Instance = new(asGo: true);

    /// <summary>Escapes only what JSON demands, as most other encoders do.</summary>
    public static readonly WireEncoder Plain = new(asGo: false);

    private readonly bool asGo;

    private WireEncoder(bool asGo) => this.asGo = asGo;

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar is < 0x20 or '"' or '\\' || (asGo && unicodeScalar is '<' or '>' or '&' or 0x2028 or 0x2029);

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            // A lone surrogate is no character; the base class writes U+FFFD for it.
            if (char.IsHighSurrogate(text[i]) && i + 1 < textLength && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]) || WillEncode(text[i]))
                return i;
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var target = new Span<char>(buffer, bufferLength);
        if (!WillEncode(unicodeScalar))
            return new Rune(unicodeScalar).TryEncodeToUtf16(target, out numberOfCharactersWritten);

        string escaped = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            _ => $"\\u{unicodeScalar:x4}",
        };
        numberOfCharactersWritten = escaped.Length;
        return escaped.TryCopyTo(target);
    }
}
