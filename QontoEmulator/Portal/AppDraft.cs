using QontoEmulator.Api;
using QontoEmulator.OAuth;
using QontoEmulator.Storage;

namespace QontoEmulator.Portal;

/// <summary>What somebody wants an app to be, from a form or from JSON. Fields have one name in both.</summary>
internal sealed record AppDraft
{
    public const string NameField = "name";
    public const string UseCaseField = "use_case";
    public const string ScopesField = "scopes";
    public const string SandboxUrisField = "sandbox_redirect_uris";
    public const string ProductionUrisField = "production_redirect_uris";
    public const string AisField = "ais_reason";
    public const string PisField = "pis_reason";
    public const string LogoField = "logo";

    private const int LongestName = 60;
    private const int LongestReason = 2000;

    public required UseCase UseCase { get; init; }

    public required string Name { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public IReadOnlyList<string> SandboxRedirectUris { get; init; } = [];

    public IReadOnlyList<string> ProductionRedirectUris { get; init; } = [];

    public string? AisReason { get; init; }

    public string? PisReason { get; init; }

    /// <summary>A <c>data:</c> URL that was judged by <see cref="Portal.Logo"/>.</summary>
    public string? Logo { get; init; }

    /// <summary>An app as it is, to be changed.</summary>
    public static AppDraft Of(PortalApp app) => new()
    {
        UseCase = app.UseCase,
        Name = app.Name,
        Scopes = app.Scopes,
        SandboxRedirectUris = app.SandboxRedirectUris,
        ProductionRedirectUris = app.ProductionRedirectUris,
        AisReason = app.AisReason,
        PisReason = app.PisReason,
        Logo = app.Logo,
    };

    /// <summary>Everything that is wrong with it, in the order of the fields.</summary>
    /// <param name="data">The apps there are.</param>
    /// <param name="before">The app as it is, when it is being edited. Scopes that it has, it may keep.</param>
    public IEnumerable<AppProblem> Problems(Snapshot data, PortalApp? before) =>
    [
        .. NameProblem(data, before) is { } name ? [name] : Enumerable.Empty<AppProblem>(),
        .. UriProblems(before),
        .. ScopeProblems(before),
        .. ReasonProblems(before),
    ];

    private AppProblem? NameProblem(Snapshot data, PortalApp? before) =>
        Name.Length == 0 ? new(NameField, ErrorCatalog.Required, "can't be blank")
        : Name.Length > LongestName ? new(NameField, ErrorCatalog.ValueInvalid, $"must have at most {LongestName} characters")
        : Name.Any(char.IsControl) ? new(NameField, ErrorCatalog.ValueInvalid, "must be one line of text")
        : data.Table<PortalApp>().Rows.Any(row => row.Document.Id != before?.Id && string.Equals(row.Document.Name, Name, StringComparison.OrdinalIgnoreCase))
            ? new(NameField, ErrorCatalog.AlreadyTaken, "is the name of another app already")
        : null;

    private IEnumerable<AppProblem> UriProblems(PortalApp? before)
    {
        foreach (var (field, uris, environment) in new[]
        {
            (SandboxUrisField, SandboxRedirectUris, AppEnvironment.Sandbox), (ProductionUrisField, ProductionRedirectUris, AppEnvironment.Production),
        })
        {
            if (!AppScopes.HasOAuth(UseCase))
            {
                if (uris is not [])
                    yield return new(field, ErrorCatalog.ValueInvalid, "company creation has no OAuth, and so no redirect URIs");
            }
            else if (RedirectUris.WhyRefused(uris, environment) is { } why)
            {
                yield return new(field, ErrorCatalog.ValueInvalid, why);
            }
            else if (uris is [] && MustHave(environment, before))
            {
                yield return new(field, ErrorCatalog.Required, "must have at least one");
            }
        }
    }

    // The app that a workspace begins with takes any address of this machine; production is asked for its own on publishing.
    private static bool MustHave(AppEnvironment environment, PortalApp? before) => environment == AppEnvironment.Sandbox
        ? before is not { CameWithWorkspace: true }
        : before is { PublishedAt: not null, CameWithWorkspace: false };

    private IEnumerable<AppProblem> ScopeProblems(PortalApp? before)
    {
        var problems = Scopes.Except(before?.Scopes ?? [], StringComparer.Ordinal).Select(scope => AppScopes.WhyRefused(UseCase, scope)).OfType<string>().ToList();
        if (Scopes is [] && AppScopes.HasOAuth(UseCase))
            yield return new(ScopesField, ErrorCatalog.Required, "must have at least one");
        else if (problems is not [])
            yield return new(ScopesField, ErrorCatalog.ValueNotInList, string.Join("; ", problems));
        else if (before is { Review.State: ReviewState.Pending } && !InReview(Scopes).SequenceEqual(InReview(before.Scopes), StringComparer.Ordinal))
            yield return new(ScopesField, ErrorCatalog.ValueInvalid, "sensitive scopes cannot change while they are being reviewed");

        IEnumerable<string> InReview(IEnumerable<string> scopes) => scopes.Where(scope => AppScopes.NeedsApproval(UseCase, scope)).Order(StringComparer.Ordinal);
    }

    private IEnumerable<AppProblem> ReasonProblems(PortalApp? before)
    {
        foreach (var (field, reason, kind) in new[] { (AisField, AisReason, RegulatoryClass.Ais), (PisField, PisReason, RegulatoryClass.Pis) })
        {
            var scopes = Scopes.Where(scope => AppScopes.NeedsApproval(UseCase, scope) && AppScopes.ClassOf(scope) == kind && AppScopes.WhyRefused(UseCase, scope) is null).ToArray();
            if (scopes is not [] && string.IsNullOrWhiteSpace(reason))
                yield return new(field, ErrorCatalog.Required, $"is wanted for {string.Join(", ", scopes)}: say what your customers need it for");
            else if (reason?.Length > LongestReason)
                yield return new(field, ErrorCatalog.ValueInvalid, $"must have at most {LongestReason} characters");
        }

        if (before is { Review.State: ReviewState.Pending } && (before.AisReason != AisReason || before.PisReason != PisReason))
            yield return new(before.AisReason != AisReason ? AisField : PisField, ErrorCatalog.ValueInvalid, "cannot change while it is being reviewed");
    }
}

/// <summary>One thing that is wrong with a draft.</summary>
/// <param name="Field">Its name in forms and in JSON.</param>
/// <param name="Kind">How JSON is refused.</param>
/// <param name="Text">What is wrong, to stand behind the field's name.</param>
internal sealed record AppProblem(string Field, ErrorKind Kind, string Text);
