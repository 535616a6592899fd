using QontoEmulator.Features.BankAccounts;

namespace QontoEmulator.Tests.Features;

public sealed class IbanTests
{
    // The specimen of each country in the registry of IBANs.
    [Theory]
    [InlineData("AD1200012030200359100100")]
    [InlineData("AT611904300234573201")]
    [InlineData("BE68539007547034")]
    [InlineData("CH9300762011623852957")]
    [InlineData("DE89370400440532013000")]
    [InlineData("ES9121000418450200051332")]
    [InlineData("FR1420041010050500013M02606")]
    [InlineData("GB29NWBK60161331926819")]
    [InlineData("IT60X0542811101000000123456")]
    [InlineData("LU280019400644750000")]
    [InlineData("MT84MALT011000012345MTLCAST001S")]
    [InlineData("NL91ABNA0417164300")]
    [InlineData("NO9386011117947")]
    [InlineData("SM86U0322509800000000270100")]
    public void Ibans_of_sepa_countries_are_valid_and_every_changed_digit_is_found(string iban)
    {
        (Iban.IsValid(iban), Iban.IsSepa(iban)).Should().Be((true, true));
        for (var place = 2; place < iban.Length; place++)
        {
            if (char.IsAsciiDigit(iban[place]))
                Iban.IsValid($"{iban[..place]}{(iban[place] - '0' + 1) % 10}{iban[(place + 1)..]}").Should().BeFalse("digit {0} is another one", place);
        }
    }

    [Theory]
    [InlineData("TR330006100519786457841326")]
    [InlineData("SA0380000000608010167519")]
    public void Ibans_of_other_countries_are_valid_but_not_sepa(string iban) => (Iban.IsValid(iban), Iban.IsSepa(iban)).Should().Be((true, false));

    [Theory]
    [InlineData("")]
    [InlineData("FR")]
    [InlineData("FR14")]
    [InlineData("12345678901234567890")]
    [InlineData("DE8937040044053201300")]
    [InlineData("DE893704004405320130000")]
    [InlineData("de89370400440532013000")]
    [InlineData("DE89 3704 0044 0532 0130 00")]
    [InlineData("DE89370400440532013OOO")]
    [InlineData("DÉ89370400440532013000")]
    [InlineData("DE٨٩370400440532013000")]
    public void What_is_none_is_not_valid(string text) => Iban.IsValid(text).Should().BeFalse();

    [Theory]
    [InlineData(" de89 3704 0044\t0532 0130 00 ", "DE89370400440532013000")]
    [InlineData("\u00a0FR14\u202f2004", "FR142004")]
    public void Spaces_and_case_do_not_count(string text, string normal) => Iban.Normal(text).Should().Be(normal);

    [Theory]
    [InlineData("FR", "QNTOFRP1XXX")]
    [InlineData("DE", "QNTODEB2XXX")]
    [InlineData("IT", "QNTOITM2XXX")]
    [InlineData("ES", "QNTOESB2XXX")]
    public void Accounts_at_qonto_tell_their_bic(string country, string bic)
    {
        var iban = Iban.OfQonto(country, 7);

        (Iban.IsValid(iban), Iban.BicOf(iban)).Should().Be((true, bic));
        Iban.BicOf("LU280019400644750000").Should().BeNull();
    }
}
