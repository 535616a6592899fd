using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Ties fees and repayments to the rows that caused them, a few of each kind.</summary>
internal sealed class LinkGenerator
{
    private const int MostOfAKind = 6;

    private readonly Chance chance = Chance.For("transaction_links");
    private readonly Dictionary<LinkType, Transaction> causes = [];
    private readonly List<TransactionLink> links = [];

    public IReadOnlyList<TransactionLink> Links => links;

    /// <summary>Takes rows in order of creation.</summary>
    public void Follow(Transaction row)
    {
        switch (row)
        {
            case { SubjectType: SubjectType.DirectDebitCollection }:
                causes[LinkType.DdcRepayment] = row;
                causes[LinkType.RelatedFee] = row;
                break;
            case { SubjectType: SubjectType.SwiftIncome }:
                causes[LinkType.MergedFee] = row;
                break;
            case { OperationType: OperationType.Recall }:
                Tie(LinkType.DdcRepayment, row);
                break;
            case { OperationType: OperationType.QontoFee }:
                Tie(LinkType.RelatedFee, row);
                Tie(LinkType.MergedFee, row);
                break;
        }
    }

    private void Tie(LinkType type, Transaction child)
    {
        if (causes.Remove(type, out var parent) && parent.BankAccountId == child.BankAccountId && links.Count(link => link.LinkType == type) < MostOfAKind)
            links.Add(new() { Id = chance.Id(), OrganizationId = child.OrganizationId, ParentId = parent.Id, ChildId = child.Id, LinkType = type });
    }
}
