using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Beneficiaries;

/// <summary>Somebody whom an organization pays by SEPA. One IBAN stands once in an organization (P17).</summary>
internal sealed record Beneficiary : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    public required string Name { get; init; }

    /// <summary>Without spaces; never changes (P19).</summary>
    public required string Iban { get; init; }

    public string? Bic { get; init; }

    public string? Email { get; init; }

    public string? ActivityTag { get; init; }

    public required BeneficiaryStatus Status { get; init; }

    /// <summary>Paid without strong authentication. Only trusting makes it so (P18, P22).</summary>
    public bool Trusted { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>P14.</summary>
[JsonConverter(typeof(SnakeCase<BeneficiaryStatus>))]
internal enum BeneficiaryStatus
{
    /// <summary>Neither confirmed nor paid so far.</summary>
    Pending,

    /// <summary>Confirmed or paid at least once.</summary>
    Validated,

    /// <summary>Malformed: nothing can be paid to it.</summary>
    Declined,
}
