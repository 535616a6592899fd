using System.Text.Json;
using Bogus;
using QontoEmulator.Tests.Support;

namespace QontoEmulator.Tests.Control;

/// <summary>Bodies with the right names and any values, the same ones in every run.</summary>
public sealed class BodyFuzzTests(EmulatorServer server)
{
    private static readonly (string Method, string Path, string[] Names)[] Writes =
    [
        ("PUT", "/_emulator/clock", ["now", "frozen"]),
        ("POST", "/_emulator/clock/advance", ["by", "seconds"]),
        ("PATCH", "/_emulator/switches", ["staging-gate", "gate-form", "list-errors-422"]),
        ("POST", "/_emulator/tokens", ["scopes", "user", "client_id"]),
        ("POST", "/_emulator/workspaces", ["seed"]),
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "0.5", "1e308", "1e999", "-1e999", "1e-400", "99999999999999999999999999", "{}", "[]", "[null]", "[[]]", "[\"\"]",
        "[\"organization.read\"]", "\"\"", "\" \"", "\"html\"", "\"redirect\"", "\"PT1S\"", "\"P1M\"", "\"-P1D\"", "\"PT\"", "\"P0.5D\"", "\"PT1E5S\"", "\"T1S\"",
        "\"9999-12-31T23:59:59.9999999+14:00\"", "\"0001-01-01T00:00:00-14:00\"", "\"2026-02-30\"", "\"2026-W01\"", "\"2027-01-01T00:00:00+99:99\"",
        "\"\\u0000\"", "\"\\ud83d\\udca5\"", "\"/\"", "\"../default\"", "\"a/../../etc\"",
    ];

    [Fact]
    public async Task No_value_breaks_the_control_api()
    {
        await using var world = await server.NewWorld();
        var random = new Randomizer(815);

        for (var i = 0; i < 1000; i++)
        {
            var (method, path, names) = Writes[i % Writes.Length];
            var body = $"{{{string.Join(',', random.ArrayElements(names, random.Int(1, names.Length)).Select(name => $"\"{name}\":{Value(random)}"))}}}";

            var reply = await world.Control.Send(HttpMethod.Parse(method), path, body);

            reply.Status.Should().BeOneOf([200, 201, 400, 422], $"{method} {path} {body}: {reply.Text}");
            if (reply.Status >= 400)
                reply.Errors.Should().NotBeEmpty(body).And.OnlyContain(error => error.Text("source.pointer")!.StartsWith('/'), body);
            if (reply.Status == 201)
                await new World(world.BaseUrl, reply.Json).DisposeAsync();
        }

        (await world.Control.Put("/_emulator/clock", "{}")).Status.Should().Be(200, "the way back to real time is never lost");
    }

    private static string Value(Randomizer random) => random.Int(0, 5) == 0 ? JsonSerializer.Serialize(random.Utf16String(0, 30)) : random.ArrayElement(Values);
}
