using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Transactions;

namespace QontoEmulator.Tests.Seeding;

public sealed class GeneratedTransactionTests(GeneratedSeed seed) : IClassFixture<GeneratedSeed>
{
    private readonly SeedFiles files = new(seed.Folder);

    private BankAccount Main => files.Accounts[0];

    [Fact]
    public void Every_subject_type_operation_type_and_status_occurs_on_both_sides()
    {
        files.Transactions.Should().HaveCount(1_200);
        files.Transactions.Select(row => row.SubjectType).Distinct().Should().BeEquivalentTo(Enum.GetValues<SubjectType>());
        files.Transactions.Select(row => row.OperationType).Distinct().Should().BeEquivalentTo(Enum.GetValues<OperationType>());
        files.Transactions.Select(row => row.Status).Distinct().Should().BeEquivalentTo(Enum.GetValues<TransactionStatus>());
        files.Transactions.Count(row => row.BankAccountId == Main.Id).Should().BeInRange(1_020, 1_080);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(1_200)]
    [InlineData(3_000)]
    public void Running_balances_never_fall_below_zero(int transactions)
    {
        using var other = new GeneratedSeed();
        SeedFiles.Generate(other.Folder, "--transactions", $"{transactions}").Should().Be(0);
        var made = new SeedFiles(other.Folder);

        made.Transactions.Should().HaveCount(transactions);
        foreach (var account in made.Accounts)
        {
            var balance = 0L;
            foreach (var row in made.Settled(account))
            {
                balance += Ledger(row);
                balance.Should().BeGreaterThanOrEqualTo(0, "account {0} at {1}", account.Name, row.SettledAt);
            }
        }

        made.Settled(made.Accounts[0]).Sum(Ledger).Should().BeGreaterThan(25_000_000);
        made.Settled(made.Accounts.Single(account => account.Status == BankAccountStatus.Closed)).Sum(Ledger).Should().Be(0);
    }

    [Fact]
    public void Of_the_newest_50_rows_of_the_main_account_ten_have_attachments_and_ten_have_none()
    {
        var newest = files.Settled(Main).TakeLast(50).ToList();

        newest.Count(row => row.AttachmentIds.Length > 0).Should().BeGreaterThanOrEqualTo(10);
        newest.Count(row => row.AttachmentIds.Length == 0).Should().BeGreaterThanOrEqualTo(10);
        files.Transactions.Select(row => row.AttachmentIds.Length).Distinct().Should().BeEquivalentTo([0, 1, 2, 5]);
    }

    [Fact]
    public void Attachments_belong_to_one_row_each_and_move_its_change_time()
    {
        var created = files.Attachments.ToDictionary(attachment => attachment.Id, attachment => attachment.CreatedAt);
        var rows = files.Transactions.Where(row => row.AttachmentIds.Length > 0).ToList();

        rows.SelectMany(row => row.AttachmentIds).Should().BeEquivalentTo(created.Keys);
        rows.Should().OnlyContain(row => row.AttachmentIds.All(id => created[id] > row.CreatedAt && created[id] < row.UpdatedAt));
    }

    [Fact]
    public void Rows_settle_only_when_they_are_carried_out_and_change_last()
    {
        foreach (var row in files.Transactions)
        {
            (row.SettledAt is not null).Should().Be(row.Status == TransactionStatus.Completed);
            row.UpdatedAt.Should().BeOnOrAfter(row.SettledAt ?? row.CreatedAt).And.BeOnOrAfter(row.CreatedAt);
            (row.SettledAt ?? row.EmittedAt).Should().BeOnOrAfter(row.EmittedAt);
        }
    }

    [Fact]
    public void Older_rows_are_counted_and_those_of_the_last_six_months_have_ids_that_tell_the_time()
    {
        var border = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        files.Transactions.Should().BeInAscendingOrder(row => row.CreatedAt);
        foreach (var account in files.Transactions.GroupBy(row => row.BankAccountId))
        {
            var older = account.Where(row => row.CreatedAt < border).Select(row => row.Number).ToList();
            older.Should().Equal(Enumerable.Range(1, older.Count).Select(number => (int?)number));
        }

        foreach (var row in files.Transactions.Where(row => row.CreatedAt >= border))
        {
            row.Number.Should().BeNull();
            row.Id.Version.Should().Be(7);
            Convert.ToInt64(row.Id.ToString("N")[..12], 16).Should().Be(row.CreatedAt.ToUnixTimeMilliseconds());
        }
    }

    [Fact]
    public void Vat_is_contained_in_the_amount_and_parts_add_up()
    {
        foreach (var row in files.Transactions.Where(row => row.VatRate is not null))
        {
            var vat = row.VatAmountCents!.Value;
            var parts = row.VatDetails ?? [new() { AmountCents = vat, AmountExcludingVatCents = row.AmountCents - vat, Rate = row.VatRate!.Value }];
            parts.Sum(part => part.AmountCents).Should().Be(vat);
            parts.Sum(part => part.AmountCents + part.AmountExcludingVatCents).Should().Be(row.AmountCents);
            foreach (var part in parts)
                ((decimal)part.AmountCents).Should().BeApproximately(part.AmountExcludingVatCents * part.Rate / 100, 1);
        }

        File.ReadAllText(Path.Combine(seed.Folder, "transactions.json")).Should().ContainAll("\"vat_rate\":20,", "\"vat_rate\":19.0,", "\"vat_rate\":5.5,", "\"vat_rate\":-1,");
    }

    [Fact]
    public void Money_between_accounts_leaves_one_and_arrives_on_the_other_at_the_same_moment()
    {
        var legs = files.Transactions.Where(row => row.SubjectType == SubjectType.WalletToWallet).ToList();
        var moves = legs.GroupBy(row => (row.SettledAt, row.EmittedAt, row.AmountCents)).ToList();

        moves.Should().HaveCountGreaterThan(20);
        foreach (var move in moves)
        {
            move.Select(row => (row.Side, row.OperationType)).Should().BeEquivalentTo(
                [(Side.Debit, OperationType.Transfer), (Side.Credit, OperationType.Income)]);
            move.Select(row => row.BankAccountId).Should().OnlyHaveUniqueItems();
        }
    }

    [Fact]
    public void Accounts_change_just_after_their_newest_settlement()
    {
        foreach (var account in files.Accounts)
            (account.UpdatedAt - files.Settled(account)[^1].SettledAt!.Value).TotalMilliseconds.Should().BeInRange(1, 100);
    }

    [Fact]
    public void Initiators_are_members_of_the_organization_and_card_rows_name_their_card()
    {
        var organizations = files.Memberships.ToDictionary(membership => membership.Id, membership => membership.OrganizationId);
        files.Transactions.Where(row => row.InitiatorId is not null).Should().OnlyContain(row => organizations[row.InitiatorId!.Value] == row.OrganizationId);
        files.Transactions.Where(row => row.OperationType == OperationType.Card).Should().OnlyContain(row =>
            row.CardId != null && row.CardLastDigits!.Length == 4 && row.InitiatorId != null && row.Counterparty == null);
        files.Transactions.Select(row => row.LocalCurrency).Should().Contain(["USD", "GBP", "CHF", "JPY", null]);
    }

    private static long Ledger(Transaction row) => row.Side == Side.Credit ? row.AmountCents : -row.AmountCents;
}
