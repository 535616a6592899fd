using System.Globalization;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.CashFlowCategories;
using QontoEmulator.Features.Labels;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;

namespace QontoEmulator.Seeding.Generators;

/// <summary>A card as transactions know it.</summary>
internal sealed record CardInUse(Guid Id, string LastDigits, Guid HolderId);

/// <summary>Whatever rows of the company refer to.</summary>
internal sealed class Cast
{
    private readonly Dictionary<string, CashFlowCategory> categories;
    private readonly List<Membership> members;

    public Cast(
        Organization company, IEnumerable<Membership> memberships, IEnumerable<Label> labels,
        IEnumerable<CashFlowCategory> categories, IReadOnlyList<BankAccount> accounts)
    {
        Company = company;
        members = [.. memberships.Where(membership => membership.OrganizationId == company.Id && membership.Role is not null)];
        Labels = [.. labels.Where(label => label.OrganizationId == company.Id)];
        this.categories = categories.ToDictionary(category => category.Name, StringComparer.Ordinal);
        Accounts = accounts;

        // The last digits start at 4001: digits of chance could be somebody's.
        var chance = Chance.For("cards");
        Cards =
        [
            .. new[] { Role.Owner, Role.Admin, Role.Manager, Role.Manager, Role.Employee, Role.Employee }.Select((role, place) =>
                new CardInUse(chance.Id(), (4001 + place).ToString(CultureInfo.InvariantCulture), Member(role).Id)),
        ];
    }

    public Organization Company { get; }

    public IReadOnlyList<Label> Labels { get; }

    public IReadOnlyList<BankAccount> Accounts { get; }

    public IReadOnlyList<CardInUse> Cards { get; }

    public BankAccount Main => Accounts[0];

    public BankAccount Reserve => Accounts[1];

    public BankAccount Project => Accounts[2];

    public BankAccount External => Accounts[3];

    public IReadOnlyList<Membership> Members => members;

    /// <summary>Who may send transfers.</summary>
    public IReadOnlyList<Membership> Senders => [Member(Role.Owner), Member(Role.Admin), Member(Role.Admin), Member(Role.Manager)];

    /// <summary>Who has a role; in a company too small for it, the first member.</summary>
    public Membership Member(Role role) => members.Find(member => member.Role == role) ?? members[0];

    public CashFlowCategory CashFlow(string name) => categories[name];
}
