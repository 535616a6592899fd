using System.Text.Json;

namespace QontoEmulator.Tests.Contract;

public sealed class SchemaCheckerTests
{
    [Theory]
    [InlineData("type: string", "\"a\"")]
    [InlineData("type: [string, 'null']", "null")]
    [InlineData("{ type: string, nullable: true }", "null")]
    [InlineData("type: integer", "3")]
    [InlineData("type: integer", "3.0")]
    [InlineData("type: number", "3.5")]
    [InlineData("type: boolean", "false")]
    [InlineData("{ type: [string, 'null'], enum: [a, null] }", "null")]
    [InlineData("{ type: integer, enum: [1, 2] }", "2")]
    [InlineData("const: a", "\"a\"")]
    [InlineData("{ type: string, format: uuid }", "\"018f3e4d-0000-7000-8000-000000000001\"")]
    [InlineData("{ type: string, format: date }", "\"2026-02-28\"")]
    [InlineData("{ type: string, format: uri }", "\"http://localhost:8080/a?b=c\"")]
    [InlineData("{ type: string, format: email }", "\"a@b.test\"")]
    [InlineData("{ type: string, format: unheard-of }", "\"a\"")]
    [InlineData("{ type: string, pattern: '^a', minLength: 1, maxLength: 2 }", "\"ab\"")]
    [InlineData("{ type: number, minimum: 0, maximum: 9 }", "9")]
    [InlineData("{ type: array, minItems: 1, maxItems: 2, items: { type: integer } }", "[1, 2]")]
    [InlineData("{ type: object }", "{\"any\": 1}")]
    [InlineData("{ type: object, properties: { a: {} }, additionalProperties: true }", "{\"b\": 1}")]
    [InlineData("{ type: object, additionalProperties: { type: integer } }", "{\"b\": 1}")]
    [InlineData("{ $ref: 'common.yaml#/components/schemas/Money', description: beside }", "{\"value\": \"1.00\", \"currency\": \"EUR\"}")]
    [InlineData("allOf: [{ $ref: 'common.yaml#/components/schemas/Money' }, { type: object, properties: { more: {} } }]", "{\"value\": \"1\", \"currency\": \"EUR\", \"more\": 1}")]
    [InlineData("oneOf: [{ $ref: 'common.yaml#/components/schemas/Money' }, { type: 'null' }]", "null")]
    [InlineData("oneOf: [{ type: object, properties: { a: {} } }, { type: object, properties: { b: {} } }]", "{\"b\": 1}")]
    public void A_value_that_fits_is_accepted(string schema, string value) => Check(schema, value).Should().BeEmpty();

    [Theory]
    [InlineData("type: string", "1", "/: expected string, got number")]
    [InlineData("type: [string, 'null']", "{}", "/: expected string or null, got object")]
    [InlineData("type: integer", "1.5", "/: expected integer, got number")]
    [InlineData("type: string", "null", "/: expected string, got null")]
    [InlineData("enum: [a, null]", "\"b\"", "/: \"b\" is not one of \"a\", null")]
    [InlineData("const: a", "\"b\"", "/: expected \"a\", got \"b\"")]
    [InlineData("format: uuid", "\"x\"", "/: \"x\" is not a uuid")]
    [InlineData("format: date", "\"2026-02-30\"", "/: \"2026-02-30\" is not a date")]
    [InlineData("format: uri", "\"/relative\"", "/: \"/relative\" is not a uri")]
    [InlineData("format: email", "\"x\"", "/: \"x\" is not a email")]
    [InlineData("pattern: '^a'", "\"b\"", "/: \"b\" does not match ^a")]
    [InlineData("{ minLength: 2 }", "\"b\"", "/: shorter than 2")]
    [InlineData("{ maxLength: 2 }", "\"bbb\"", "/: longer than 2")]
    [InlineData("{ minimum: 1 }", "0", "/: 0 is below 1")]
    [InlineData("{ maximum: 1 }", "1.5", "/: 1.5 is above 1")]
    [InlineData("{ minItems: 1 }", "[]", "/: fewer than 1 items")]
    [InlineData("{ maxItems: 1 }", "[1, 2]", "/: more than 1 items")]
    [InlineData("{ items: { type: number } }", "[1, \"2\"]", "/1: expected number, got string")]
    [InlineData("{ required: [a] }", "{}", "/: required key a is missing")]
    [InlineData("{ properties: { a: { items: { properties: { b: { type: string } } } } } }", "{\"a\": [{\"b\": 1}]}", "/a/0/b: expected string, got number")]
    [InlineData("{ properties: { a: {} } }", "{\"x/y\": 1}", "/x~1y: unknown key")]
    [InlineData("{ properties: { a: {} }, additionalProperties: false }", "{\"b\": 1}", "/b: unknown key")]
    [InlineData("{ additionalProperties: { type: integer } }", "{\"b\": \"1\"}", "/b: expected integer, got string")]
    [InlineData("{ $ref: 'common.yaml#/components/schemas/Money' }", "{\"value\": 1, \"currency\": \"EUR\"}", "/value: expected string, got number")]
    [InlineData("allOf: [{ properties: { a: {} } }, { properties: { b: {} } }]", "{\"a\": 1, \"b\": 1, \"c\": 1}", "/c: unknown key")]
    [InlineData("oneOf: [{ type: object, properties: { a: { type: string } } }, { type: 'null' }]", "{\"a\": 1}", "/a: expected string, got number")]
    [InlineData("oneOf: [{ type: object, properties: { a: {} } }, { type: object, properties: { b: {}, c: {} } }]", "{\"a\": 1, \"b\": 1}", "/b: unknown key")]
    public void A_value_that_does_not_fit_is_named_with_its_place(string schema, string value, string violation) =>
        Check(schema, value).Should().ContainSingle().Which.Should().Be(violation);

    [Theory]
    [InlineData("accounts", "2026-02-03T08:11:00.120Z", true)]
    [InlineData("accounts", "2026-02-03T08:11:00.12Z", false)]
    [InlineData("accounts", "2026-02-03T08:11:00.120+00:00", false)]
    [InlineData("accounts", "2026-02-30T08:11:00.120Z", false)]
    [InlineData("invoicing", "2026-02-03T08:11:00+02:00", true)]
    [InlineData("invoicing", "2026-02-03T08:11:00.123456Z", true)]
    [InlineData("invoicing", "2026-02-03", false)]
    public void Timestamps_of_the_accounts_domain_are_exact_and_others_any_iso_form(string file, string text, bool fits) =>
        (Check("format: date-time", $"\"{text}\"", file).Length == 0).Should().Be(fits);

    [Fact]
    public void Unknown_keys_pass_where_they_are_allowed() => Check("properties: { a: {} }", "{\"b\": 1}", refuseUnknownKeys: false).Should().BeEmpty();

    [Fact]
    public void The_examples_of_the_contract_fit_their_schemas()
    {
        var examples = (
            from operation in ContractFacts.Operations
            from response in operation.Responses
            from content in response.Value
            from example in Examples(operation, response.Key, content.Key)
            select (operation.OperationId, Violations: SchemaChecker.Check(example, content.Value))).ToList();
        examples.Should().HaveCount(5);
        examples.SelectMany(example => example.Violations.Select(violation => $"{example.OperationId} {violation}")).Should().BeEmpty();
    }

    [Fact]
    public void Every_schema_of_the_contract_can_be_read()
    {
        using var nothing = JsonDocument.Parse("{}");
        foreach (var schema in ContractFacts.Operations.SelectMany(operation => operation.Responses.Values).SelectMany(content => content.Values))
            FluentActions.Invoking(() => SchemaChecker.Check(nothing.RootElement, schema)).Should().NotThrow();
    }

    private static string[] Check(string schema, string value, string file = "platform", bool refuseUnknownKeys = true)
    {
        using var json = JsonDocument.Parse(value);
        var read = new Schema(YamlText.Read(schema), file, ContractFacts.Documents);
        return [.. SchemaChecker.Check(json.RootElement, read, refuseUnknownKeys).Select(violation => violation.ToString())];
    }

    private static IEnumerable<JsonElement> Examples(Operation operation, string status, string mediaType)
    {
        var verb = ContractFacts.Documents[operation.File].GetProperty("paths").GetProperty(operation.Path).GetProperty(operation.Method.ToLowerInvariant());
        var response = ContractFacts.Documents.Follow(verb.GetProperty("responses").GetProperty(status), operation.File).Node;
        var content = response.GetProperty("content").GetProperty(mediaType);
        if (content.TryGetProperty("example", out var example)) yield return example;
        if (!content.TryGetProperty("examples", out var examples)) yield break;
        foreach (var named in examples.EnumerateObject())
            yield return ContractFacts.Documents.Follow(named.Value, operation.File).Node.GetProperty("value");
    }
}
