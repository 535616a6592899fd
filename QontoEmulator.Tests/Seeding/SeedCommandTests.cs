using QontoEmulator.Seeding;

namespace QontoEmulator.Tests.Seeding;

public sealed class SeedCommandTests
{
    [Theory]
    [InlineData("seed")]
    [InlineData("seed make")]
    [InlineData("seed generate --size 5")]
    [InlineData("seed generate surplus")]
    [InlineData("seed generate --transactions")]
    [InlineData("seed generate --transactions many")]
    [InlineData("seed generate --transactions -5")]
    [InlineData("seed generate --transactions 999")]
    [InlineData("seed generate --transactions 99999999999")]
    [InlineData("seed generate --seed ../elsewhere")]
    [InlineData("seed generate --seed Default")]
    public void A_wrong_command_line_gets_one_sentence(string line)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());

        SeedCommand.Run(line.Split(' '), output, errors).Should().Be(2);

        output.ToString().Should().BeEmpty();
        errors.ToString().Trim().Should().EndWith(".").And.NotContain("\n");
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        var folder = Directory.CreateTempSubdirectory("no-seed-").FullName;
        var file = Path.Combine(folder, "letters.json");
        File.WriteAllText(file, "mine");
        var errors = new StringWriter();

        SeedCommand.Run(["seed", "generate", "--out", folder], TextWriter.Null, errors).Should().Be(1);

        errors.ToString().Should().Contain("something else than a seed");
        Directory.EnumerateFileSystemEntries(folder).Should().Equal(file);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_answer_says_what_was_written()
    {
        var folder = Directory.CreateTempSubdirectory("seed-").FullName;
        var output = new StringWriter();

        SeedCommand.Run(["seed", "generate", "--transactions", "1000", "--seed", "default", "--out", folder], output, TextWriter.Null).Should().Be(0);

        output.ToString().Should().Contain(folder).And.Contain("1000 transactions");
        Directory.Delete(folder, recursive: true);
    }
}
