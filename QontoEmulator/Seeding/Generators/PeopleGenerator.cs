using System.Globalization;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Teams;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Teams, the people in them, and who signs in as them.</summary>
internal static class PeopleGenerator
{
    public static List<Team> Teams(Organization company, Organization neighbour)
    {
        var chance = Chance.For("teams");
        var teams = Names.Teams.Select(name => new Team { Id = chance.Id(), OrganizationId = company.Id, Name = name }).ToList();
        teams.Add(new() { Id = chance.Id(), OrganizationId = neighbour.Id, Name = Names.Teams[0] });
        return teams;
    }

    /// <summary>The members of the company, the one it may invite, and the neighbour's owner, who comes last.</summary>
    public static (List<User> Users, List<Membership> Memberships) Members(Organization company, Organization neighbour, List<Team> teams)
    {
        var (usersChance, chance) = (Chance.For("users"), Chance.For("memberships"));
        var users = new List<User>();
        var memberships = new List<Membership>();

        foreach (var person in Names.People)
            Add(person, company, Names.CompanyDomain);

        // A row that can only be invited has neither role nor team, and no e-mail address (A70).
        memberships.Add(new()
        {
            Id = chance.Id(),
            OrganizationId = company.Id,
            FirstName = Names.Invitable.FirstName,
            LastName = Names.Invitable.LastName,
            Status = MembershipStatus.Invitable,
        });

        Add(Names.NeighbourOwner, neighbour, Names.NeighbourDomain);
        return (users, memberships);

        void Add(Person person, Organization organization, string domain)
        {
            var user = UserFor(person, domain, users.Count + 1, usersChance.Id());
            users.Add(user);
            var team = person.Team is { } place ? teams.Where(team => team.OrganizationId == organization.Id).ElementAt(place) : null;
            memberships.Add(MembershipOf(person, user, organization, team, chance.Id()));
        }
    }

    private static User UserFor(Person person, string domain, int number, Guid id) => new()
    {
        Id = id,
        Email = $"{PlainName.Of(person.FirstName)}.{PlainName.Of(person.LastName)}@{domain}",
        FirstName = person.FirstName,
        LastName = person.LastName,
        // The regulator keeps +33 6 39 98 for fiction.
        PhoneNumber = string.Create(CultureInfo.InvariantCulture, $"+3363998{number:0000}"),
        SecondFactors = person.SecondFactors,
    };

    private static Membership MembershipOf(Person person, User user, Organization organization, Team? team, Guid id) => new()
    {
        Id = id,
        OrganizationId = organization.Id,
        UserId = user.Id,
        FirstName = user.FirstName,
        LastName = user.LastName,
        Email = user.Email,
        Role = person.Role,
        Status = MembershipStatus.Active,
        TeamId = team?.Id,
        ResidenceCountry = "FR",
        Birthdate = person.Birthdate,
        Nationality = "FR",
        BirthCountry = "FR",
        Ubo = person.Role == Role.Owner,
        PhoneNumber = user.PhoneNumber,
        Position = person.Position,
        Locale = "fr",
        KycStatus = person.Role is Role.Owner or Role.Admin ? "accepted" : null,
    };
}
