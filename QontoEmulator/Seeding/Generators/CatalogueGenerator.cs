using QontoEmulator.Features.CashFlowCategories;
using QontoEmulator.Features.Labels;
using QontoEmulator.Features.Organizations;

namespace QontoEmulator.Seeding.Generators;

/// <summary>What transactions are sorted by: labels, which members make up, and cash flow categories.</summary>
internal static class CatalogueGenerator
{
    private static readonly IReadOnlyList<(string Name, CashFlowType Type, string? Vat, (string Name, string? Vat)[] Children)> Tree =
    [
        ("Ventes", CashFlowType.Inflow, "20", [("Chantiers", "20"), ("Produits en série", "20"), ("Ventes à l'étranger", "0")]),
        ("Financements", CashFlowType.Inflow, null, [("Apports", null), ("Emprunts", null)]),
        ("Autres encaissements", CashFlowType.Inflow, null, [("Intérêts reçus", null), ("Remboursements", null)]),
        ("Achats", CashFlowType.Outflow, "20", [("Matières premières", "20"), ("Outillage", "20"), ("Sous-traitance", "20")]),
        ("Équipe", CashFlowType.Outflow, null, [("Salaires", null), ("Charges sociales", null)]),
        ("Frais généraux", CashFlowType.Outflow, "20", [("Loyer", "20"), ("Énergie et eau", "5.5"), ("Logiciels", "20"), ("Assurances", null)]),
        ("Déplacements et repas", CashFlowType.Outflow, "10", [("Repas", "10"), ("Trajets", "10"), ("Hébergement", "10")]),
        ("Banque et impôts", CashFlowType.Outflow, null, [("Frais bancaires", "20"), ("Impôts et taxes", null)]),
    ];

    public static List<Label> Labels(Organization company, Organization neighbour)
    {
        var chance = Chance.For("labels");
        var labels = new List<Label>();
        foreach (var (name, children) in Names.Labels)
        {
            var parent = new Label { Id = chance.Id(), OrganizationId = company.Id, Name = name };
            labels.Add(parent);
            labels.AddRange(children.Select(child => new Label { Id = chance.Id(), OrganizationId = company.Id, Name = child, ParentId = parent.Id }));
        }

        labels.Add(new() { Id = chance.Id(), OrganizationId = neighbour.Id, Name = "Fournil" });
        return labels;
    }

    public static List<CashFlowCategory> Categories(Organization company)
    {
        var chance = Chance.For("cash_flow_categories");
        var categories = new List<CashFlowCategory>();
        foreach (var (name, type, vat, children) in Tree)
        {
            var parent = Category(name, type, vat, null);
            categories.Add(parent);
            categories.AddRange(children.Select(child => Category(child.Name, type, child.Vat, parent.Id)));
        }

        return categories;

        CashFlowCategory Category(string name, CashFlowType type, string? vat, Guid? parent) =>
            new() { Id = chance.Id(), OrganizationId = company.Id, Name = name, Type = type, VatRate = vat, ParentId = parent };
    }
}
