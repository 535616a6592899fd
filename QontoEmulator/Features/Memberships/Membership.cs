using System.Text.Json.Serialization;
using QontoEmulator.Api;
using QontoEmulator.Storage;

namespace QontoEmulator.Features.Memberships;

/// <summary>A person's place in an organization.</summary>
internal sealed record Membership : Document, IOwned
{
    public required Guid OrganizationId { get; init; }

    /// <summary>Who signs in as this member; null until an invitation is followed.</summary>
    public Guid? UserId { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    /// <summary>Absent on rows that can only be invited.</summary>
    public string? Email { get; init; }

    /// <summary>Null on rows that can only be invited (A70).</summary>
    public Role? Role { get; init; }

    public required MembershipStatus Status { get; init; }

    public Guid? TeamId { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? ResidenceCountry { get; init; }

    public DateOnly? Birthdate { get; init; }

    public string? Nationality { get; init; }

    public string? BirthCountry { get; init; }

    /// <summary>Ultimate beneficial owner.</summary>
    public bool? Ubo { get; init; }

    /// <summary>E.164.</summary>
    public string? PhoneNumber { get; init; }

    public string? Position { get; init; }

    public string Locale { get; init => field = value ?? "fr"; } = "fr";

    public string? KycStatus { get; init; }
}

/// <summary>Somebody who can sign in, and the second factors they enrolled.</summary>
internal sealed record User : Document
{
    public required string Email { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string? PhoneNumber { get; init; }

    /// <summary>Second factors for strong authentication; empty means not enrolled.</summary>
    public SecondFactor[] SecondFactors { get; init => field = value ?? []; } = [];

    /// <summary>Whoever signs in with an address; case does not count.</summary>
    public static User? ByEmail(Snapshot data, string email) =>
        data.Table<User>().Rows.Select(row => row.Document).FirstOrDefault(user => string.Equals(user.Email, email, StringComparison.OrdinalIgnoreCase));

    /// <summary>Where a user is an active member, in order of creation.</summary>
    public static IEnumerable<Membership> MembershipsOf(Snapshot data, Guid userId) => data.Table<Membership>().InOrderOfCreation
        .Select(row => row.Document).Where(member => member.UserId == userId && member.Status == MembershipStatus.Active);
}

[JsonConverter(typeof(SnakeCase<Role>))]
internal enum Role
{
    Owner,
    Admin,
    Manager,
    Reporting,
    Employee,
    Accountant,
}

[JsonConverter(typeof(SnakeCase<MembershipStatus>))]
internal enum MembershipStatus
{
    Active,
    Invitable,
    Pending,
    Revoked,
}

[JsonConverter(typeof(KebabCase<SecondFactor>))]
internal enum SecondFactor
{
    PairedDevice,
    Passkey,
    SmsOtp,
}
