using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Quirks;

namespace QontoEmulator.Seeding.Generators;

/// <summary>A small company that a seed is about: who it is, and whom it deals with.</summary>
/// <param name="Seed">Name of the seed.</param>
/// <param name="Organization">The company; its id is given when the seed is made.</param>
/// <param name="Domain">Of its members' e-mail addresses.</param>
/// <param name="Bic">Of its Qonto accounts.</param>
/// <param name="Accounts">Names of its accounts, the main one first.</param>
/// <param name="Owner">Who owns it.</param>
/// <param name="Employee">Who works there; null when nobody does.</param>
/// <param name="Client">Who pays it.</param>
/// <param name="Supplier">Whom it pays.</param>
/// <param name="Shop">Where its card is used.</param>
/// <param name="Vat">Percent on what it buys.</param>
/// <param name="Trades">Whether there are any transactions.</param>
internal sealed record SmallCompany(
    string Seed, Organization Organization, string Domain, string Bic, string[] Accounts, Person Owner, Person? Employee,
    string Client, string Supplier, Business Shop, decimal Vat, bool Trades = true)
{
    private static readonly SecondFactor[] Enrolled = [SecondFactor.Passkey, SecondFactor.SmsOtp];
    private static readonly Plan Small = new() { Code = "solo_basic", Name = "Basic", Lineup = "solo", MonthlyPriceCents = 900 };
    private static readonly Plan Business = new() { Code = "team_business", Name = "Business", Lineup = "teams", MonthlyPriceCents = 9_900 };

    public static readonly IReadOnlyList<SmallCompany> All =
    [
        // The sandbox as a program meets it at first: smallest plan, not reviewed, nobody enrolled a second factor.
        new("bare-sandbox", Org("Lampisterie Nuiton", "lampisterie-nuiton-3106", "FR", "fr", "SASU", "00031060000018", Small), "nuiton.example", "QNTOFRP1XXX",
            ["Compte principal", "Compte secondaire"], new("Ulysse", "Nuiton", Role.Owner, "Président", new(1990, 3, 5), 0, []), null,
            "Phare des Embruns", "Verres Loupiote", new("Papeterie du Port", LegacyCategory.OfficeSupply, 450, 9_000, 20m), 20m),

        new("empty", Org("Page Blanche", "page-blanche-1001", "FR", "fr", "SAS", "00010010000013", Business) with { Capabilities = Enum.GetValues<Capability>() },
            "pageblanche.example", "QNTOFRP1XXX", ["Compte principal"], new("Ondine", "Blanche", Role.Owner, "Présidente", new(1988, 8, 20), 0, Enrolled), null,
            "", "", new("", LegacyCategory.Fallback, 0, 0), 20m, Trades: false),

        new("germany", Org("Wolkenschmiede", "wolkenschmiede-4410", "DE", "de", "GmbH", "HRB 99441 X", Business) with { Capabilities = Enum.GetValues<Capability>() },
            "wolkenschmiede.example", "QNTODEB2XXX", ["Hauptkonto", "Rücklagen"],
            new("Liesel", "Wolkenfuß", Role.Owner, "Geschäftsführerin", new(1983, 5, 9), 0, Enrolled),
            new("Ruprecht", "Ambossig", Role.Employee, "Schmied", new(1994, 12, 1), 0, []),
            "Sternwarte Mondhausen", "Eisenhandel Grünspan", new("Café Süßkram", LegacyCategory.RestaurantAndBar, 350, 4_800, 7m), 19.0m),

        new("italy", Org("Officine Lanterna", "officine-lanterna-5230", "IT", "it", "SRL", "00005230099", Business) with { Capabilities = Enum.GetValues<Capability>() },
            "lanterna.example", "QNTOITM2XXX", ["Conto principale", "Conto IVA"],
            new("Fiammetta", "Lanternari", Role.Owner, "Amministratrice", new(1979, 10, 30), 0, Enrolled),
            new("Ottone", "Vitebella", Role.Employee, "Meccanico", new(1991, 2, 14), 0, []),
            "Teatro delle Lucciole", "Ferramenta Martelletto", new("Bar Cometa", LegacyCategory.RestaurantAndBar, 120, 3_200, 10m), 22m),

        new("spain", Org("Talleres Molinillo", "talleres-molinillo-6078", "ES", "es", "SL", "B00006078", Business) with { Capabilities = Enum.GetValues<Capability>() },
            "molinillo.example", "QNTOESB2XXX", ["Cuenta principal", "Cuenta de impuestos"],
            new("Leocadia", "Molinillo", Role.Owner, "Administradora", new(1985, 1, 17), 0, Enrolled),
            new("Bartolo", "Aspaviento", Role.Employee, "Mecánico", new(1996, 7, 7), 0, []),
            "Museo del Abanico", "Hierros Ñandú", new("Taberna La Peonza", LegacyCategory.RestaurantAndBar, 180, 4_100, 10m), 21m),
    ];

    private static Organization Org(string name, string slug, string country, string locale, string form, string number, Plan plan) => new()
    {
        Id = default,
        Name = name,
        LegalName = name,
        Slug = slug,
        Locale = locale,
        LegalCountry = country,
        LegalForm = form,
        LegalNumber = number,
        LegalShareCapital = 10_000,
        LegalRegistrationDate = new(2022, 2, 1),
        Address = new() { FirstLine = "7 Imaginaria", Zipcode = "99001", City = name, Country = country },
        ContractSignedAt = Frame.At(Frame.FirstRecentIndex, 1, new(0, 9, 30, 12, 401)),
        Plan = plan,
    };
}
