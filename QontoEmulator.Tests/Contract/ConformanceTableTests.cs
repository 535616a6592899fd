namespace QontoEmulator.Tests.Contract;

public sealed class ConformanceTableTests
{
    private static readonly Coverage Nothing = new(Coverage.Keys([]), _ => false, (_, _, _) => false, Coverage.Keys([]));

    [Fact]
    public void A_built_and_tested_operation_shows_as_such()
    {
        var coverage = new Coverage(
            Coverage.Keys([("GET", "/v2/labels/{label}")]),
            operation => operation.OperationId is "getLabel",
            (operation, status, code) => operation.OperationId is "getLabel" && (status, code) is (404, "not_found"),
            new HashSet<string>(["A32"], StringComparer.Ordinal));
        var lines = ConformanceTable.Write(coverage).Split('\n');

        lines.Should().ContainMatch("| GET `/v2/labels/{id}` | yes | yes | 1/1 | 1/* |");
        lines.Should().ContainMatch("| GET `/v2/labels` | no | no | 0/2 | 1/* |");
        lines.Should().ContainMatch("| labels | 1/2 | 1/2 | 1/3 | 1/9 |");
        lines.Should().ContainMatch("| **all** | 1/205 | 1/205 | 1/* | 1/* |");
    }

    [Fact]
    public void Rules_without_a_test_are_named_only_where_something_is_built()
    {
        var coverage = Nothing with { Routes = Coverage.Keys([("GET", "/v2/labels")]), RulesShown = new HashSet<string>(["A01"], StringComparer.Ordinal) };
        var text = ConformanceTable.Write(coverage);

        text.Should().Contain("- accounts: 62 of 63: A02, A03").And.Contain("- payments: 92 of 92\n").And.Contain("- platform (quirks): 58 of 58\n");
    }

    [Fact]
    public void Absent_rows_are_not_in_the_table() => ConformanceTable.Write(Nothing).Should().NotContain("/proof`");

    [Fact]
    public void A_difference_shows_the_lines_of_either_side() => CommittedText.Difference("a\nb", "a\nc").Should().Be("- b\n+ c");
}
