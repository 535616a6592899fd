using QontoEmulator.Api;
using QontoEmulator.Features.Beneficiaries;
using QontoEmulator.Features.Transactions;
using QontoEmulator.Tests.Contract;

namespace QontoEmulator.Tests.Seeding;

public sealed class GeneratedBeneficiaryTests
{
    public static TheoryData<string> Seeds => ["default", "bare-sandbox", "germany", "italy", "spain"];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whoever_was_paid_by_transfer_is_a_validated_beneficiary_of_the_same_name_and_iban(string seed)
    {
        var paid = Transactions(seed)
            .Where(row => row is { Side: Side.Debit, SubjectType: SubjectType.Transfer, Status: TransactionStatus.Completed, Counterparty: not null })
            .Select(row => (row.OrganizationId, row.Label, row.Counterparty!.AccountNumber!)).Distinct();

        Beneficiaries(seed).Where(beneficiary => beneficiary.Status == BeneficiaryStatus.Validated)
            .Select(beneficiary => (beneficiary.OrganizationId, beneficiary.Name, beneficiary.Iban)).Should().BeEquivalentTo(paid);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void In_every_organization_the_last_changed_is_validated_and_not_trusted_and_there_are_a_pending_and_a_declined_one(string seed)
    {
        foreach (var organization in Beneficiaries(seed).GroupBy(beneficiary => beneficiary.OrganizationId))
        {
            var listed = organization.OrderByDescending(beneficiary => beneficiary.UpdatedAt).ToArray();
            (listed[0].Status, listed[0].Trusted).Should().Be((BeneficiaryStatus.Validated, false));
            listed.Select(beneficiary => beneficiary.Status).Distinct().Should().BeEquivalentTo(Enum.GetValues<BeneficiaryStatus>());
            listed.Should().NotContain(beneficiary => beneficiary.Trusted && beneficiary.Status != BeneficiaryStatus.Validated);
        }
    }

    [Fact]
    public void Those_who_earn_a_salary_are_trusted()
    {
        var staff = Transactions("default").Where(row => row.Category == LegacyCategory.Salary).Select(row => row.Label).ToHashSet(StringComparer.Ordinal);

        Beneficiaries("default").Where(beneficiary => beneficiary.Trusted).Select(beneficiary => beneficiary.Name).Should().BeEquivalentTo(staff);
    }

    private static List<Beneficiary> Beneficiaries(string seed) => SeedFiles.Read(FolderOf(seed), "beneficiaries", new BeneficiariesJson(Json.Stored()).Beneficiary);

    private static List<Transaction> Transactions(string seed) => SeedFiles.Read(FolderOf(seed), "transactions", new TransactionsJson(Json.Stored()).Transaction);

    private static string FolderOf(string seed) => CommittedText.Find(Path.Combine("seed-data", seed))!;
}
