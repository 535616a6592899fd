using System.Text.Json;
using System.Text.RegularExpressions;
using QontoEmulator.Tests.Contract;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

public sealed partial class CashFlowCategoryTests(EmulatorServer server)
{
    [Fact]
    [Rule("A26")]
    public async Task The_catalogue_comes_whole_in_two_levels()
    {
        await using var world = await server.NewWorld();

        var reply = await (await world.SignIn()).Get("/v2/cash_flow_categories");

        reply.Json.Keys().Should().Equal("cash_flow_categories");
        var categories = reply.Json.Items("cash_flow_categories");
        categories.Select(category => category.Text("type")).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo("CATEGORY_TYPE_INFLOW", "CATEGORY_TYPE_OUTFLOW");
        categories.Should().Contain(category => category.Items("subcategories").Count > 1);
        categories.Concat(categories.SelectMany(Subcategories)).Ids().Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_rate_is_a_decimal_string_or_has_no_key_at_all()
    {
        await using var world = await server.NewWorld();

        var categories = (await (await world.SignIn()).Get("/v2/cash_flow_categories")).Json.Items("cash_flow_categories");

        foreach (var level in new[] { categories, [.. categories.SelectMany(Subcategories)] })
        {
            var rates = level.Select(category => category.TryGetProperty("vat_rate", out var rate) ? rate.GetRawText() : "absent").ToArray();
            rates.Should().Contain("absent");
            rates.Where(rate => rate != "absent").Should().NotBeEmpty().And.OnlyContain(rate => Rate().IsMatch(rate));
        }
    }

    [Theory]
    [InlineData("cash_flow_category.read")]
    [InlineData("cash_flow_category.write")]
    [InlineData("organization.read")]
    [Rule("A62")]
    public async Task Any_one_of_three_scopes_opens_it(string scope)
    {
        await using var world = await server.NewWorld();

        (await (await world.SignIn(scope)).Get("/v2/cash_flow_categories")).Status.Should().Be(200);
    }

    [GeneratedRegex("""^"\d+(\.\d+)?"$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();

    private static IEnumerable<JsonElement> Subcategories(JsonElement category) => category.Items("subcategories");
}
