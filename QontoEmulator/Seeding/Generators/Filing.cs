using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>What members add to rows afterwards: labels, notes, cash flow categories. Most rows go without one or the other.</summary>
internal sealed class Filing(Chance chance, Cast cast)
{
    public Transaction File(Transaction row)
    {
        var place = Subcategory(row) is { } name && chance.Odds(0.6) ? cast.CashFlow(name) : null;
        return row with
        {
            Note = row.Note ?? (chance.Odds(0.12) ? chance.Pick(Names.Notes) : null),
            LabelIds = chance.Odds(0.3) ? Labels() : [],
            CashflowCategoryId = place?.ParentId,
            CashflowSubcategoryId = chance.Odds(0.8) ? place?.Id : null,
            CleanCounterpartyName = row.SubjectType is SubjectType.Card or SubjectType.DirectDebit or SubjectType.Transfer && chance.Odds(0.4)
                ? row.Label : null,
        };
    }

    private Guid[] Labels()
    {
        var first = chance.Pick(cast.Labels).Id;
        var second = chance.Odds(0.15) ? chance.Pick(cast.Labels).Id : first;
        return first == second ? [first] : [first, second];
    }

    private static string? Subcategory(Transaction row) => (row.SubjectType, row.Category) switch
    {
        (SubjectType.Income, _) or (SubjectType.Check, _) => "Chantiers",
        (SubjectType.SwiftIncome, _) => "Ventes à l'étranger",
        (SubjectType.FinancingIncome, _) => "Emprunts",
        (SubjectType.AccountRemuneration, _) => "Intérêts reçus",
        (SubjectType.BillingTransfer, _) => "Frais bancaires",
        (_, LegacyCategory.Sales) => "Produits en série",
        (_, LegacyCategory.Salary) => "Salaires",
        (_, LegacyCategory.OfficeRental) => "Loyer",
        (_, LegacyCategory.Utility) => "Énergie et eau",
        (_, LegacyCategory.Insurance) => "Assurances",
        (_, LegacyCategory.OnlineService or LegacyCategory.Subscription) => "Logiciels",
        (_, LegacyCategory.Manufacturing) => "Matières premières",
        (_, LegacyCategory.HardwareAndEquipment or LegacyCategory.ItAndElectronics) => "Outillage",
        (_, LegacyCategory.OtherService) => "Sous-traitance",
        (_, LegacyCategory.RestaurantAndBar or LegacyCategory.FoodAndGrocery) => "Repas",
        (_, LegacyCategory.Transport or LegacyCategory.Travel or LegacyCategory.GasStation) => "Trajets",
        (_, LegacyCategory.HotelAndLodging) => "Hébergement",
        (_, LegacyCategory.Tax) => "Impôts et taxes",
        _ => null,
    };
}
