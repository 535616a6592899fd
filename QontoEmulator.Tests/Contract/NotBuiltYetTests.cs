using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Contract;

public sealed class NotBuiltYetTests
{
    private static readonly EndpointRow Built = new(
        "labels", "GET", "/v2/labels/{id}", "yes", "organization.read", "none", Deprecated: false, "documented", "built", "no");
    private static readonly EndpointRow Absent = Built with { Path = "/v2/ghosts", Default = "absent" };

    [Fact]
    public void Routes_and_the_list_of_what_is_not_built_yet_cover_the_contract_exactly()
    {
        var path = CommittedText.Find(NotBuiltYet.Path);
        Assert.SkipWhen(path is null, "there is no source tree beside the tests");
        NotBuiltYet.Unknown(ContractFacts.Endpoints, BuiltRoutes.All).Should().BeEmpty("a route under the contract's paths has a row in endpoints.csv");

        var missing = NotBuiltYet.Lines(ContractFacts.Endpoints, Coverage.Keys(BuiltRoutes.All));
        var listed = CommittedText.Read(path!).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The list may only shrink by itself: what was built stays built.
        if (CommittedText.Updating && missing.All(line => listed.Contains(line, StringComparer.Ordinal)))
        {
            CommittedText.Write(path!, string.Concat(missing.Select(line => line + "\n")));
            listed = [.. missing];
        }

        listed.Except(missing, StringComparer.Ordinal).Should()
            .BeEmpty($"these are built, or no rows of the contract (UPDATE=1 takes them off {NotBuiltYet.Path})");
        missing.Except(listed, StringComparer.Ordinal).Should().BeEmpty($"these are neither built nor listed in {NotBuiltYet.Path}");
        listed.Should().Equal(missing, "the list is sorted and names nothing twice");
    }

    [Fact]
    public void A_row_is_built_when_a_route_differs_in_parameter_names_only() =>
        NotBuiltYet.Lines([Built], Coverage.Keys([("GET", "/v2/labels/{label_id}")])).Should().BeEmpty();

    [Fact]
    public void Absent_rows_need_no_route() => NotBuiltYet.Lines([Built, Absent], Coverage.Keys([])).Should().Equal("GET /v2/labels/{id}");

    [Fact]
    public void Comforts_beside_the_contract_are_named_by_a_switch_of_it() =>
        EmulatorComforts.All.Should().OnlyContain(route => ContractFacts.Quirks.Any(quirk => quirk.Id == route.Quirk && quirk.Answer.Contains("emulator comfort")));

    [Fact]
    public void A_route_that_the_contract_does_not_have_is_named() =>
        NotBuiltYet.Unknown(
            [Built],
            [("GET", "/v2/labels/{x}"), ("POST", "/v2/labels"), ("GET", "/_emulator/clock"), ("DELETE", "/v2/teams/{team}"), ("GET", "/v2/{**rest}")])
            .Should().Equal("POST /v2/labels");
}
