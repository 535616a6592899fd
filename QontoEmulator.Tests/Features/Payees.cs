using System.Text.Json;
using QontoEmulator.Tests.Sca;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Features;

/// <summary>The beneficiaries of a world as tests use them.</summary>
internal static class Payees
{
    public const string Path = "/v2/sepa/beneficiaries";

    /// <summary>A valid IBAN that no seed knows.</summary>
    public const string NewIban = "DE89370400440532013000";

    /// <summary>The first one of a list.</summary>
    public static async Task<JsonElement> First(World world, string query = "") => (await world.Organization.Get(Path + query)).Json.At("beneficiaries.0");

    public static async Task<JsonElement> Show(World world, string id) => (await world.Organization.Get($"{Path}/{id}")).Json.At("beneficiary");

    public static string Body(string name = "Nordlicht Werkzeuge GmbH", string iban = NewIban) =>
        $$$"""{"beneficiary":{"name":"{{{name}}}","iban":"{{{iban}}}"}}""";

    /// <summary>Adds one, approved by its member.</summary>
    public static async Task<JsonElement> Add(World world, string iban = NewIban)
    {
        var created = await Challenges.Approved(world, await world.SignIn(), member => member.Post(Path, Body(iban: iban)));
        created.Status.Should().Be(201, created.Text);
        return created.Json.At("beneficiary");
    }

    public static async Task Decide(World world, string id, string status) =>
        (await world.Control.Put($"/_emulator/beneficiaries/{id}", $$"""{"status":"{{status}}"}""")).Status.Should().Be(200);

    public static string Ids(params IEnumerable<string?> ids) => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal) { ["ids"] = ids });
}
