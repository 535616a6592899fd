using FsCheck;
using FsCheck.Fluent;
using QontoEmulator.Api;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Properties;

public sealed class MoneyTests
{
    private static readonly Arbitrary<long> Cents = ArbMap.Default.GeneratorFor<long>().Select(number => Math.Abs(number % 100_000_000_000_000)).ToArbitrary();

    [Fact]
    [Rule("P53")]
    public void What_is_written_is_read_again() => Prop.ForAll(Cents, cents => Money.TryParse(Money.Text(cents), out var read) && read == cents).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_digits_with_at_most_two_decimals_are_an_amount() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>(),
        text => text is null || Money.TryParse(text, out _) == System.Text.RegularExpressions.Regex.IsMatch(
            text, @"^[0-9]{1,12}(\.[0-9]{1,2})?\z", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))).QuickCheckThrowOnFailure();
}
