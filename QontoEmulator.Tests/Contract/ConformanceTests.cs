using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ConformanceLast))]

namespace QontoEmulator.Tests.Contract;

/// <summary>Looks back at the whole run, so it runs after it, alone.</summary>
[Collection(ConformanceLast.Collection)]
public sealed class ConformanceTests
{
    [Fact]
    public void The_conformance_table_is_true()
    {
        var path = CommittedText.Find("docs/conformance.md");
        Assert.SkipWhen(path is null, "there is no source tree beside the tests");
        var failed = Exercised.FailedTests;
        Assert.SkipWhen(failed.Count > 0, $"{failed.Count} tests failed, so the run does not show what works");
        var self = $"{typeof(ConformanceTests).FullName}.{nameof(The_conformance_table_is_true)}";
        var notRun = Exercised.NotRun().Except([self], StringComparer.Ordinal).ToList();
        Assert.SkipWhen(notRun.Count > 0, $"the run is not the whole one: {notRun.Count} test methods did not run, {notRun.FirstOrDefault()} for one");

        var actual = ConformanceTable.Write(Coverage.OfThisRun(BuiltRoutes.All));
        if (CommittedText.Updating) CommittedText.Write(path!, actual);
        var committed = CommittedText.Read(path!);
        if (!string.Equals(committed, actual, StringComparison.Ordinal))
            Assert.Fail($"docs/conformance.md is not true any more; UPDATE=1 dotnet test writes it anew.\n{CommittedText.Difference(committed, actual)}");
    }
}

[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class ConformanceLast : ITestCollectionOrderer
{
    public const string Collection = "after everything else";

    // Collections without parallelization run after all others, but among themselves in no particular order.
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => string.Equals(collection.TestCollectionDisplayName, Collection, StringComparison.Ordinal))];
}
