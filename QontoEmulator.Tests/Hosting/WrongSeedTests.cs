using System.Text.Json.Nodes;
using QontoEmulator.Seeding;

namespace QontoEmulator.Tests.Hosting;

/// <summary>A seed with one thing wrong is refused by one sentence that names file and place.</summary>
public sealed class WrongSeedTests : IDisposable
{
    private readonly SeedCopy seed = new();

    public void Dispose() => seed.Dispose();

    [Fact]
    public void A_copy_with_nothing_wrong_loads() => SeedLoader.Load(SeedSource.Folder(seed.Folder), SeedCopy.Running).Tables.Sum(table => table.Count).Should().BeGreaterThan(1000);

    [Fact]
    public void A_folder_without_manifest_is_no_seed()
    {
        File.Delete(seed.PathOf("seed"));

        seed.ShouldBeRefused("seed.json");
    }

    [Theory]
    [InlineData("{}", "last_month")]
    [InlineData("[]", "last_month")]
    [InlineData("""{"last_month":"2026-10"}""", "MM-YYYY")]
    [InlineData("""{"last_month":"13-2026"}""", "MM-YYYY")]
    [InlineData("""{"last_month":10}""", "MM-YYYY")]
    [InlineData("""{"last_month":null}""", "MM-YYYY")]
    [InlineData("{\"last_month\":", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("\n\nnonsense", "line 3")]
    public void A_manifest_without_its_last_month_is_refused(string manifest, string named)
    {
        seed.Write("seed", manifest);

        seed.ShouldBeRefused("seed.json", named);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[")]
    [InlineData("[]]")]
    [InlineData("[] []")]
    [InlineData("[{\"id\":\"9191dc62")]
    [InlineData("\n[\n{\n\"id\":}]")]
    public void A_file_that_is_no_array_of_documents_is_refused(string text)
    {
        seed.Write("labels", text);

        seed.ShouldBeRefused("labels.json");
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_with_its_line()
    {
        var whole = File.ReadAllText(seed.PathOf("transactions"));
        seed.Write("transactions", whole[..(whole.Length / 2)]);

        seed.ShouldBeRefused("transactions.json", "line ");
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused()
    {
        File.WriteAllBytes(seed.PathOf("labels"), [.. "[{\"id\":\"753b2a00-2081-4d70-b7d3-42e6e14bd80c\",\"name\":\""u8, 0xff, 0xfe, .. "\"}]"u8]);

        seed.ShouldBeRefused("labels.json");
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_refused()
    {
        using var held = new FileStream(seed.PathOf("labels"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        seed.ShouldBeRefused("labels.json");
    }

    public static TheoryData<string, string, string> WrongProperties() => new()
    {
        { "labels", """{"colour":"red"}""", "colour" },
        { "labels", """{"name":null}""", "name" },
        { "labels", """{"name":5}""", "$[0].name" },
        { "labels", """{"id":"no uuid"}""", "$[0].id" },
        { "memberships", """{"role":"king"}""", "$[0].role" },
        { "memberships", """{"role":1}""", "$[0].role" },
        { "memberships", """{"birthdate":"yesterday"}""", "$[0].birthdate" },
        { "organizations", """{"capabilities":["fly"]}""", "$[0].capabilities" },
        { "bank_accounts", """{"created_at":"yesterday"}""", "$[0].created_at" },
        { "bank_accounts", """{"number":99999999999}""", "$[0].number" },
        { "statements", """{"period":"2026-10"}""", "$[0].period" },
        { "statements", """{"period":10}""", "$[0].period" },
        { "transactions", """{"amount_cents":1.5}""", "$[0].amount_cents" },
        { "transactions", """{"amount_cents":-1}""", "amount_cents is negative" },
        { "transactions", """{"settled_at":null}""", "settled_at" },
    };

    [Theory]
    [MemberData(nameof(WrongProperties))]
    public void A_property_of_the_wrong_name_type_or_value_is_refused_by_its_place(string table, string change, string named)
    {
        seed.Change(table, documents =>
        {
            foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
                documents[0]![name] = value?.DeepClone();
        });

        seed.ShouldBeRefused(table + ".json", named);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00.000Z", -1)]
    [InlineData("9999-12-31T23:59:59.999Z", 1)]
    public void A_time_that_the_calendar_ends_before_is_refused_by_its_place(string time, int months)
    {
        seed.Change("bank_accounts", accounts => accounts[0]!["created_at"] = time);

        seed.ShouldBeRefusedAt(SeedCopy.Running.Plus(months), "bank_accounts.json", "$[0].created_at");
    }

    [Fact]
    public void A_property_that_is_missing_is_named()
    {
        seed.Change("labels", labels => labels[2]!.AsObject().Remove("name"));

        seed.ShouldBeRefused("labels.json", "$[2]", "name");
    }

    [Fact]
    public void A_document_that_is_null_is_named_by_its_place()
    {
        seed.Change("labels", labels => labels[3] = null);

        seed.ShouldBeRefused("labels.json", "$[3]");
    }

    [Theory]
    [InlineData("01-0001")]
    [InlineData("12-9999")]
    public void A_last_month_that_nothing_can_be_shifted_to_is_refused(string month)
    {
        seed.Write("seed", $$"""{"last_month":"{{month}}"}""");

        var load = () => SeedLoader.Load(SeedSource.Folder(seed.Folder), SeedCopy.Running);

        if (month.StartsWith("12", StringComparison.Ordinal))
            load.Should().Throw<SeedException>();
        else
            load.Should().NotThrow("two thousand years later the calendar goes on");
    }
}
