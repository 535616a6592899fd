using QontoEmulator.Seeding;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Seeding;

public sealed class SmallSeedTests(EmulatorServer server)
{
    public static TheoryData<string> Seeds => [.. SeedCommand.Seeds.Where(seed => seed != "default")];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Its_committed_files_are_exactly_what_the_generator_writes(string seed)
    {
        var folder = Directory.CreateTempSubdirectory("seed-").FullName;
        try
        {
            SeedCommand.Run(["seed", "generate", "--seed", seed, "--out", folder], TextWriter.Null, TextWriter.Null).Should().Be(0);
            var committed = CommittedText.Find(Path.Combine("seed-data", seed))!;
            foreach (var file in Directory.GetFiles(folder).Concat(Directory.GetFiles(committed)).Select(Path.GetFileName).Distinct(StringComparer.Ordinal))
                File.ReadAllBytes(Path.Combine(folder, file!)).Should().Equal(File.ReadAllBytes(Path.Combine(committed, file!)), "{0} must be as generated", file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_workspace_of_it_answers_the_reads(string seed)
    {
        await using var world = await server.NewWorld(seed);
        var owner = await world.SignIn();

        var organization = await owner.Get("/v2/organization");
        organization.Status.Should().Be(200);
        foreach (var path in (string[])["bank_accounts", "memberships", "teams", "labels", "statements", "cash_flow_categories", "membership", "subscription"])
            (await owner.Get("/v2/" + path)).Status.Should().Be(200);
        var account = organization.Json.Text("organization.bank_accounts.0.id");
        var transactions = await owner.Get($"/v2/transactions?bank_account_id={account}&status[]=completed&status[]=pending&status[]=declined");
        (transactions.Json.At("meta.total_count").GetInt32() > 0).Should().Be(seed != "empty");
    }

    [Fact]
    [Rule("Q13")]
    public async Task The_bare_sandbox_has_no_iban_certificate_because_it_is_not_reviewed()
    {
        await using var world = await server.NewWorld("bare-sandbox");

        var certificate = await world.Organization.Get($"/v2/bank_accounts/{await world.MainAccount()}/iban_certificate");

        certificate.Status.Should().Be(400);
        certificate.Code.Should().Be("iban_generation_failed");
        certificate.Errors[0].Text("detail").Should().Be("Organization is not KYB accepted");
    }
}
