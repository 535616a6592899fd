using System.Collections.Concurrent;
using System.Reflection;

namespace QontoEmulator.Tests.Contract;

/// <summary>What the tests of this run really did: answers seen, tests run, rules shown. Safe to write from every test at once.</summary>
internal static class Exercised
{
    private static readonly ConcurrentDictionary<string, bool> Answers = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(string OperationId, int Status, string Code), bool> ErrorsSeen = new();
    private static readonly ConcurrentDictionary<string, TestRecord> Tests = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> FailedTests => [.. Tests.Where(test => test.Value.Failed).Select(test => test.Key)];

    public static void Answer(SeenAnswer answer)
    {
        if (answer.Operation is not { } operation || answer.IsStagingGate) return;
        Answers.AddOrUpdate(operation.OperationId, answer.IsGood, (_, before) => before || answer.IsGood);
        foreach (var code in answer.Codes) ErrorsSeen.TryAdd((operation.OperationId, answer.Status, code), true);
    }

    public static void Test(Type testClass, MethodInfo method, TestResult result)
    {
        var record = Tests.GetOrAdd(Name(testClass, method), _ => new(testClass, method));
        if (result == TestResult.Passed) record.Passed = true;
        if (result == TestResult.Failed) record.Failed = true;
    }

    public static bool Answered(Operation operation) => Answers.ContainsKey(operation.OperationId);

    public static bool Succeeded(Operation operation) => Answers.GetValueOrDefault(operation.OperationId);

    /// <summary>Whether an error was seen. Code "-" is an error without a code.</summary>
    public static bool Seen(Operation operation, int status, string code) => ErrorsSeen.ContainsKey((operation.OperationId, status, code));

    /// <summary>Rules borne by test methods of which every run passed.</summary>
    public static IReadOnlySet<string> RulesShown() =>
        Tests.Values.Where(test => test is { Passed: true, Failed: false })
            .SelectMany(test => Rules(test.Class, test.Method)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Test methods of the assembly that have not run: none but the one asking, unless the run was filtered.</summary>
    public static IReadOnlyList<string> NotRun() =>
        [.. TestMethods().Select(test => Name(test.Class, test.Method)).Where(name => !Tests.ContainsKey(name)).Order(StringComparer.Ordinal)];

    /// <summary>The test methods that a whole run executes; statically skipped and explicit ones are not among them.</summary>
    public static IEnumerable<(Type Class, MethodInfo Method)> TestMethods() =>
        from type in typeof(Exercised).Assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.FlattenHierarchy)
        let fact = method.GetCustomAttribute<FactAttribute>()
        where fact is { Skip: null, Explicit: false }
        select (type, method);

    public static IEnumerable<string> Rules(Type testClass, MethodInfo method) =>
        method.GetCustomAttributes<RuleAttribute>().Concat(testClass.GetCustomAttributes<RuleAttribute>()).SelectMany(rule => rule.Ids);

    private static string Name(Type testClass, MethodInfo method) => $"{testClass.FullName}.{method.Name}";

    private sealed class TestRecord(Type testClass, MethodInfo method)
    {
        public Type Class => testClass;
        public MethodInfo Method => method;
        public volatile bool Passed;
        public volatile bool Failed;
    }
}
