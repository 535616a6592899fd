using QontoEmulator.Features.PayeeVerification;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Features;

[Rule("P33")]
public sealed class PayeeNameTests
{
    [Theory]
    [InlineData("Apolline Chimérand", "Apolline Chimérand")]
    [InlineData("Apolline Chimérand", "CHIMERAND apolline")]
    [InlineData("Apolline Chimérand", "  Apolline,  Chime\u0301rand. ")]
    [InlineData("Maître Codex, avocat", "maitre codex (avocat)")]
    [InlineData("Foncière des Marronniers-Bleus", "Fonciere des Marronniers Bleus")]
    [InlineData("Eisenhandel Grünspan", "EISENHANDEL GRUNSPAN")]
    [InlineData("Liesel Wolkenfuß", "Liesel Wolkenfuss")]
    [InlineData("Hierros Ñandú", "hierros nandu")]
    [InlineData("Łukasz Żółć", "Zolc Lukasz")]
    [InlineData("Œuvre & Cie", "OEUVRE CIE")]
    [InlineData("Chiffre-Mieux", "Chiffremieux")]
    public void Case_accents_punctuation_and_order_do_not_count(string known, string given) => Compare(known, given).Should().Be(nameof(MatchResult.Match));

    [Theory]
    [InlineData("Nordlicht Werkzeug GmbH", "Nordlicht Werkzeuge GmbH")]
    [InlineData("Aciers Volcan", "Acier Volcan")]
    [InlineData("Aciers Volcan", "Volkan Aciers")]
    [InlineData("Apolline Chimérand", "Chimérand")]
    [InlineData("Apolline Chimérand", "A. Chimérand")]
    [InlineData("Apolline Chimérand", "chimerand a")]
    public void A_typing_mistake_or_a_missing_first_name_is_close(string known, string given) => Compare(known, given).Should().Be(nameof(MatchResult.CloseMatch));

    [Theory]
    [InlineData("Apolline Chimérand", "Barnabé Volauvent")]
    [InlineData("Apolline Chimérand", "Apolline")]
    [InlineData("Apolline Chimérand", "B. Chimérand")]
    [InlineData("Aciers Volcan", "Aciers Volcan Participations")]
    [InlineData("Aciers Volcan", "???")]
    [InlineData("ACME", "ACNE")]
    public void Anything_else_is_another_name(string known, string given) => Compare(known, given).Should().Be(nameof(MatchResult.NoMatch));

    private static string Compare(string known, string given) => new PayeeName(known).Compare(new(given)).ToString();
}
