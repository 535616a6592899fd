using System.Text.Json;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>What holds of every transaction there is, whatever its account and status.</summary>
public sealed class TransactionFieldTests(EmulatorServer server)
{
    private static readonly string[] Nested =
    [
        "transfer", "income", "swift_income", "direct_debit", "direct_debit_collection", "direct_debit_hold", "check", "financing_installment",
        "pagopa_payment",
    ];

    [Fact]
    [Rule("A20")]
    public async Task Amounts_are_numbers_without_sign_and_agree_with_their_cents()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction();

        rows.Should().OnlyContain(row => row.At("amount").GetDecimal() >= 0);
        rows.Select(row => row.Text("side")).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("credit", "debit");
        string[] amounts = ["amount", "local_amount", "settled_balance", "vat_amount"];
        foreach (var name in amounts)
        {
            var pairs = rows.Select(row => (Major: row.At(name), Cents: row.At(name + "_cents"))).ToArray();
            pairs.Should().Contain(pair => pair.Major.ValueKind == JsonValueKind.Number);
            pairs.Should().OnlyContain(pair => pair.Major.ValueKind == JsonValueKind.Null
                ? pair.Cents.ValueKind == JsonValueKind.Null
                : pair.Major.GetDecimal() * 100 == pair.Cents.GetInt64());
        }
    }

    [Fact]
    [Rule("A21")]
    public async Task What_has_not_settled_has_no_settlement_and_still_every_key()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction();

        var unsettled = rows.Where(row => row.Text("status") is "pending" or "declined").ToArray();
        unsettled.Select(row => row.Text("status")).Distinct(StringComparer.Ordinal).Should().HaveCount(2);
        unsettled.Should().OnlyContain(row => row.IsNull("settled_at") && row.IsNull("settled_balance") && row.IsNull("settled_balance_cents"));
        var completed = rows.Where(row => row.Text("status") == "completed").ToArray();
        completed.Should().NotContain(row => row.IsNull("settled_at") || row.IsNull("settled_balance") || row.IsNull("settled_balance_cents"));
        var keys = completed[0].Keys().Except(Nested, StringComparer.Ordinal).ToArray();
        rows.Should().OnlyContain(row => row.Keys().Except(Nested, StringComparer.Ordinal).SequenceEqual(keys));
    }

    [Fact]
    [Rule("A22")]
    public async Task At_most_one_nested_object_stands_there_and_its_name_follows_the_subject_type()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction();

        foreach (var row in rows)
        {
            var own = JsonNamingPolicy.SnakeCaseLower.ConvertName(row.Text("subject_type")!);
            row.Keys().Intersect(Nested, StringComparer.Ordinal).Should().Equal(Nested.Where(name => name == own));
        }

        rows.SelectMany(Reading.Keys).Intersect(Nested, StringComparer.Ordinal).Should().BeEquivalentTo(Nested);
        rows.Where(row => row.Text("subject_type") is "DirectDebit").Should().OnlyContain(row => row.Text("direct_debit.unique_mandate_reference") != null);
    }

    [Fact]
    [Rule("A23")]
    public async Task The_operation_type_follows_the_subject_type()
    {
        await using var world = await server.NewWorld();
        string[] fixedTypes =
        [
            "Transfer transfer", "Income income", "Card card", "DirectDebit direct_debit", "DirectDebitCollection direct_debit_collection",
            "DirectDebitHold direct_debit_hold", "SwiftIncome swift_income", "Check cheque", "BillingTransfer qonto_fee", "PagopaPayment pagopa_payment",
            "F24Payment f24", "FinancingInstallment financing_installment", "FinancingIncome pay_later", "AccountRemuneration account_remuneration",
            "Investment investment",
        ];

        var rows = await world.EveryTransaction();

        var types = rows.ToLookup(row => row.Text("subject_type") is "WalletToWallet" or "Other" ? row.Text("subject_type")! : "fixed", StringComparer.Ordinal);
        types["fixed"].Select(row => $"{row.Text("subject_type")} {row.Text("operation_type")}").Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo(fixedTypes);
        types["WalletToWallet"].Select(row => $"{row.Text("side")} {row.Text("operation_type")}").Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("debit transfer", "credit income");
        types["Other"].Select(row => row.Text("operation_type")).Distinct(StringComparer.Ordinal)
            .Should().NotBeEmpty().And.NotIntersectWith(fixedTypes.Select(pair => pair.Split(' ')[1]));
    }

    [Fact]
    [Rule("A24")]
    public async Task The_transaction_id_is_a_slug_that_is_never_taken_as_an_id()
    {
        await using var world = await server.NewWorld();
        var slugs = (await world.Accounts()).ToDictionary(account => account.Text("id")!, account => account.Text("slug")!, StringComparer.Ordinal);

        var rows = await world.EveryTransaction();

        var suffixes = rows.Select(row =>
        {
            var start = slugs[row.Text("bank_account_id")!].Replace("-bank-account-", "-", StringComparison.Ordinal) + "-transaction-";
            row.Text("transaction_id").Should().StartWith(start);
            return (Row: row, Suffix: row.Text("transaction_id")![start.Length..]);
        }).ToArray();
        var counted = suffixes.Where(suffix => suffix.Suffix.All(char.IsAsciiDigit)).ToArray();
        var split = suffixes.Except(counted).ToArray();
        counted.Should().NotBeEmpty();
        split.Should().NotBeEmpty();
        split.Should().OnlyContain(suffix => suffix.Suffix == suffix.Row.Text("id")!.Insert(30, "-") && suffix.Suffix[14] == '7');
        counted.Max(suffix => suffix.Row.Text("created_at"))!.CompareTo(split.Min(suffix => suffix.Row.Text("created_at"))).Should().BeNegative();
        rows.Select(row => row.Text("transaction_id")).Should().OnlyHaveUniqueItems();

        (await world.Organization.Get("/v2/transactions/" + rows[0].Text("transaction_id"))).Status.Should().Be(404);
    }

    [Fact]
    [Rule("A25")]
    public async Task A_logo_is_an_empty_object_or_two_addresses()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction();

        rows.Select(row => string.Join(' ', row.At("logo").Keys())).Distinct(StringComparer.Ordinal).Should().BeEquivalentTo("", "small medium");
    }

    [Fact]
    [Rule("A26")]
    public async Task Cash_flow_categories_are_null_or_id_and_name_of_the_catalogue()
    {
        await using var world = await server.NewWorld();
        var categories = (await (await world.SignIn()).Get("/v2/cash_flow_categories")).Json.Items("cash_flow_categories");
        var subcategories = categories.SelectMany(category => category.Items("subcategories")).ToArray();
        var names = categories.Concat(subcategories).ToDictionary(category => category.Text("id")!, category => category.Text("name"), StringComparer.Ordinal);

        var rows = await world.EveryTransaction();

        string[] levels = ["cashflow_category", "cashflow_subcategory"];
        foreach (var level in levels)
        {
            rows.Should().Contain(row => row.IsNull(level)).And.Contain(row => !row.IsNull(level));
            rows.Where(row => !row.IsNull(level)).Should().OnlyContain(row =>
                row.At(level).Keys().SequenceEqual(new[] { "id", "name" }) && names[row.Text(level + ".id")!] == row.Text(level + ".name"));
        }

        foreach (var row in rows.Where(row => !row.IsNull("cashflow_subcategory")))
        {
            var category = categories.Single(category => category.Text("id") == row.Text("cashflow_category.id"));
            category.Items("subcategories").Ids().Should().Contain(row.Text("cashflow_subcategory.id"));
        }
    }

    [Fact]
    [Rule("A27")]
    public async Task Vat_is_contained_in_the_amount()
    {
        await using var world = await server.NewWorld();

        var rows = await world.EveryTransaction();

        foreach (var row in rows)
        {
            row.IsNull("vat_rate").Should().Be(row.IsNull("vat_amount")).And.Be(row.IsNull("vat_amount_cents"));
            if (row.IsNull("vat_rate") || row.At("vat_rate").GetDecimal() == -1)
                continue;
            var cents = row.At("amount_cents").GetInt64();
            var exact = cents - (cents / (1 + (row.At("vat_rate").GetDecimal() / 100)));
            Math.Abs(row.At("vat_amount_cents").GetInt64() - exact).Should().BeLessThanOrEqualTo(0.5m, row.ToString());
        }

        rows.Select(row => row.At("vat_rate").ToString()).Should().Contain(["", "0", "20", "-1"]);
        rows.Where(row => row.At("vat_rate").ToString() is "0").Should().OnlyContain(row => row.At("vat_amount").GetDecimal() == 0);
    }
}
