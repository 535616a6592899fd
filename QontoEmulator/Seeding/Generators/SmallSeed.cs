using System.Globalization;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.CashFlowCategories;
using QontoEmulator.Features.Labels;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Features.Organizations;
using QontoEmulator.Features.Teams;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Seeding.Generators;

/// <summary>Writes the seed of a <see cref="SmallCompany"/>: half a year of a few transactions a month, or none.</summary>
internal sealed class SmallSeed(SmallCompany small)
{
    private readonly Chance chance = Chance.For(small.Seed);
    private readonly BeneficiaryGenerator beneficiaries = new(Chance.For($"{small.Seed}/beneficiaries"));
    private readonly TransferGenerator transfers = new(Chance.For($"{small.Seed}/transfers"));

    /// <returns>How many transactions were written.</returns>
    public int Write(SeedFolder folder)
    {
        var company = small.Organization with { Id = chance.Id() };
        var team = new Team { Id = chance.Id(), OrganizationId = company.Id, Name = company.Name };
        var people = new[] { small.Owner, small.Employee }.OfType<Person>().Select((person, place) => Join(person, place, company, team)).ToList();
        var accounts = small.Accounts.Select((name, place) => Open(company, name, place + 1)).ToList();
        var rows = small.Trades ? Rows(company, [.. people.Select(person => person.Membership)], accounts) : [];
        rows.ForEach(beneficiaries.Follow);
        rows.ForEach(transfers.Follow);
        List<Beneficiary> payees = [.. beneficiaries.Make()];
        var (orders, bulks) = transfers.Make(payees);
        var newest = rows.Where(row => row.SettledAt is not null).GroupBy(row => row.BankAccountId)
            .ToDictionary(account => account.Key, account => account.Max(row => row.SettledAt)!.Value);
        var used = accounts.ToDictionary(account => account.Id, _ => (Frame.FirstRecentIndex, Frame.LastIndex));

        folder.WriteManifest(Frame.Last);
        folder.Write([company]);
        folder.Write(people.Select(person => person.User));
        folder.Write([team]);
        folder.Write(people.Select(person => person.Membership));
        folder.Write<Label>([]);
        folder.Write<CashFlowCategory>([]);
        folder.Write(accounts.Select(account => account with { UpdatedAt = newest.GetValueOrDefault(account.Id, account.CreatedAt).AddMilliseconds(14) }));
        folder.Write(rows);
        folder.Write(payees);
        folder.Write(orders);
        folder.Write(bulks);
        folder.Write(small.Trades ? StatementGenerator.Make(accounts, used) : []);
        folder.RemoveTheRest();
        return rows.Count;
    }

    private (User User, Membership Membership) Join(Person person, int place, Organization company, Team team)
    {
        var user = new User
        {
            Id = chance.Id(),
            Email = $"{PlainName.Of(person.FirstName)}.{PlainName.Of(person.LastName)}@{small.Domain}",
            FirstName = person.FirstName,
            LastName = person.LastName,
            PhoneNumber = string.Create(CultureInfo.InvariantCulture, $"+3363998{8_000 + place:0000}"),
            SecondFactors = person.SecondFactors,
        };
        return (user, new()
        {
            Id = chance.Id(),
            OrganizationId = company.Id,
            UserId = user.Id,
            FirstName = user.FirstName,
            LastName = user.LastName,
            Email = user.Email,
            Role = person.Role,
            Status = MembershipStatus.Active,
            TeamId = team.Id,
            ResidenceCountry = company.LegalCountry,
            Birthdate = person.Birthdate,
            Nationality = company.LegalCountry,
            BirthCountry = company.LegalCountry,
            Ubo = person.Role == Role.Owner,
            PhoneNumber = user.PhoneNumber,
            Position = person.Position,
            Locale = company.Locale,
            KycStatus = person.Role == Role.Owner && company.Capabilities is not [] ? "accepted" : null,
        });
    }

    private BankAccount Open(Organization company, string name, int number) => new()
    {
        Id = chance.Id(),
        OrganizationId = company.Id,
        Number = number,
        Name = name,
        Main = number == 1,
        Bic = small.Bic,
        Iban = Iban.OfQonto(company.LegalCountry, (100 * (SmallCompany.All.Index().First(known => known.Item == small).Index + 1)) + number),
        CreatedAt = Frame.At(Frame.FirstRecentIndex, 2, chance.Hours(10, 17)),
    };

    private List<Transaction> Rows(Organization company, IReadOnlyList<Membership> members, IReadOnlyList<BankAccount> accounts)
    {
        var clerk = new Clerk(chance, new(company, members, [], [], accounts));
        var (main, owner) = (accounts[0], members[0]);
        List<Transaction> rows =
        [
            clerk.Income(main, $"{owner.FirstName} {owner.LastName}", 2_500_000, small.Owner.Position, clerk.Draw(Pace.Incoming, Frame.FirstRecentIndex, 3, 3)),
        ];
        for (var month = Frame.FirstRecentIndex; month <= Frame.LastIndex; month++)
        {
            rows.Add(clerk.Income(main, small.Client, chance.Cents(80_000, 400_000), Reference(month), clerk.Draw(Pace.Incoming, month, 6, 20)));
            rows.Add(clerk.Transfer(main, small.Supplier, chance.Cents(20_000, 120_000), LegacyCategory.Manufacturing, Reference(month),
                clerk.Draw(Pace.Classic, month, 6, 24)).WithVat(small.Vat, chance) with
            { InitiatorId = owner.Id });
            rows.Add(clerk.Book(main, Kind.Fee, "Qonto", 1_080, clerk.Draw(Pace.Instant, month, 5, 5)).WithVat(20m, chance) with { Logo = "qonto", Reference = Reference(month) });
            for (var i = 0; i < 4; i++)
                rows.Add(clerk.CardPayment(main, small.Shop, clerk.Draw(Pace.Card, month, 6, 26)));
            if (accounts.Count > 1)
            {
                var (leaving, arriving) = clerk.Move(main, accounts[1], chance.Cents(10_000, 60_000), Reference(month), clerk.Draw(Pace.Instant, month, 22, 26));
                rows.AddRange([leaving, arriving]);
            }
        }

        rows.Add(clerk.CardPayment(main, small.Shop, clerk.Draw(Pace.Card, Frame.LastIndex, 25, 26, TransactionStatus.Pending)));
        rows.Add(clerk.CardPayment(main, small.Shop, clerk.Draw(Pace.Card, Frame.LastIndex, 20, 26, TransactionStatus.Declined)));
        rows.Add(clerk.Transfer(main, small.Supplier, chance.Cents(20_000, 60_000), LegacyCategory.Manufacturing, Reference(Frame.LastIndex),
            clerk.Draw(Pace.Classic, Frame.LastIndex, 25, 26, TransactionStatus.Pending)) with
        { InitiatorId = owner.Id });
        return [.. rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id)];
    }

    private static string Reference(int month) => string.Create(CultureInfo.InvariantCulture, $"{Frame.MonthAt(month).Start:yyyy-MM}");
}
