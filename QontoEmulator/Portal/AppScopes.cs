using QontoEmulator.OAuth;

namespace QontoEmulator.Portal;

/// <summary>Under which part of the payment services law a scope falls.</summary>
internal enum RegulatoryClass
{
    /// <summary>Account information: reading accounts.</summary>
    Ais,

    /// <summary>Payment initiation.</summary>
    Pis,
}

/// <summary>Which use case may pick which scope, and which of them a review has to approve (platform.md 4 and 12).</summary>
internal static class AppScopes
{
    /// <summary>The class of a sensitive scope; null when it is none.</summary>
    public static RegulatoryClass? ClassOf(string scope) => scope switch
    {
        "organization.read" or ScopeNames.UserOrganizations => RegulatoryClass.Ais,
        "payment.write" or "beneficiary.trust" or "international_transfer.write" => RegulatoryClass.Pis,
        _ => null,
    };

    /// <summary>Whether production refuses the scope until a review approved it. Who automates the own business needs none; who embeds has a contract.</summary>
    public static bool NeedsApproval(UseCase useCase, string scope) => useCase == UseCase.Connect && ScopeNames.Sensitive.Contains(scope);

    public static bool NeedsContract(UseCase useCase) => useCase is UseCase.Embed or UseCase.CompanyCreation;

    /// <summary>Whether an app of this use case asks anybody for consent at all; company creation has its own static token.</summary>
    public static bool HasOAuth(UseCase useCase) => useCase != UseCase.CompanyCreation;

    /// <summary>Why an app of this use case cannot have a scope; null when it can.</summary>
    public static string? WhyRefused(UseCase useCase, string scope) => (useCase, scope) switch
    {
        _ when !ScopeNames.All.Contains(scope, StringComparer.Ordinal) => ScopeNames.OtherForm(scope) is { } meant ? $"there is no scope {scope}; {meant} is meant" : $"there is no scope {scope}",
        (UseCase.CompanyCreation, _) => "company creation has no OAuth scopes: the Onboarding API is opened by partner id and static token",
        (_, "request_review.read") => "request_review.read stands in the list of scopes, but Qonto gives it to no app",
        (UseCase.Connect, "beneficiary.trust") => "beneficiary.trust is for the use cases automate and embed: who connects customers may not trust beneficiaries for them",
        (not UseCase.Embed, "embed_auth_link.write") => "embed_auth_link.write is for the use case embed only",
        (not UseCase.Connect, ScopeNames.UserOrganizations) => "user_organization.read (User OAuth) is for the use case connect only, after approval",
        _ => null,
    };

    /// <summary>The scopes that an app of this use case can pick.</summary>
    public static IEnumerable<string> Open(UseCase useCase) => ScopeNames.All.Where(scope => WhyRefused(useCase, scope) is null);
}
