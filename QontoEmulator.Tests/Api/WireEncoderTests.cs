using System.Text;
using System.Text.Json;
using Bogus;
using QontoEmulator.Api;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Api;

[Rule("A52")]
public sealed class WireEncoderTests
{
    [Theory]
    [InlineData("a<b>&c", @"a\u003cb\u003e\u0026c")]
    [InlineData("line\u2028paragraph\u2029end", @"line\u2028paragraph\u2029end")]
    [InlineData("Chimérand – 12,00 €", "Chimérand – 12,00 €")]
    [InlineData("💥 和 \u00a0 \u007f \ufeff ' ` + /", "💥 和 \u00a0 \u007f \ufeff ' ` + /")]
    [InlineData("\"\\", @"\""\\")]
    [InlineData("\b\f\n\r\t", @"\b\f\n\r\t")]
    [InlineData("\0\u0001\u000b\u001f", @"\u0000\u0001\u000b\u001f")]
    [InlineData("", "")]
    public void Text_is_escaped_as_gos_encoder_does(string text, string written) => Written(text).Should().Be(written);

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character()
    {
        foreach (var broken in new[] { "a\ud83d", "\ud83da", "a\udca5", "\udca5\ud83d", "\ud83d\ud83d" })
            Written(broken).Should().Be(string.Concat(broken.Select(c => char.IsSurrogate(c) ? '\ufffd' : c)));
    }

    [Fact]
    public void Names_are_escaped_as_values_are() =>
        Encoding.UTF8.GetString(Answer.JsonBytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("é<", "é<"u8);
            writer.WriteEndObject();
        })).Should().Be(@"{""é\u003c"":""é\u003c""}");

    [Fact]
    public void Random_text_is_written_as_the_rules_say_and_read_back_as_it_was()
    {
        var random = new Randomizer(52);
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Int(0, 40)).Select(_ => Piece(random)));

            var written = Written(text);

            written.Should().Be(string.Concat(text.EnumerateRunes().Select(AsGoWrites)));
            JsonDocument.Parse($"\"{written}\"").RootElement.GetString().Should().Be(text);
        }
    }

    private static string Piece(Randomizer random) => random.Int(0, 4) switch
    {
        0 => new Rune(random.Int(0, 0x7f)).ToString(),
        1 => random.ArrayElement(["<", ">", "&", "\"", "\\", "\u2028", "\u2029", "\u2027", "\u202a"]),
        2 => new Rune(random.Int(0x80, 0xd7ff)).ToString(),
        3 => new Rune(random.Int(0xe000, 0xffff)).ToString(),
        _ => new Rune(random.Int(0x10000, 0x10ffff)).ToString(),
    };

    private static string AsGoWrites(Rune rune) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < 0x20 or '<' or '>' or '&' or 0x2028 or 0x2029 => $"\\u{rune.Value:x4}",
        _ => rune.ToString(),
    };

    private static string Written(string text)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(text, Json.Wire());
        return Encoding.UTF8.GetString(json)[1..^1];
    }
}
