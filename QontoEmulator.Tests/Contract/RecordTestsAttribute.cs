using System.Reflection;
using QontoEmulator.Tests.Contract;
using Xunit.v3;

[assembly: RecordTests]

namespace QontoEmulator.Tests.Contract;

/// <summary>Notes every test that ran, and whether it passed.</summary>
/// <remarks>
/// A test class is disposed after this: a test that fails only in Dispose counts as passed, but turns the run red anyway. A test whose
/// constructor fails never comes here: it counts as not run.
/// </remarks>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class RecordTestsAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) =>
        Exercised.Test(test.TestMethod.TestClass.Class, methodUnderTest, TestContext.Current.TestState?.Result ?? TestResult.NotRun);
}
