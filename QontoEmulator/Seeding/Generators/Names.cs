using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Somebody to do business with. Amounts are cents with VAT; the rate is percent, null where none is known.</summary>
/// <param name="LocalCurrency">ISO 4217, when the price is not in euros.</param>
/// <param name="Logo">File name of the logo, null without one.</param>
internal sealed record Business(
    string Name, LegacyCategory Category, long Least, long Most, decimal? Vat = null, string? LocalCurrency = null, string? Logo = null);

/// <summary>A member of a company.</summary>
/// <param name="Team">Place of the team among the organization's, null outside of teams.</param>
internal sealed record Person(string FirstName, string LastName, Role Role, string Position, DateOnly Birthdate, int? Team, SecondFactor[] SecondFactors);

/// <summary>Every name that a seed holds, and none of them is anybody's.</summary>
internal static class Names
{
    public const string Company = "Ateliers Chimérand";
    public const string CompanySlug = "ateliers-chimerand-2741";
    public const string CompanyDomain = "chimerand.example";

    public const string Neighbour = "Boulangerie Farfelune";
    public const string NeighbourSlug = "boulangerie-farfelune-5082";
    public const string NeighbourDomain = "farfelune.example";

    public const string MainAccount = "Compte principal";
    public const string ReserveAccount = "Compte TVA et réserves";
    public const string ProjectAccount = "Compte projet Belvédère";
    public const string ExternalAccount = "Compte Banque Imaginaire";

    public const string Landlord = "Foncière des Marronniers-Bleus";
    public const string SocialCharges = "Caisse sociale de Sornévac";
    public const string TaxOffice = "Recettes publiques de Sornévac";
    public const string Lender = "Crédit Nuage";
    public const string Accountant = "Cabinet Doublecompte";

    /// <summary>Initials A to F in the order of the roles.</summary>
    public static readonly IReadOnlyList<Person> People =
    [
        new("Apolline", "Chimérand", Role.Owner, "Présidente", new(1981, 4, 12), 0, [SecondFactor.Passkey, SecondFactor.SmsOtp]),
        new("Barnabé", "Volauvent", Role.Admin, "Directeur administratif", new(1978, 9, 3), 1,
            [SecondFactor.Passkey, SecondFactor.SmsOtp, SecondFactor.PairedDevice]),
        new("Clémence", "Tournepage", Role.Manager, "Responsable d'atelier", new(1989, 1, 27), 4, [SecondFactor.Passkey, SecondFactor.SmsOtp]),
        new("Désiré", "Chiffremieux", Role.Reporting, "Contrôleur de gestion", new(1992, 6, 18), 1, [SecondFactor.SmsOtp]),
        new("Edmée", "Passepoil", Role.Employee, "Ferronnière", new(1995, 11, 8), 4, []),
        new("Firmin", "Doublecompte", Role.Accountant, "Expert-comptable", new(1970, 2, 21), null, [SecondFactor.Passkey, SecondFactor.SmsOtp]),
    ];

    public static readonly (string FirstName, string LastName) Invitable = ("Gaspard", "Aveniret");

    public static readonly Person NeighbourOwner = new(
        "Zélie", "Farfelune", Role.Owner, "Gérante", new(1986, 7, 14), 0, [SecondFactor.Passkey, SecondFactor.SmsOtp]);

    /// <summary>On the payroll besides the members.</summary>
    public static readonly IReadOnlyList<string> Workers = ["Honorine Rabotin", "Isidore Limaille", "Joséphine Copeau"];

    public static readonly IReadOnlyList<string> Teams =
        ["Direction", "Finance", "Commercial", "Marketing", "Opérations", "Bureau d'études", "Ressources humaines", "Juridique"];

    public static readonly IReadOnlyList<(string Name, string[] Children)> Labels =
    [
        ("Projets", ["Verrière de la Halle", "Escalier du Phare", "Serre municipale", "Belvédère"]),
        ("Sites", ["Atelier de Sornévac", "Showroom de Vaucreuse"]),
        ("Comptabilité", ["À refacturer", "Notes de frais", "TVA à vérifier"]),
    ];

    public static readonly IReadOnlyList<string> Notes =
    [
        "Justificatif à demander", "Validé par Clémence", "À refacturer au client", "Acompte de 30 %", "Solde du chantier",
        "Payé en retard, accord par téléphone", "Doublon à vérifier", "Déplacement au salon de Vaucreuse", "Pièces de rechange < 48 h",
        "Urgent & confirmé", "Repas avec le bureau d'études", "Avoir attendu pour « verre feuilleté »",
    ];

    /// <summary>Shops where the cards are used.</summary>
    public static readonly IReadOnlyList<Business> Merchants =
    [
        new("Café des Deux Rives", LegacyCategory.RestaurantAndBar, 350, 2_800, 10m),
        new("Brasserie du Vieux Treuil", LegacyCategory.RestaurantAndBar, 1_800, 14_500, -1m),
        new("Cantine Mirabelle", LegacyCategory.RestaurantAndBar, 900, 4_200, 10m, Logo: "cantine-mirabelle"),
        new("Épicerie Coquelin", LegacyCategory.FoodAndGrocery, 600, 8_900, 5.5m),
        new("Halle aux Saveurs", LegacyCategory.FoodAndGrocery, 1_200, 16_000, -1m),
        new("Librairie Parapluie", LegacyCategory.OfficeSupply, 990, 7_500, 5.5m),
        new("Papeterie du Port", LegacyCategory.OfficeSupply, 450, 18_000, 20m),
        new("Station Soleil-Levant", LegacyCategory.GasStation, 3_500, 11_500, 20m, Logo: "station-soleil-levant"),
        new("Station des Trois Collines", LegacyCategory.GasStation, 3_000, 12_000, 20m),
        new("Rails de Brume", LegacyCategory.Transport, 1_900, 24_000, 10m, Logo: "rails-de-brume"),
        new("Taxis Papillon", LegacyCategory.Transport, 900, 6_800, 10m),
        new("Parking des Halles Bleues", LegacyCategory.Transport, 250, 3_200, 20m),
        new("Hôtel de l'Écluse", LegacyCategory.HotelAndLodging, 8_900, 36_000, -1m),
        new("Auberge du Pont-Tordu", LegacyCategory.HotelAndLodging, 6_500, 19_000, 10m),
        new("Aérolignes Alizé", LegacyCategory.Travel, 9_900, 68_000),
        new("Quincaillerie Boulonnet", LegacyCategory.HardwareAndEquipment, 300, 45_000, 20m, Logo: "quincaillerie-boulonnet"),
        new("Bricoleur & Fils", LegacyCategory.HardwareAndEquipment, 1_500, 62_000, 20m),
        new("Électro Pixelle", LegacyCategory.ItAndElectronics, 1_900, 189_000, 20m),
        new("Nuagerie Cumulo", LegacyCategory.OnlineService, 1_200, 24_000, 20m, Logo: "nuagerie-cumulo"),
        new("Poste Pigeonnière", LegacyCategory.Logistics, 150, 5_800),
        new("Régie Affichons", LegacyCategory.Marketing, 5_000, 90_000, 20m),
        new("Fleurs de Pimprenelle", LegacyCategory.OtherExpense, 1_500, 9_000, 10m),
        new("Distributeur Banque Imaginaire", LegacyCategory.Atm, 2_000, 20_000),
        new("Timbres fiscaux de Sornévac", LegacyCategory.Tax, 2_500, 25_000, 0m),
        new("Gearwright Supplies", LegacyCategory.HardwareAndEquipment, 2_000, 85_000, null, "GBP"),
        new("Cloudberry Hosting", LegacyCategory.OnlineService, 900, 42_000, null, "USD", "cloudberry-hosting"),
        new("Sketchpad Nine", LegacyCategory.Subscription, 1_100, 9_900, null, "USD"),
        new("Alpenglas Werkzeuge", LegacyCategory.HardwareAndEquipment, 3_500, 72_000, null, "CHF"),
        new("Kumo Tetsu Shoten", LegacyCategory.HardwareAndEquipment, 4_000, 55_000, null, "JPY"),
        new("Werkstoff Blaufuchs", LegacyCategory.Manufacturing, 2_500, 64_000, 19.0m),
    ];

    /// <summary>Paid by transfer, on invoice.</summary>
    public static readonly IReadOnlyList<Business> Suppliers =
    [
        new("Aciers Volcan", LegacyCategory.Manufacturing, 45_000, 480_000, 20m),
        new("Verrerie Gouttelune", LegacyCategory.Manufacturing, 38_000, 390_000, 20m, Logo: "verrerie-gouttelune"),
        new("Peintures Arc-en-Pluie", LegacyCategory.Manufacturing, 9_000, 120_000, 20m),
        new("Glashütte Mondschein", LegacyCategory.Manufacturing, 30_000, 260_000, 19.0m),
        new("Transports Escargot Express", LegacyCategory.Logistics, 6_000, 88_000, 20m),
        new("Grues du Ponant", LegacyCategory.OtherService, 24_000, 190_000, 20m),
        new("Imprimerie Sans-Bruit", LegacyCategory.Marketing, 4_500, 68_000, -1m),
        new("Traiteur Bouche-Bée", LegacyCategory.RestaurantAndBar, 12_000, 95_000, 10m),
        new("Maître Codex, avocat", LegacyCategory.LegalAndAccounting, 36_000, 180_000, 20m),
        new("Studio Pixel-Sauvage", LegacyCategory.Marketing, 30_000, 240_000, 20m),
        new("École du Rivet", LegacyCategory.OtherService, 25_000, 150_000, 0m),
        new("Octave Freelance", LegacyCategory.OtherService, 40_000, 320_000),
    ];

    /// <summary>Collect by direct debit each month.</summary>
    public static readonly IReadOnlyList<Business> Utilities =
    [
        new("Électricité Luciole", LegacyCategory.Utility, 32_000, 78_000, 20m, Logo: "electricite-luciole"),
        new("Télécoms Pigeon-Vole", LegacyCategory.Utility, 8_990, 12_500, 20m),
        new("Mutuelle du Parapet", LegacyCategory.Insurance, 21_000, 24_500),
        new("Eaux de la Source-Neuve", LegacyCategory.Utility, 4_500, 16_000, 5.5m),
        new("Crédit-bail Roule-Ma-Poule", LegacyCategory.Transport, 38_000, 42_000, 20m),
        new("Sécurité Œil-de-Lynx", LegacyCategory.OtherService, 5_900, 9_900, 20m),
    ];

    public static readonly IReadOnlyList<string> Clients =
    [
        "Ville de Sornévac", "Mairie de Vaucreuse", "Hôtel de l'Écluse", "Lofts Saint-Éloi-des-Nuées", "Architectes Courbe & Droite",
        "Musée du Grillon", "Galerie Verre-Tige", "Jardins d'Hiver Réunis", "Cinéma Le Grand Strapontin", "Promotion Belvédère",
        "SCI du Quai-Brumeux", "Restaurant L'Enclume", "Théâtre des Six-Lunes", "Conserverie Sardinette", "Domaine de la Girouette",
        "Wintergarten Blaufuchs", "Fondation Tour-de-Guet", "Crèche Les Hannetons",
    ];

    public static readonly IReadOnlyList<string> ClientsAbroad = ["Gearwright Estates", "Prairie Glassworks", "Fjordlys Design"];
}
