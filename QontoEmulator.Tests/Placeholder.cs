namespace QontoEmulator.Tests;

public sealed class Placeholder
{
    [Fact]
    public void It_runs() => true.Should().BeTrue();
}
