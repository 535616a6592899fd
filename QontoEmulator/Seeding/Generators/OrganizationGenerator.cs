using QontoEmulator.Features.Organizations;
using QontoEmulator.Quirks;

namespace QontoEmulator.Seeding.Generators;

internal static class OrganizationGenerator
{
    /// <summary>The company first: whoever signs in without naming an organization gets the first one.</summary>
    public static (Organization Company, Organization Neighbour) Make()
    {
        var chance = Chance.For("organizations");
        return (Company(chance), Neighbour(chance));
    }

    /// <summary>May do everything, so that each operation can be tried.</summary>
    private static Organization Company(Chance chance) => new()
    {
        Id = chance.Id(),
        Slug = Names.CompanySlug,
        Name = Names.Company,
        LegalName = Names.Company,
        Locale = "fr",
        LegalShareCapital = 60_000,
        LegalCountry = "FR",
        LegalRegistrationDate = new(2021, 4, 12),
        LegalForm = "SAS",
        LegalNumber = "00027410000015",
        LegalSector = "2512Z",
        Address = new() { FirstLine = "12 quai des Brumes-Douces", Zipcode = "99274", City = "Sornévac", Country = "FR" },
        ContractSignedAt = Frame.At(0, 2, new(0, 8, 12, 44, 518)),
        Plan = new() { Code = "team_business", Name = "Business", Lineup = "teams", MonthlyPriceCents = 9_900 },
        Capabilities = Enum.GetValues<Capability>(),
    };

    /// <summary>Small, and here so that somebody else's ids exist: to the company they are unknown.</summary>
    private static Organization Neighbour(Chance chance) => new()
    {
        Id = chance.Id(),
        Slug = Names.NeighbourSlug,
        Name = Names.Neighbour,
        LegalName = Names.Neighbour,
        Locale = "fr",
        LegalShareCapital = 5_000,
        LegalCountry = "FR",
        LegalRegistrationDate = new(2023, 9, 18),
        LegalForm = "SARL",
        LegalNumber = "00050820000011",
        LegalSector = "1071C",
        Address = new() { FirstLine = "3 place du Levain", Zipcode = "99508", City = "Vaucreuse", Country = "FR" },
        ContractSignedAt = Frame.At(NeighbourRows.FirstMonth, 2, new(0, 9, 41, 7, 263)),
        Plan = new() { Code = "solo_basic", Name = "Basic", Lineup = "solo", MonthlyPriceCents = 900 },
        Capabilities = [Capability.KybAccepted],
    };
}
