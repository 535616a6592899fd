using QontoEmulator.Quirks;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Organizations;

/// <summary>A company that banks with Qonto.</summary>
internal sealed record Organization : Document
{
    /// <summary>Login of its API key as well: name and number.</summary>
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public string? LegalName { get; init; }

    /// <summary>Two-letter language.</summary>
    public required string Locale { get; init; }

    /// <summary>Whole euros.</summary>
    public long LegalShareCapital { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string LegalCountry { get; init; }

    public DateOnly? LegalRegistrationDate { get; init; }

    public required string LegalForm { get; init; }

    public required string LegalNumber { get; init; }

    /// <summary>National activity code.</summary>
    public string? LegalSector { get; init; }

    public Address? Address { get; init; }

    public DateTimeOffset? ContractSignedAt { get; init; }

    /// <summary>The price plan; null when there is no active core subscription.</summary>
    public Plan? Plan { get; init; }

    /// <summary>What plan and review allow this organization to do (Q2, Q13, ...).</summary>
    public Capability[] Capabilities { get; init => field = value ?? []; } = [];

    /// <summary>The onboarding that it came from.</summary>
    public Guid? RegistrationId { get; init; }

    /// <summary>Payments that a member may not make alone (P50); null when there is no such policy.</summary>
    public PaymentPolicy? PaymentPolicy { get; init; }

    public bool Can(Capability capability) => Array.IndexOf(Capabilities, capability) >= 0;
}

/// <summary>Transfers above an amount need somebody's approval, unless one of those who approve makes them.</summary>
internal sealed record PaymentPolicy
{
    /// <summary>Cents; an amount of exactly this is still free.</summary>
    public long AboveCents { get; init; }

    /// <summary>Memberships. When none of them is active, nobody can approve.</summary>
    public Guid[] ApproverIds { get; init => field = value ?? []; } = [];
}

internal sealed record Address
{
    public string? FirstLine { get; init; }

    public string? SecondLine { get; init; }

    public string? ThirdLine { get; init; }

    public string? Zipcode { get; init; }

    public string? City { get; init; }

    public string? Country { get; init; }

    public string? State { get; init; }
}

/// <summary>Price plan. Monthly price in cents without VAT.</summary>
internal sealed record Plan
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public required string Lineup { get; init; }

    public string Status { get; init => field = value ?? "active"; } = "active";

    public string Recurrence { get; init => field = value ?? "monthly"; } = "monthly";

    public long MonthlyPriceCents { get; init; }

    public DateTimeOffset? TrialEndsAt { get; init; }
}
