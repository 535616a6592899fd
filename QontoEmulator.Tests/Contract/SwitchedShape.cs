using System.Text.RegularExpressions;

namespace QontoEmulator.Tests.Contract;

/// <summary>Where a quirk makes a good answer differ from the schema of its operation.</summary>
internal static partial class SwitchedShape
{
    private static readonly HashSet<(string OperationId, string Pointer, string Problem)> Allowed =
    [
        // Q29 cards-next-page-omitted
        ("listCards", "/meta", "required key next_page is missing"),
        // Q54 registration-files-flat
        ("listRegistrationFiles", "", "required key files is missing"),
        ("listRegistrationFiles", "/registration_files", "unknown key"),
        ("listRegistrationFiles", "/meta", "unknown key"),
        // Q58 webhook-secret-null, switched off
        ("listWebhookSubscriptions", "/subscriptions/*", "required key secret is missing"),
        ("getWebhookSubscription", "", "required key secret is missing"),
        ("updateWebhookSubscription", "", "required key secret is missing"),
    ];

    public static bool Allows(Operation operation, Violation violation) =>
        Allowed.Contains((operation.OperationId, Index().Replace(violation.Pointer, "/*"), violation.Problem));

    [GeneratedRegex(@"/\d+(?=/|\z)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Index();
}
