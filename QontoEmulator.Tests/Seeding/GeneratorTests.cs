using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using QontoEmulator.Api;
using QontoEmulator.Features.Attachments;
using QontoEmulator.Features.BankAccounts;
using QontoEmulator.Features.Memberships;
using QontoEmulator.Quirks;

namespace QontoEmulator.Tests.Seeding;

public sealed partial class GeneratorTests(GeneratedSeed seed) : IClassFixture<GeneratedSeed>
{
    private readonly SeedFiles files = new(seed.Folder);

    [Fact]
    public void The_committed_files_are_exactly_what_the_generator_writes()
    {
        var committed = SeedFiles.All(SeedFiles.Committed);
        var generated = SeedFiles.All(seed.Folder);

        committed.Keys.Should().BeEquivalentTo(generated.Keys, "`seed generate` was not run after a change");
        foreach (var (name, content) in generated)
            content.AsSpan().SequenceEqual(committed[name]).Should().BeTrue("`seed generate` writes another {0}", name);
    }

    [Fact]
    public void Generating_over_a_larger_seed_leaves_nothing_of_it()
    {
        using var folder = new GeneratedSeed();
        SeedFiles.Generate(folder.Folder, "--transactions", "1500").Should().Be(0);

        SeedFiles.Generate(folder.Folder).Should().Be(0);

        SeedFiles.All(folder.Folder).Keys.Should().BeEquivalentTo(SeedFiles.All(seed.Folder).Keys);
    }

    [Fact]
    public void The_committed_seed_stays_below_1600_kilobytes() =>
        SeedFiles.All(seed.Folder).Values.Sum(content => content.LongLength).Should().BeLessThan(1_600_000);

    [Fact]
    public void Files_have_line_feeds_only_and_no_byte_order_mark()
    {
        foreach (var path in Directory.EnumerateFiles(seed.Folder, "*.json"))
        {
            var content = File.ReadAllBytes(path);
            content.Should().NotContain((byte)'\r').And.EndWith("\n"u8.ToArray());
            content[0].Should().BeOneOf((byte)'[', (byte)'{');
        }
    }

    [Fact]
    public void Every_time_stands_on_one_of_the_first_28_days_of_the_24_months()
    {
        // A transfer that is still to come is for a day of the month after the running one.
        var times = Directory.EnumerateFiles(seed.Folder, "*.json")
            .SelectMany(path => Time().Matches(File.ReadAllText(path).Replace("\"scheduled_for\":\"2026-12-15T", "", StringComparison.Ordinal))).ToList();

        times.Should().HaveCountGreaterThan(4_000);
        foreach (var time in times)
        {
            int.Parse(time.Groups["day"].Value, CultureInfo.InvariantCulture).Should().BeInRange(1, 28);
            string.CompareOrdinal(time.Groups["month"].Value, "2024-11").Should().BeGreaterThanOrEqualTo(0);
            string.CompareOrdinal(time.Groups["month"].Value, "2026-10").Should().BeLessThanOrEqualTo(0);
        }
    }

    [Fact]
    public void Files_are_named_after_the_hash_of_their_content_and_every_one_is_referred_to()
    {
        var stored = files.Attachments.Select(attachment => attachment.File)
            .Concat(files.Attachments.Select(attachment => attachment.Probative).OfType<StoredFile>()).ToList();
        var onDisk = SeedFiles.All(Path.Combine(seed.Folder, "files"));

        foreach (var (name, content) in onDisk)
            Path.GetFileNameWithoutExtension(name).Should().Be(Convert.ToHexStringLower(SHA256.HashData(content)));
        onDisk.Keys.Select(name => Path.GetFileNameWithoutExtension(name)!).Should().BeEquivalentTo(stored.Select(file => file.Sha256).ToHashSet(StringComparer.Ordinal));
        foreach (var file in stored)
            onDisk.Single(pair => pair.Key.StartsWith(file.Sha256, StringComparison.Ordinal)).Value.LongLength.Should().Be(file.Size);
    }

    [Fact]
    public void Attachments_are_of_all_three_kinds_and_one_has_a_probative_copy()
    {
        files.Attachments.Select(attachment => attachment.File.ContentType).ToHashSet(StringComparer.Ordinal)
            .Should().BeEquivalentTo("application/pdf", "image/png", "image/jpeg");
        files.Attachments.Should().ContainSingle(attachment => attachment.Probative != null);
        files.Attachments.Should().HaveCountGreaterThan(35).And.BeInAscendingOrder(attachment => attachment.CreatedAt);
    }

    [Fact]
    public void The_company_comes_first_and_a_neighbour_has_something_of_everything()
    {
        files.Organizations.Should().HaveCount(2);
        var (company, neighbour) = (files.Organizations[0], files.Organizations[1]);

        Enum.GetValues<Capability>().Should().OnlyContain(capability => company.Can(capability));
        neighbour.Capabilities.Should().Equal(Capability.KybAccepted);
        files.Accounts.Where(account => account.OrganizationId == company.Id).Select(account => account.Number).Should().Equal(1, 2, 3, 4);
        files.Accounts.Should().ContainSingle(account => account.OrganizationId == neighbour.Id).Which.Main.Should().BeTrue();
        foreach (var ids in new[]
        {
            files.Memberships.Select(membership => membership.OrganizationId), files.Statements.Select(statement => statement.OrganizationId),
            files.Attachments.Select(attachment => attachment.OrganizationId), files.Transactions.Select(row => row.OrganizationId),
        })
            ids.Should().Contain([company.Id, neighbour.Id]);
    }

    [Fact]
    public void Every_role_has_a_member_who_can_sign_in_under_the_same_address()
    {
        var company = files.Organizations[0];
        var members = files.Memberships.Where(membership => membership.OrganizationId == company.Id).ToList();

        members.Select(membership => membership.Role).Should().Equal(
            Role.Owner, Role.Admin, Role.Manager, Role.Reporting, Role.Employee, Role.Accountant, null);
        foreach (var member in members.Where(membership => membership.Status == MembershipStatus.Active))
            files.Users.Single(user => user.Id == member.UserId).Email.Should().Be(member.Email).And.EndWith(".example");
        members[^1].Should().Match<Membership>(member => member.Status == MembershipStatus.Invitable && member.Email == null && member.TeamId == null);
    }

    [Fact]
    public void Ibans_leave_one_when_divided_by_97()
    {
        var ibans = files.Accounts.Select(account => account.Iban).Concat(files.Transactions
            .Where(row => row.Counterparty is { AccountNumberFormat: "IBAN" }).Select(row => row.Counterparty!.AccountNumber!)).Where(iban => iban.Length > 0);

        ibans.Should().HaveCountGreaterThan(500).And.OnlyContain(iban => Remainder(iban) == 1);
    }

    [Fact]
    public void Statements_cover_each_month_of_a_Qonto_account_from_its_first_row_to_the_last_or_to_its_closing()
    {
        foreach (var account in files.Accounts)
        {
            var months = files.Transactions.Where(row => row.BankAccountId == account.Id).Select(row => Month.Of(row.CreatedAt)).ToList();
            var last = account.Status == BankAccountStatus.Closed ? months.Max() : new(2026, 10);
            var expected = account.IsExternalAccount ? [] : Enumerable.Range(0, last.Since(months.Min()) + 1).Select(months.Min().Plus);

            files.Statements.Where(statement => statement.BankAccountId == account.Id).Select(statement => statement.Period).Should().Equal(expected);
        }
    }

    private static int Remainder(string iban) => string.Concat((iban[4..] + iban[..4]).Select(letter =>
        (char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10).ToString(CultureInfo.InvariantCulture))).Aggregate(0, (rest, digit) => ((rest * 10) + digit - '0') % 97);

    [GeneratedRegex("\"(?<month>\\d{4}-\\d{2})-(?<day>\\d{2})T[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
