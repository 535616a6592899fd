using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>The other organization's few rows.</summary>
internal sealed class NeighbourRows(Chance chance, Clerk clerk, BankAccount account, Membership owner)
{
    public const int FirstMonth = 14;
    public const int Count = 15;

    public IEnumerable<Transaction> Month(int month)
    {
        if (month == FirstMonth)
            yield return clerk.Income(account, $"{owner.FirstName} {owner.LastName}", 1_200_000, "Apport", clerk.Draw(Pace.Incoming, month, 3, 4));

        var rows = Budget.Part(Count - 1, month - FirstMonth, Frame.Months - FirstMonth);
        for (var i = 0; i < rows; i++)
        {
            yield return (month + i) % 3 == 0
                ? clerk.Income(account, chance.Pick(Names.Clients), chance.Cents(20_000, 90_000), "Pains et brioches", clerk.Draw(Pace.Incoming, month, 8, 26))
                : clerk.Transfer(account, "Moulin Vire-Vent", chance.Cents(9_000, 60_000), LegacyCategory.FoodAndGrocery, "Farine",
                    clerk.Draw(Pace.Classic, month, 8, 26)).WithVat(5.5m, chance) with
                { InitiatorId = owner.Id };
        }
    }
}
